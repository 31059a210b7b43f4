"""Clocks that could not be stepped or turned and were set aside: shown with their reason, put back once the cause is mended.

In: a session. Out: the rows; put back, a clock is looked at by the next round, and rings what it missed as late.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.clock.clock import State
from maildesk.core.queue.roles import Act, Role
from maildesk.db import tables as t
from maildesk.errors import NotFoundError
from maildesk.flow.house.person import Doing

#: What supervisors are told.
CODE = "clock_aside"
_MOST = 200


def aside(session: Session) -> Sequence[t.ClockRow]:
    """Clocks that stand aside, the one due first before the others. Only a running one can have been."""
    query = select(t.ClockRow).where(t.ClockRow.state == State.RUNNING, t.ClockRow.failed != "")
    return session.scalars(query.order_by(t.ClockRow.due_at).limit(_MOST)).all()


def put_back(session: Session, clock_id: int, doing: Doing) -> t.ClockRow:
    """It runs again from where it stood."""
    doing.by.must(Act.REPLAY)
    row = session.get(t.ClockRow, clock_id, with_for_update=True)
    if row is None or not row.failed:
        raise NotFoundError(f"no clock stands aside under {clock_id}")
    row.failed, row.look_at = "", doing.now
    return row


def why(error: Exception) -> str:
    """The reason as the row keeps it."""
    return f"{type(error).__name__}: {error}"[:500]


def set_aside(session: Session, row: t.ClockRow, error: Exception, now: datetime) -> None:
    """A clock that could not be turned rings no more until somebody has mended it; supervisors are told once."""
    known = row.failed
    row.failed, row.look_at = why(error), None
    if not known:
        tell(session, [(row, row.failed)], now)


def tell(session: Session, failed: Sequence[tuple[t.ClockRow, str]], now: datetime) -> None:
    """Supervisors are told of clocks that were just set aside, with the reason."""
    if not failed:
        return
    people = session.scalars(select(t.User.id).where(t.User.active, t.User.role == Role.SUPERVISOR)).all()
    session.add_all(
        t.Notification(
            user_id=each, code=CODE, conversation_id=None, at=now,
            detail={"clock": row.id, "subject": row.subject, "kind": row.kind, "why": why},
        )
        for each in people
        for row, why in failed
    )  # fmt: skip
