"""What became of what the desk wrote first: how much went, by which gate it was stopped, what came back.

In: a session and a stretch of days. Out: counts. Sent mails are counted by when they left, the others by when they were due.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from maildesk.db import tables as t

_CAME_BACK = (t.Outreach.answered_at, t.Outreach.bounced_at, t.Outreach.unsubscribed_at, t.Outreach.complained_at)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A day, a week or a month of the stretch: what went, and what a gate stopped."""

    start: datetime
    sent: int
    stopped: int


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of mail: what went and what came back. `of`: the follow-up rule, or the occasion of a greeting."""

    of: str
    occasion: str
    sent: int
    answered: int
    bounced: int
    unsubscribed: int
    complained: int


def stretches(session: Session, since: datetime, until: datetime, step: timedelta) -> list[Stretch]:
    """The stretch in steps, oldest first. Each is a walk along one index."""
    found, start = [], since
    while start < until:
        end = min(start + step, until)
        sent = _count(session, t.Outreach.sent_at >= start, t.Outreach.sent_at < end)
        stopped = _count(session, t.Outreach.state == "stopped", t.Outreach.due_at >= start, t.Outreach.due_at < end)
        found.append(Stretch(start, sent, stopped))
        start = end
    return found


def by_purpose(session: Session, since: datetime, until: datetime) -> Sequence[Line]:
    """By what they were for, the most frequent first."""
    told = t.Outreach.purpose, t.Outreach.occasion
    query = select(*told, func.count(), *(func.count(moment) for moment in _CAME_BACK)).where(
        t.Outreach.sent_at >= since, t.Outreach.sent_at < until
    )
    rows = session.execute(query.group_by(*told).order_by(func.count().desc(), *told))
    return [Line(row[0], row[1], row[2], row[3], row[4], row[5], row[6]) for row in rows]


def not_sent(session: Session, state: str, since: datetime, until: datetime) -> Sequence[tuple[str, str, int]]:
    """Gate, reason and how many of those that ended without leaving, the most frequent first."""
    told = t.Outreach.gate, t.Outreach.why
    query = select(*told, func.count()).where(
        t.Outreach.state == state, t.Outreach.due_at >= since, t.Outreach.due_at < until
    )
    rows = session.execute(query.group_by(*told).order_by(func.count().desc(), *told).limit(60))
    return [(gate, why, number) for gate, why, number in rows]


def _count(session: Session, *where: object) -> int:
    return session.scalar(select(func.count()).select_from(t.Outreach).where(*where)) or 0  # type: ignore[arg-type]
