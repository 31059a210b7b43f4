"""One mail twice is one; one Message-ID twice with other content is two."""

import pytest

from maildesk.core.placing.duplicate import Likeness, StoredMail, likeness

STORED = [StoredMail(8, "m1", "h1"), StoredMail(5, "m0", "h1")]


@pytest.mark.parametrize(
    ("message_id", "content_hash", "expected"),
    [
        ("m1", "h1", Likeness(duplicate_of=5)),
        ("m9", "h1", Likeness(duplicate_of=5)),
        ("", "h1", Likeness(duplicate_of=5)),
        ("m1", "h2", Likeness(collision=True)),
        ("m9", "h2", Likeness()),
        ("", "", Likeness()),
    ],
)
def test_content_makes_a_duplicate_and_the_id_alone_a_collision(message_id, content_hash, expected):
    assert likeness(message_id, content_hash, STORED) == expected


def test_empty_ids_and_hashes_are_equal_to_nothing():
    assert likeness("", "", [StoredMail(1, "", "")]) == Likeness()
