"""Message ids, with and without the brackets they need."""

from __future__ import annotations

import pytest

from maildesk.core.mail.wire import message_ids


@pytest.mark.parametrize(
    ("value", "ids"),
    [
        (b"<a@x>", ("a@x",)),
        (b"<a@x> <b@x>\t<a@x>", ("a@x", "b@x")),
        (b"<a@x><b@x>,<c@x>", ("a@x", "b@x", "c@x")),
        (b"<a\t@x>", ("a@x",)),
        (b"a@x, b@x", ("a@x", "b@x")),
        (b"<[abc]@[x>", ("[abc]@[x",)),
        (b"Your mail of Monday <a@x>", ("a@x",)),
        (b"<no-domain>", ("no-domain",)),
        (b"nonsense", ()),
        (b"<>", ()),
        (b"", ()),
        (b"<" + b"a" * 1_500 + b"@x>", ()),
    ],
)
def test_a_header_gives_its_ids(value: bytes, ids: tuple[str, ...]) -> None:
    assert message_ids.read(value, 998) == ids
