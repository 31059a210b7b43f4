"""What came and what was cleared, by the hour: counted in the transaction that changes it, so that no page counts mails.

In: a session and a moment. Out: counter rows. A conversation comes when it becomes the desk's turn, and is cleared when it stops being so:
a buyer who writes three times before an answer is one piece of work.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.peak.load import Hour
from maildesk.db import tables as t
from maildesk.db.upsert import add_count

_HOUR = timedelta(hours=1)


def came(session: Session, at: datetime) -> None:
    """A conversation became the desk's turn. Mails of an import are not counted: nothing rings because of them."""
    add_count(session, t.PeakHour, {"hour": _of(at)}, "came", 1)


def turned(session: Session, waited: datetime | None, row: t.Conversation, at: datetime) -> None:
    """Somebody answered or solved a conversation that waited, or took that back. `waited`: since when it had waited before."""
    by = (waited is not None) - (row.waiting_since is not None)
    if by:
        add_count(session, t.PeakHour, {"hour": _of(at)}, "cleared", by)


def hours(session: Session, now: datetime, back: int) -> tuple[Hour, ...]:
    """The newest `back` full hours and the running one, oldest first; empty ones among them."""
    running = _of(now)
    starts = [running - n * _HOUR for n in range(back, -1, -1)]
    query = select(t.PeakHour).where(t.PeakHour.hour >= starts[0], t.PeakHour.hour <= running)
    rows = {row.hour: row for row in session.scalars(query)}
    part = (now - running) / _HOUR
    return tuple(_hour(start, rows.get(start), part if start == running else 1.0) for start in starts)


def waiting(session: Session) -> int:
    """How many conversations are the desk's turn: a kept count."""
    row = session.get(t.Count, "state:open")
    return max(row.value, 0) if row else 0


def _hour(start: datetime, row: t.PeakHour | None, part: float) -> Hour:
    return Hour(start, max(row.came, 0) if row else 0, max(row.cleared, 0) if row else 0, part)


def _of(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0)
