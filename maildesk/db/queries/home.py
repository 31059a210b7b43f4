"""What will be late first: the due conversations of the next two days, what stands in the way, and how the last day went.

In: a session and moments. Out: rows, each list bounded. Every query walks an index; nothing counts a table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import Session

from maildesk.db import tables as t

#: As many ticks as the line shows; one more is asked for, so that it can say that there are others.
TICKS = 240
HOURS = 24
_LIST = 6
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Hour:
    """How many mails came and how many answers left in the hour from `start`."""

    start: datetime
    came: int
    left: int


def due(session: Session, until: datetime, most: int = TICKS) -> Sequence[t.Conversation]:
    """Open conversations that are late or will be by `until`, the latest first; one more than `most` if there are."""
    awake = t.Conversation.state == "open", t.Conversation.snoozed_until.is_(None)
    query = select(t.Conversation).where(
        *awake, t.Conversation.merged_into_id.is_(None), t.Conversation.due_at <= until
    )
    return session.scalars(query.order_by(t.Conversation.due_at, t.Conversation.id).limit(most + 1)).all()


def set_aside(session: Session, most: int = _LIST) -> Sequence[t.SetAside]:
    query = select(t.SetAside).where(t.SetAside.done_at.is_(None)).order_by(t.SetAside.id.desc())
    return session.scalars(query.limit(most)).all()


def mailboxes(session: Session) -> Sequence[t.Mailbox]:
    """The mailboxes in use, failing ones first, then the one that was read longest ago."""
    rows = session.scalars(select(t.Mailbox).where(t.Mailbox.active).order_by(t.Mailbox.name)).all()
    return sorted(rows, key=_worst_first)


def hours(session: Session, now: datetime) -> tuple[Hour, ...]:
    """The last day hour by hour, the running one last. One round trip; each number is a range of an index."""
    starts = [_hour_of(now) - back * _HOUR for back in range(HOURS - 1, -1, -1)]
    boxes = tuple(session.scalars(select(t.Mailbox.id)))
    row = session.execute(select(*(each for start in starts for each in (_came(start), _left(start, boxes))))).one()
    return tuple(Hour(start, row[2 * i], row[2 * i + 1]) for i, start in enumerate(starts))


def _came(start: datetime) -> ScalarSelect[int]:
    within = t.Message.arrived_at >= start, t.Message.arrived_at < start + _HOUR
    return select(func.count()).select_from(t.Message).where(t.Message.direction == "in", *within).scalar_subquery()


def _left(start: datetime, boxes: Sequence[int]) -> ScalarSelect[int]:
    within = t.Outbox.sent_at >= start, t.Outbox.sent_at < start + _HOUR
    return select(func.count()).select_from(t.Outbox).where(t.Outbox.mailbox_id.in_(boxes), *within).scalar_subquery()


def _hour_of(now: datetime) -> datetime:
    return now.replace(minute=0, second=0, microsecond=0)


def _worst_first(box: t.Mailbox) -> tuple[bool, float]:
    return box.failing_since is None, box.last_good_fetch_at.timestamp() if box.last_good_fetch_at else 0.0
