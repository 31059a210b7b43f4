"""A mail as it came from the server, and how many are asked for at once. Pure.

In: what FETCH answered. Out: `Head` (all but the bytes) and `Fetched`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

#: What is asked first. The size decides whether and with which others the bytes are asked for.
FETCH_HEAD = (b"RFC822.SIZE", b"INTERNALDATE", b"FLAGS")
#: A group's bytes stand in memory at once; a single mail may be larger.
GROUP_BYTES = 16 * 1024 * 1024


class Missing(StrEnum):
    """Why `raw` is not the whole mail."""

    NOTHING = ""
    TOO_BIG = "too_big"
    REFUSED = "refused_by_server"


@dataclass(frozen=True, slots=True)
class Fetched:
    """`raw` is the mail byte for byte, or only its headers (even nothing) when `missing` says why. `size` is the server's word."""

    uid: int
    raw: bytes
    internaldate: datetime | None
    flags: tuple[str, ...]
    size: int
    missing: Missing = Missing.NOTHING

    @property
    def truncated(self) -> bool:
        return self.missing is not Missing.NOTHING


@dataclass(frozen=True, slots=True)
class Head:
    uid: int
    size: int
    internaldate: datetime | None
    flags: tuple[str, ...]

    def with_raw(self, raw: bytes, missing: Missing = Missing.NOTHING) -> Fetched:
        return Fetched(self.uid, raw, self.internaldate, self.flags, self.size, missing)


def head_of(uid: int, answer: Mapping[bytes, Any]) -> Head:
    """`answer` as IMAPClient parses it. A moment the server garbled is None."""
    moment = answer.get(b"INTERNALDATE")
    flags = tuple(flag.decode("utf-8", "replace") for flag in answer.get(b"FLAGS", ()))
    return Head(uid, answer.get(b"RFC822.SIZE", 0), moment and moment.astimezone(UTC), flags)


def in_groups(heads: Sequence[Head], max_bytes: int) -> Iterator[list[Head]]:
    """Neighbours together up to GROUP_BYTES; each mail above `max_bytes` alone."""
    group: list[Head] = []
    room = GROUP_BYTES
    for head in heads:
        too_big = head.size > max_bytes
        if group and (too_big or head.size > room):
            yield group
            group, room = [], GROUP_BYTES
        if too_big:
            yield [head]
            continue
        group.append(head)
        room -= head.size
    if group:
        yield group
