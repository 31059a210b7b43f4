"""What will be late first: the due conversations of the next two days, what stands in the way, and how the last day went.

In: a session and moments. Out: rows, each list bounded. Every query walks an index; nothing counts a table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, bindparam, func, select
from sqlalchemy.orm import Session, load_only

from maildesk.db import tables as t
from maildesk.db.base import Moment

#: As many ticks as the line shows; one more is asked for, so that it can say that there are others.
TICKS = 240
HOURS = 24
_LIST = 6
_HOUR = timedelta(hours=1)
_SHOWN = (
    t.Conversation.due_at, t.Conversation.buyer_name, t.Conversation.buyer_email, t.Conversation.country,
    t.Conversation.intent, t.Conversation.order_number,
)  # fmt: skip


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
    query = query.options(load_only(*_SHOWN)).order_by(t.Conversation.due_at, t.Conversation.id)
    return session.scalars(query.limit(most + 1)).all()


def set_aside(session: Session, most: int = _LIST) -> Sequence[t.SetAside]:
    query = select(t.SetAside).where(t.SetAside.done_at.is_(None)).order_by(t.SetAside.id.desc())
    return session.scalars(query.limit(most)).all()


def mailboxes(session: Session) -> Sequence[t.Mailbox]:
    """The mailboxes in use, failing ones first, then the one that was read longest ago."""
    rows = session.scalars(select(t.Mailbox).where(t.Mailbox.active).order_by(t.Mailbox.name)).all()
    return sorted(rows, key=_worst_first)


def hours(session: Session, now: datetime) -> tuple[Hour, ...]:
    """The last day hour by hour, the running one last. One round trip; each number is a range of an index."""
    starts = [_hour_of(now) - back * _HOUR for back in range(HOURS - 1, -2, -1)]
    row = session.execute(_BY_HOUR, {f"at_{i}": start for i, start in enumerate(starts)}).one()
    return tuple(Hour(starts[i], row[2 * i], row[2 * i + 1]) for i in range(HOURS))


def _came(hour: int) -> ScalarSelect[int]:
    came = select(func.count()).select_from(t.Message).where(t.Message.direction == "in")
    return came.where(*_within(t.Message.arrived_at, hour)).scalar_subquery()


def _left(hour: int) -> ScalarSelect[int]:
    # By mailbox, because that is how the index of sent mails begins.
    left = select(func.count()).select_from(t.Outbox).where(t.Outbox.mailbox_id.in_(select(t.Mailbox.id)))
    return left.where(*_within(t.Outbox.sent_at, hour)).scalar_subquery()


def _within(column: Any, hour: int) -> tuple[ColumnElement[bool], ...]:
    return column >= bindparam(f"at_{hour}", type_=Moment), column < bindparam(f"at_{hour + 1}", type_=Moment)


#: Built once: putting its 48 parts together takes longer than asking for them.
_BY_HOUR = select(*(each for hour in range(HOURS) for each in (_came(hour), _left(hour))))


def _hour_of(now: datetime) -> datetime:
    return now.replace(minute=0, second=0, microsecond=0)


def _worst_first(box: t.Mailbox) -> tuple[bool, float]:
    return box.failing_since is None, box.last_good_fetch_at.timestamp() if box.last_good_fetch_at else 0.0
