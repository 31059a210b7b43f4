"""How many mails are asked for at once."""

from __future__ import annotations

import pytest

from maildesk.imap import fetched
from maildesk.imap.fetched import Head, in_groups


@pytest.mark.parametrize(
    ("sizes", "groups"),
    [
        ([], []),
        ([1, 2, 3], [[1, 2, 3]]),
        ([6, 5, 4, 1], [[6], [5, 4, 1]]),
        ([1, 99, 1], [[1], [99], [1]]),
        ([99, 98], [[99], [98]]),
        ([20, 1], [[20], [1]]),
    ],
)
def test_a_group_fits_into_memory_and_what_is_too_big_stands_alone(
    monkeypatch: pytest.MonkeyPatch, sizes: list[int], groups: list[list[int]]
) -> None:
    monkeypatch.setattr(fetched, "GROUP_BYTES", 10)
    heads = [Head(uid, size, None, ()) for uid, size in enumerate(sizes)]
    assert [[head.size for head in group] for group in in_groups(heads, max_bytes=50)] == groups
