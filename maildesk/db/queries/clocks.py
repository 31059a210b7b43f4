"""Which clocks still count: those that run, and those that ran out on a matter nobody has finished.

In: nothing. Out: conditions for a query over `ClockRow` joined with `Conversation` (outer), and queries for the ids of those that ran out.
Of all clocks that ever ran out nearly every matter is finished: who wants those that count begins at the open matters.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, Exists, Integer, Select, String, and_, case, cast, func, literal, or_, select

from maildesk.core.clock.clock import State
from maildesk.core.clock.promise import Promise
from maildesk.db import tables as t

FIRST_REPLY = f"service {Promise.FIRST_REPLY}"
#: Said by what they are not, so that the store cannot begin at the state: most clocks that ran out are history.
_NOT_EXPIRED = (State.RUNNING, State.PAUSED, State.STOPPED)


def still_due() -> ColumnElement[bool]:
    """A first reply stays due until the buyer is answered, a case or a task until it is done."""
    waits = and_(t.ClockRow.kind == FIRST_REPLY, t.Conversation.waiting_since.is_not(None))
    ran_out = and_(t.ClockRow.state == State.EXPIRED, or_(waits, _open(t.Case, "case"), _open(t.Task, "task")))
    return or_(t.ClockRow.state == State.RUNNING, ran_out)


def ran_out() -> tuple[Select[int], ...]:
    """Ids of the clocks that ran out and still count, one query a kind of matter: the cost is that of the open matters."""
    waiting = select(t.Conversation.id).where(t.Conversation.waiting_since.is_not(None))
    replies = t.ClockRow.conversation_id.in_(waiting), t.ClockRow.kind == FIRST_REPLY
    clocks = select(t.ClockRow.id).where(t.ClockRow.state.not_in(_NOT_EXPIRED))
    return clocks.where(*replies), clocks.where(_of_open(t.Case, "case")), clocks.where(_of_open(t.Task, "task"))


def _of_open(table: type[t.Case] | type[t.Task], word: str) -> ColumnElement[bool]:
    return t.ClockRow.subject.in_(select(literal(f"{word}:") + cast(table.id, String)).where(table.state == "open"))


def number_of(word: str) -> ColumnElement[int]:
    """The number in a clock's subject of this kind ("case:12"), null in any other: what a clock is about is found by its key."""
    number = cast(func.substr(t.ClockRow.subject, len(word) + 2), Integer)
    return case((t.ClockRow.subject.startswith(f"{word}:"), number))


def _open(table: type[t.Case] | type[t.Task], word: str) -> Exists:
    """Whether the matter of a clock stands open."""
    return select(table.id).where(table.id == number_of(word), table.state == "open").exists()
