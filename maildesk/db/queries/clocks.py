"""Which clocks still count: those that run, and those that ran out on a matter nobody has finished.

In: nothing. Out: conditions for a query over `ClockRow` joined with `Conversation` (outer).
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, Exists, String, and_, cast, literal, or_, select

from maildesk.core.clock.clock import State
from maildesk.core.clock.service import Promise
from maildesk.db import tables as t

FIRST_REPLY = f"service {Promise.FIRST_REPLY}"


def still_due() -> ColumnElement[bool]:
    """A first reply stays due until the buyer is answered, a case or a task until it is done."""
    waits = and_(t.ClockRow.kind == FIRST_REPLY, t.Conversation.waiting_since.is_not(None))
    ran_out = and_(t.ClockRow.state == State.EXPIRED, or_(waits, _open(t.Case, "case"), _open(t.Task, "task")))
    return or_(t.ClockRow.state == State.RUNNING, ran_out)


def _open(table: type[t.Case] | type[t.Task], word: str) -> Exists:
    """Whether the matter of a clock stands open."""
    mine = t.ClockRow.subject == literal(f"{word}:") + cast(table.id, String)
    return select(table.id).where(mine, table.state == "open").exists()
