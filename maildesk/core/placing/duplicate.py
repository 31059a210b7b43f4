"""Is this mail one the desk has already: the same content is, the same Message-ID with other content is not.

In: a mail's Message-ID and content hash, and what is stored under either. Out: which stored mail it repeats, and whether an
id is used twice. Transport headers don't count: one mail in two mailboxes, or imported and fetched, is one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StoredMail:
    """A mail that shares the Message-ID or the content hash with the one at hand."""

    mail_id: int
    message_id: str
    content_hash: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """`duplicate_of`: the stored mail that says the very same. `collision`: the Message-ID is taken by another content; both stay."""

    duplicate_of: int | None = None
    collision: bool = False


def likeness(message_id: str, content_hash: str, stored: Iterable[StoredMail]) -> Likeness:
    """Compare with the stored mails. Empty ids and hashes are equal to nothing (pain 13); the oldest repeat is named."""
    mails = sorted(stored, key=lambda m: m.mail_id)
    same = (m.mail_id for m in mails if content_hash and m.content_hash == content_hash)
    duplicate_of = next((i for i in same), None)
    collision = duplicate_of is None and any(message_id and m.message_id == message_id for m in mails)
    return Likeness(duplicate_of, collision)
