"""What rang, by mail to the people it rang for: at once, and when more follows within a minute, together.

In: a session, the desk's address and zone, now. Out: outbox rows; the deliveries they stand for are done in the same transaction, so that
the outbox alone answers for their leaving once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from maildesk.core.telling.told import Reader, letter
from maildesk.db import tables as t
from maildesk.flow.house import house_mail
from maildesk.flow.telling.deliveries import DONE, FAILED, WAITING, told_in

#: Between two mails to one person.
PAUSE = timedelta(minutes=1)
#: A digest tells no more than this; what is over it stands in the next one.
_MOST = 100
#: What could not be mailed by then is no news any more: it stands on the screens.
_STALE = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Desk:
    """Where the desk is, for the mails' links and moments."""

    public_url: str
    zone: ZoneInfo


def write(session: Session, desk: Desk, now: datetime) -> int:
    """Write the mails that are due; returns how many."""
    waits = select(t.Delivery.user_id).where(
        t.Delivery.state == WAITING, t.Delivery.not_before <= now, t.Delivery.user_id.is_not(None)
    )
    people = session.scalars(waits.distinct()).all()
    if not people:
        return 0
    sender = house_mail.sender(session)
    return sum(_to(session, user_id, sender, desk, now) for user_id in people if user_id is not None)


def _to(session: Session, user_id: int, sender: t.Mailbox | None, desk: Desk, now: datetime) -> bool:
    channel = f"mail:{user_id}"
    last = session.scalar(select(func.max(t.Delivery.done_at)).where(t.Delivery.channel == channel))
    # A clock that was set back must not keep them waiting until it has caught up.
    if last is not None and timedelta() <= now - last < PAUSE:
        return False
    waiting = select(t.Delivery).where(t.Delivery.channel == channel, t.Delivery.state == WAITING)
    rows = session.scalars(waiting.order_by(t.Delivery.id).limit(_MOST).with_for_update()).all()
    if not rows:  # another worker was first
        return False
    user = session.get_one(t.User, user_id)
    if sender is None or not user.email:
        _give_up([row for row in rows if now - row.at > _STALE], now)
        return False
    reader = Reader(user.locale, desk.zone, desk.public_url)
    house_mail.queue(session, sender, user.email, letter([told_in(row.detail) for row in rows], reader), now)
    for row in rows:
        row.state, row.done_at = DONE, now
    return True


def _give_up(rows: list[t.Delivery], now: datetime) -> None:
    for row in rows:
        row.state, row.said, row.done_at = FAILED, "no mailbox sends mail", now
