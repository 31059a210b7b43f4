"""Beginning and turning single clocks: cases, tasks and escalations do it here.

In: a session, a clock or what moves it. Out: its row, in the caller's transaction; what was due before the turn is rung first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.clock.clock import Calendars, Clock, State
from maildesk.core.clock.step import Moved
from maildesk.core.clock.turn import stop
from maildesk.db import tables as t
from maildesk.flow.clocks import calendars as shelf
from maildesk.flow.clocks import due, keeping, mending, ringing
from maildesk.flow.clocks.keeping import Standing

#: A turn of `core.clock.turn`: pause, resume, restart, stop; `move` with its date bound.
Turned = Callable[[Clock, datetime, Calendars], Moved]


def begin(session: Session, clock: Clock, standing: Standing) -> t.ClockRow:
    """Start a clock. One of the same subject and kind begins again as this one, with all rungs anew."""
    row = find(session, clock.subject, clock.kind)
    if row is None:
        row = t.ClockRow(**keeping.new(clock, standing))
        session.add(row)
    else:
        again = keeping.new(clock, standing) | {"round": row.round + 1}
        for name, held in again.items():
            setattr(row, name, held)
    session.flush()
    due.settle(session, [standing.conversation_id])
    return row


def begin_new(session: Session, clocks: Sequence[tuple[Clock, Standing]]) -> list[t.ClockRow]:
    """Start clocks of subjects that are new: none of theirs can stand."""
    rows = [t.ClockRow(**keeping.new(clock, standing)) for clock, standing in clocks]
    session.add_all(rows)
    session.flush()
    due.settle(session, [standing.conversation_id for _, standing in clocks])
    return rows


def turn(session: Session, row: t.ClockRow, turned: Turned, now: datetime) -> None:
    """Move a clock; what had been due before rings first. One that cannot be moved is set aside, and the act goes on."""
    turn_alone(session, row, turned, now)
    session.flush()
    due.settle(session, [row.conversation_id])


def turn_alone(session: Session, row: t.ClockRow, turned: Turned, now: datetime) -> None:
    """The same, without bringing its conversation to what is due then."""
    try:
        clock, effects = turned(keeping.value(row), now, shelf.at(now))
    except Exception as error:  # a calendar that is gone must keep nobody from answering
        mending.set_aside(session, row, error, now)
        return
    keeping.write(row, clock)
    ringing.tell(session, [(row, effect) for effect in effects], now)


def stop_all(session: Session, subject: str, now: datetime) -> None:
    """Stop every clock of a subject, those that stand aside among them: its matter is over."""
    rows = session.scalars(select(t.ClockRow).where(t.ClockRow.subject == subject)).all()
    for row in rows:
        turn_alone(session, row, stop, now)
        over_though_aside(row)
    session.flush()
    due.settle(session, [row.conversation_id for row in rows])


def over_though_aside(row: t.ClockRow) -> None:
    """What cannot be stepped can still be stopped: nothing of its matter is left to do."""
    if row.failed:
        row.state = str(State.STOPPED)


def find(session: Session, subject: str, kind: str) -> t.ClockRow | None:
    """The clock of a subject and kind, if one was ever begun."""
    return session.scalar(select(t.ClockRow).where(t.ClockRow.subject == subject, t.ClockRow.kind == kind))
