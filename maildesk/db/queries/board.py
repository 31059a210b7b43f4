"""The board: what is due, in the order of when, with the case, the task or the conversation it is about.

In: a session and what was asked. Out: lines, a page at a time. One walk along the index of due moments for the clocks that run, one from
each open matter to its clock that ran out; what a line names is loaded by id.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TypeVar

from sqlalchemy import ColumnElement, and_, or_, select, tuple_, union_all
from sqlalchemy.orm import Session

from maildesk.core.clock.clock import State
from maildesk.db import tables as t
from maildesk.db.queries.clocks import ran_out, still_due

PAGE = 100
#: The buyer's own time is no work of the desk's.
BUYERS = "buyer"
_Row = TypeVar("_Row", t.Case, t.Task, t.Conversation, t.OrderRow)


@dataclass(frozen=True, slots=True)
class Asked:
    """`family` empty: all. `owner`: only what this person owns, or nobody does not count. `until`: due by then."""

    family: str = ""
    owner: int | None = None
    until: datetime | None = None
    after: tuple[datetime, int] | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A clock, and what it is about."""

    clock: t.ClockRow
    case: t.Case | None = None
    task: t.Task | None = None
    conversation: t.Conversation | None = None
    order: t.OrderRow | None = None

    @property
    def at_stake(self) -> tuple[Decimal, str] | None:
        """What the case is about, else the whole order, with its currency."""
        if self.case is not None and self.case.amount is not None:
            return self.case.amount, self.case.currency
        if self.order is not None and self.order.total is not None:
            return self.order.total, self.order.currency
        return None

    @property
    def owner_id(self) -> int | None:
        """The person of the case or task, else of the conversation."""
        own = (self.case and self.case.owner_id) or (self.task and self.task.owner_id)
        return own or (self.conversation.owner_id if self.conversation else None)


def lines(session: Session, asked: Asked, most: int = PAGE) -> Sequence[Line]:
    """What is due, the latest first; one more than `most` if there are."""
    wanted = (
        select(t.ClockRow.id)
        .outerjoin(t.Conversation, t.Conversation.id == t.ClockRow.conversation_id)
        .where(t.ClockRow.failed == "", *_asked(asked))
        .order_by(t.ClockRow.due_at, t.ClockRow.id)
        .limit(most + 1)
    )
    running = wanted.where(t.ClockRow.state == State.RUNNING)
    over = wanted.where(t.ClockRow.id.in_(union_all(*ran_out())))
    ids = union_all(select(running.subquery().c.id), select(over.subquery().c.id))
    query = select(t.ClockRow).where(t.ClockRow.id.in_(ids)).order_by(t.ClockRow.due_at, t.ClockRow.id)
    return _about(session, session.scalars(query.limit(most + 1)).all())


def of_conversation(session: Session, conversation_id: int) -> Sequence[Line]:
    """Every clock that counts in one conversation, the buyer's own among them."""
    mine = or_(t.ClockRow.conversation_id == conversation_id, t.ClockRow.subject == f"conversation:{conversation_id}")
    query = (
        select(t.ClockRow)
        .outerjoin(t.Conversation, t.Conversation.id == t.ClockRow.conversation_id)
        .where(mine, or_(still_due(), t.ClockRow.state == "paused"))
    )
    return _about(session, session.scalars(query.order_by(t.ClockRow.due_at).limit(20)).all())


def _asked(asked: Asked) -> list[ColumnElement[bool]]:
    told = [t.ClockRow.family == asked.family if asked.family else t.ClockRow.family != BUYERS]
    if asked.owner is not None:
        told.append(_owned_by(asked.owner))
    if asked.until is not None:
        told.append(t.ClockRow.due_at <= asked.until)
    if asked.after is not None:
        told.append(tuple_(t.ClockRow.due_at, t.ClockRow.id) > asked.after)
    return told


def _owned_by(person_id: int) -> ColumnElement[bool]:
    cases = select(t.Case.conversation_id).where(t.Case.owner_id == person_id, t.Case.state == "open")
    return or_(
        t.Conversation.owner_id == person_id,
        and_(t.ClockRow.conversation_id.is_not(None), t.ClockRow.conversation_id.in_(cases)),
    )


def _about(session: Session, clocks: Sequence[t.ClockRow]) -> Sequence[Line]:
    cases = _by_id(session, t.Case, _ids(clocks, "case"))
    tasks = _by_id(session, t.Task, _ids(clocks, "task"))
    talks = _by_id(session, t.Conversation, [c.conversation_id for c in clocks if c.conversation_id])
    wanted = {each.order_id for each in cases.values()} | {each.main_order_id for each in talks.values()}
    orders = _by_id(session, t.OrderRow, [number for number in wanted if number])
    return [_line(clock, cases, tasks, talks, orders) for clock in clocks]


def _line(
    clock: t.ClockRow,
    cases: Mapping[int, t.Case],
    tasks: Mapping[int, t.Task],
    talks: Mapping[int, t.Conversation],
    orders: Mapping[int, t.OrderRow],
) -> Line:
    case, talk = cases.get(_id(clock, "case")), talks.get(clock.conversation_id or 0)
    number = (case.order_id if case else None) or (talk.main_order_id if talk else None)
    return Line(clock, case, tasks.get(_id(clock, "task")), talk, orders.get(number or 0))


def _by_id(session: Session, table: type[_Row], ids: Sequence[int]) -> Mapping[int, _Row]:
    return {row.id: row for row in session.scalars(select(table).where(table.id.in_(ids)))} if ids else {}


def _ids(clocks: Sequence[t.ClockRow], word: str) -> list[int]:
    return [number for clock in clocks if (number := _id(clock, word))]


def _id(clock: t.ClockRow, word: str) -> int:
    of, _, number = clock.subject.partition(":")
    return int(number) if of == word and number.isdecimal() else 0
