"""What failed and stands aside, with the mail it was, one page at a time.

In: a session and the place to go on from. Out: lines, newest first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.db import tables as t

SIZE = 50


@dataclass(frozen=True, slots=True)
class Aside:
    """A mail that failed. `sender` and `subject` are empty when it could not be read at all."""

    id: int
    room: str
    reason: str
    detail: str
    at: datetime
    message_id: int | None
    sender: str
    subject: str
    size: int
    arrived_at: datetime | None
    mailbox: str


@dataclass(frozen=True, slots=True)
class Page:
    """`next`: the id after which the following page begins; None at the end."""

    rows: Sequence[Aside]
    next: int | None = None


def page(session: Session, before: int | None = None, size: int = SIZE) -> Page:
    """One page of what stands aside."""
    query = (
        select(
            t.SetAside.id, t.SetAside.room, t.SetAside.reason, t.SetAside.detail, t.SetAside.at, t.SetAside.message_id,
            t.Message.from_email, t.Message.subject, t.Message.size, t.Message.arrived_at, t.Mailbox.name,
        )
        .join(t.Message, t.Message.id == t.SetAside.message_id, isouter=True)
        .join(t.Mailbox, t.Mailbox.id == t.Message.mailbox_id, isouter=True)
        .where(t.SetAside.done_at.is_(None))
    )  # fmt: skip
    if before is not None:
        query = query.where(t.SetAside.id < before)
    found = session.execute(query.order_by(t.SetAside.id.desc()).limit(size + 1)).all()
    rows = [Aside(*row[:6], row[6] or "", row[7] or "", row[8] or 0, row[9], row[10] or "") for row in found[:size]]
    return Page(rows, rows[-1].id if len(found) > size else None)
