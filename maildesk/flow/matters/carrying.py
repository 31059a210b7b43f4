"""What stands beside mails goes with them when they are moved: cases, tasks, clocks, escalations; and comes back when that is undone.

In: a session, the mails that moved. Out: the changed rows, and what is needed to undo it (JSON). No deadline is lost on the way: where
both conversations have a clock of one kind, the earlier one counts; rings keep the clock that rang them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from maildesk.core.clock.clock import State
from maildesk.core.clock.turn import revive, stop
from maildesk.db import tables as t
from maildesk.flow.cases import withdrawal
from maildesk.flow.clocks import due, promise, turning
from maildesk.flow.matters import escalations
from maildesk.flow.matters.whose_turn import Moved

#: Which of two clocks of a kind counts: one that runs or ran out before a paused one, a stopped one last.
_RANK = {State.RUNNING: 0, State.EXPIRED: 0, State.PAUSED: 1, State.STOPPED: 2}


def along(session: Session, moved: Moved, now: datetime) -> dict[str, Any]:
    """Take along what belongs to the moved mails; all that the conversation has where it is moved whole."""
    gone = {name: _matters(session, table, moved) for name, table in (("case", t.Case), ("task", t.Task))}
    clocks = _beside(session, moved, gone)
    undo: dict[str, Any] = {"matters": gone, "beside": [row.id for row in clocks]}
    _set(session, gone, undo["beside"], moved.target.id)
    undo["own"] = _own_clocks(session, moved, now)
    if moved.whole:
        undo["ups"] = escalations.carry(session, moved.source, moved.target)
    due.settle(session, [moved.source.id, moved.target.id])
    return undo


def back(session: Session, undo: dict[str, Any], moved: Moved, now: datetime) -> None:
    """What went along goes back with the mails; `moved` is the way back."""
    _set(session, undo.get("matters", {}), undo.get("beside", ()), moved.target.id)
    _own_back(session, undo.get("own", ()), now)
    if undo.get("ups"):
        escalations.carry(session, moved.source, moved.target, undo["ups"])
    due.settle(session, [moved.source.id, moved.target.id])


def _matters(session: Session, table: type[t.Case] | type[t.Task], moved: Moved) -> list[int]:
    query = select(table.id).where(table.conversation_id == moved.source.id)
    return list(session.scalars(query if moved.whole else query.where(table.message_id.in_(moved.ids))))


def _beside(session: Session, moved: Moved, gone: dict[str, list[int]]) -> Sequence[t.ClockRow]:
    """The clocks that only stand beside the conversation: of its cases, tasks, promises."""
    subjects = [f"{word}:{each}" for word, ids in gone.items() for each in ids]
    query = select(t.ClockRow).where(
        t.ClockRow.conversation_id == moved.source.id, t.ClockRow.subject != _subject(moved.source)
    )
    # Escalations take theirs along themselves.
    whole = t.ClockRow.family != escalations.FAMILY if moved.whole else t.ClockRow.subject.in_(subjects)
    return session.scalars(query.where(or_(t.ClockRow.subject.in_(subjects), whole))).all()


def _set(session: Session, gone: dict[str, list[int]], clocks: Iterable[int], to: int) -> None:
    for table, ids in ((t.Case, gone.get("case")), (t.Task, gone.get("task")), (t.ClockRow, list(clocks))):
        if ids:
            session.execute(update(table).where(table.id.in_(ids)).values(conversation_id=to))
    session.flush()


def _own_clocks(session: Session, moved: Moved, now: datetime) -> list[Any]:
    """The conversation's own clocks: its promises where it goes whole, its withdrawal where the mail that says so goes."""
    theirs, there = (_clocks_of(session, row) for row in (moved.source, moved.target))
    withdrawn = withdrawal.FLAG in moved.target.flags and withdrawal.FLAG not in moved.source.flags
    undo: list[Any] = []
    for kind, row in theirs.items():
        other = there.get(kind)
        if not (moved.whole or (withdrawn and row.family != promise.FAMILY)):
            continue
        if other is not None and _worth(other) <= _worth(row):
            undo += _at_rest(session, [row], now)
            continue
        places = [(row, _subject(moved.target), _there(row, moved.target))]
        if other is not None:
            places.append((other, _subject(moved.source), _there(other, moved.source)))
        undo += [[each.id, each.subject, each.conversation_id, False] for each, _, _ in places]
        _swap(session, places)
        undo += _at_rest(session, [other] if other is not None else [], now)
    return undo


def _at_rest(session: Session, rows: Iterable[t.ClockRow], now: datetime) -> list[Any]:
    """A clock whose matter another one counts rings no more."""
    rest = [row for row in rows if row.state == State.RUNNING]
    for row in rest:
        turning.turn(session, row, stop, now)
    return [[row.id, row.subject, row.conversation_id, True] for row in rest]


def _own_back(session: Session, undo: Iterable[Any], now: datetime) -> None:
    rows = {
        row.id: row for row in session.scalars(select(t.ClockRow).where(t.ClockRow.id.in_([each[0] for each in undo])))
    }
    went = [each for each in undo if not each[3] and each[0] in rows]
    _swap(session, [(rows[clock], subject, conversation) for clock, subject, conversation, _ in went])
    for clock, _, _, rested in undo:
        if rested and clock in rows:
            turning.turn(session, rows[clock], revive, now)


def _swap(session: Session, places: Sequence[tuple[t.ClockRow, str, int | None]]) -> None:
    """Clocks to their new subjects. Each begins a round of its own, so that none of its rings bears the name of another's."""
    for row, _, _ in places:
        row.subject = f"moving:{row.id}"
    session.flush()
    later = max((row.round for row, _, _ in places), default=0) + 1
    for row, subject, conversation in places:
        row.subject, row.conversation_id, row.round = subject, conversation, later
    session.flush()


def _worth(row: t.ClockRow) -> tuple[int, Any]:
    return _RANK[State(row.state)], row.due_at


def _there(row: t.ClockRow, conversation: t.Conversation) -> int | None:
    """A clock that moved no queue place moves none there."""
    return conversation.id if row.conversation_id is not None else None


def _clocks_of(session: Session, conversation: t.Conversation) -> dict[str, t.ClockRow]:
    query = select(t.ClockRow).where(t.ClockRow.subject == _subject(conversation))
    return {row.kind: row for row in session.scalars(query)}


def _subject(conversation: t.Conversation) -> str:
    return f"conversation:{conversation.id}"
