"""What people answer to a ring: "I have it", or "not I: the next one up". What nobody answers goes on by its ladder.

In: a session, a ring, who answers. Out: the ring, in the caller's transaction; the next level is told in the same.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import exists, select, update
from sqlalchemy.orm import Session

from maildesk.core.clock.clock import State
from maildesk.core.clock.escalation import CHAIN
from maildesk.core.queue.roles import Act, may
from maildesk.db import tables as t
from maildesk.errors import NotFoundError, RefusedError, StaleError
from maildesk.flow.clocks import ringing, telling
from maildesk.flow.clocks.ringing import Sent
from maildesk.flow.house.person import Doing

#: Of these clocks there is nothing left to do.
_OVER = (str(State.STOPPED), str(State.PAUSED))


def acknowledge(session: Session, ring_id: int, doing: Doing) -> t.Ring:
    """Somebody has it: this ring, and those before it of the same clock. Whoever else was told is not asked any more."""
    row = _open(session, ring_id, doing)
    same = select(t.Ring).where(t.Ring.clock_id == row.clock_id, t.Ring.acknowledged_at.is_(None), t.Ring.id <= row.id)
    rings = session.scalars(same).all()
    for each in rings:
        each.acknowledged_by, each.acknowledged_at = doing.by.id, doing.now
    _answered(session, [each.key for each in rings], doing)
    return row


def pass_on(session: Session, ring_id: int, doing: Doing) -> t.Ring:
    """The next level that has somebody else is told now. Raises `RefusedError` at the end of the chain. Gives the new ring."""
    row = _open(session, ring_id, doing)
    clock = session.get_one(t.ClockRow, row.clock_id)
    level, people = _above(telling.Heard.of(session, [clock], doing.now), row, doing)
    row.passed_on_at = doing.now
    _answered(session, [row.key], doing)
    sent = Sent(f"{row.key} {level}", level, people, doing.by.name)
    return ringing.at_once(session, [(clock, sent)], doing.now)[0]


def let_go(session: Session) -> None:
    """Rings whose clock does not run any more wait for no answer: their matter is done."""
    over = (
        select(t.Ring.key)
        .join(t.ClockRow, t.ClockRow.id == t.Ring.clock_id)
        .where(t.Ring.key == t.Notification.ring_key, t.ClockRow.state.in_(_OVER))
    )
    waiting = update(t.Notification).where(t.Notification.waits, exists(over))
    session.execute(waiting.values(waits=False), execution_options={"synchronize_session": False})


def _open(session: Session, ring_id: int, doing: Doing) -> t.Ring:
    """A ring that this person may answer and nobody has: one of those told, or a lead."""
    row = session.get(t.Ring, ring_id, with_for_update=True)
    if row is None:
        raise NotFoundError(f"there is no ring {ring_id}")
    if doing.by.id not in row.told and not may(doing.by.role, Act.ASSIGN_OTHERS):
        raise RefusedError("this was told to somebody else", code="not_told")
    if row.acknowledged_at is not None or row.passed_on_at is not None:
        raise StaleError("somebody has answered this already")
    return row


def _above(heard: telling.Heard, row: t.Ring, doing: Doing) -> tuple[str, list[int]]:
    for level in CHAIN[CHAIN.index(row.level) + 1 :]:
        people = [each for each in heard.at(level) if each not in (*row.told, doing.by.id)]
        if people:
            return level, people
    raise RefusedError("there is nobody further up", code="end_of_chain")


def _answered(session: Session, keys: Sequence[str], doing: Doing) -> None:
    """It waits for nobody any more; whoever answered has also read it."""
    notes = update(t.Notification).where(t.Notification.ring_key.in_(keys))
    silent = {"synchronize_session": False}
    session.execute(notes.values(waits=False), execution_options=silent)
    mine = notes.where(t.Notification.user_id == doing.by.id, t.Notification.seen_at.is_(None))
    session.execute(mine.values(seen_at=doing.now), execution_options=silent)
