"""What failed is set aside with its room and reason, stands on a screen, and can be put back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.db import tables as t
from maildesk.errors import NotFoundError
from maildesk.flow.mail import ledger


@dataclass(frozen=True, slots=True)
class Failure:
    """A mail, the room in which it failed, and why; `detail` is for whoever mends the desk."""

    room: str
    message_id: int
    error: Exception
    detail: str


def set_aside(session: Session, failure: Failure, zone: ZoneInfo, now: datetime) -> None:
    """Put a mail aside; its bytes are kept and it blocks nothing."""
    row = session.get_one(t.Message, failure.message_id, with_for_update=True)
    if row.state != "kept":
        return
    row.state = "set_aside"
    reason = f"{type(failure.error).__name__}: {failure.error}"[:500].replace("\x00", "")
    detail = failure.detail[-4000:].replace("\x00", "")
    session.add(t.SetAside(room=failure.room, message_id=row.id, reason=reason, detail=detail, at=now))
    ledger.ended(session, row.mailbox_id, ledger.day_of(row.arrived_at, zone), ledger.SET_ASIDE)


def waiting(session: Session, limit: int = 200) -> Sequence[t.SetAside]:
    """What stands aside, newest first."""
    query = select(t.SetAside).where(t.SetAside.done_at.is_(None)).order_by(t.SetAside.id.desc()).limit(limit)
    return session.scalars(query).all()


def put_back(session: Session, set_aside_id: int, zone: ZoneInfo, now: datetime) -> int:
    """Back onto the road, to be read again from its bytes; returns the message's id."""
    row = session.get(t.SetAside, set_aside_id, with_for_update=True)
    if row is None or row.done_at is not None or row.message_id is None:
        raise NotFoundError(f"nothing stands aside under {set_aside_id}")
    row.done_at = now
    message = session.get_one(t.Message, row.message_id)
    if message.state == "set_aside":
        message.state = "kept"
        ledger.ended(
            session, message.mailbox_id, ledger.day_of(message.arrived_at, zone), ledger.WAITING, was=ledger.SET_ASIDE
        )
    return message.id
