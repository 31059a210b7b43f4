"""The first room: the bytes of mails and the cursor that says they were fetched, in one transaction. Reads nothing of them.

In: what the mailbox gave. Out: rows in state `kept`. A crash before the commit fetches them again; after it they are ours.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from maildesk.db.tables import Folder, Message, RawMail
from maildesk.db.upsert import add_all, new_ids
from maildesk.flow.mail import ledger


@dataclass(frozen=True, slots=True)
class Arrival:
    """One mail as it was fetched or imported. `uid` None: imported. `truncated`: only its headers were fetched."""

    raw: bytes
    arrived_at: datetime
    size: int
    uid: int | None = None
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where mails come from: the mailbox, and the folder with its UIDVALIDITY unless they are imported."""

    mailbox_id: int
    direction: str
    zone: ZoneInfo
    folder_id: int | None = None
    uidvalidity: int | None = None


def keep(
    session: Session, place: Place, arrivals: Sequence[Arrival], *, quiet: bool, last_uid: int | None = None
) -> list[int]:
    """Keep mails and move the folder's cursor to `last_uid`; returns the ids of the new rows in the order given.

    Bytes the mailbox already holds (a resync after a UIDVALIDITY change, a second import) are not kept again.
    """
    hashes = [hashlib.sha256(arrival.raw).hexdigest() for arrival in arrivals]
    known = _known(session, place.mailbox_id, hashes)
    fresh: list[tuple[Arrival, str]] = []
    for arrival, digest in zip(arrivals, hashes, strict=True):
        if digest not in known:
            known.add(digest)
            fresh.append((arrival, digest))
    drawn = new_ids(session, Message, len(fresh))
    rows = [_row(next(drawn), place, arrival, digest, quiet=quiet) for arrival, digest in fresh]
    ids = [row["id"] for row in rows]
    add_all(session, Message, rows)
    bodies = [{"message_id": i, "body": arrival.raw} for i, (arrival, _) in zip(ids, fresh, strict=True)]
    add_all(session, RawMail, bodies)
    _count(session, place, (arrival for arrival, _ in fresh))
    if place.folder_id is not None and last_uid is not None:
        session.execute(
            update(Folder).where(Folder.id == place.folder_id).values(uidvalidity=place.uidvalidity, last_uid=last_uid)
        )
    return ids


def _known(session: Session, mailbox_id: int, hashes: Sequence[str]) -> set[str]:
    query = select(Message.raw_hash).where(Message.raw_hash.in_(hashes), Message.mailbox_id == mailbox_id)
    return set(session.scalars(query))


def _row(message_id: int, place: Place, arrival: Arrival, digest: str, *, quiet: bool) -> dict[str, Any]:
    """A mail of which nothing is known but where its bytes came from."""
    return {
        "id": message_id,
        "mailbox_id": place.mailbox_id,
        "folder_id": place.folder_id,
        "uidvalidity": place.uidvalidity,
        "uid": arrival.uid,
        "direction": place.direction,
        "state": "kept",
        "quiet": quiet,
        "truncated": arrival.truncated,
        "size": arrival.size,
        "arrived_at": arrival.arrived_at,
        "raw_hash": digest,
    }


def _count(session: Session, place: Place, fresh: Iterable[Arrival]) -> None:
    days = Counter(ledger.day_of(arrival.arrived_at, place.zone) for arrival in fresh)
    for day, mails in days.items():
        ledger.kept(session, place.mailbox_id, day, mails)
