"""What the pages of cases show: one case with its history and clocks, and the list of all.

In: a session. Out: rows, each list bounded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.db import tables as t

PAGE = 60
_LIST = 100


@dataclass(frozen=True, slots=True)
class Loaded:
    """A case with what stands around it; `clock` is the newest."""

    row: t.Case
    order: t.OrderRow | None
    conversation: t.Conversation | None
    message: t.Message | None
    clock: t.ClockRow | None
    events: Sequence[t.CaseEvent]
    rings: Sequence[t.Ring]
    replaced_by: t.Case | None


def load(session: Session, row: t.Case) -> Loaded:
    """One case; its history newest first."""
    clocks = select(t.ClockRow).where(t.ClockRow.subject == f"case:{row.id}").order_by(t.ClockRow.id.desc())
    clock = session.scalar(clocks.limit(1))
    events = select(t.CaseEvent).where(t.CaseEvent.case_id == row.id).order_by(t.CaseEvent.id.desc())
    return Loaded(
        row,
        session.get(t.OrderRow, row.order_id) if row.order_id else None,
        session.get(t.Conversation, row.conversation_id) if row.conversation_id else None,
        session.get(t.Message, row.message_id) if row.message_id else None,
        clock,
        session.scalars(events.limit(_LIST)).all(),
        _rings(session, clock),
        session.get(t.Case, row.replaced_by_id) if row.replaced_by_id else None,
    )


def cases(session: Session, state: str, before: int | None = None) -> Sequence[t.Case]:
    """Cases in a state, the newest first; one more than a page if there are."""
    query = select(t.Case).where(t.Case.state == state).order_by(t.Case.id.desc())
    return session.scalars((query.where(t.Case.id < before) if before else query).limit(PAGE + 1)).all()


def of_conversation(session: Session, conversation_id: int) -> Sequence[t.Case]:
    """The cases beside a conversation, open ones first."""
    query = select(t.Case).where(t.Case.conversation_id == conversation_id)
    return session.scalars(query.order_by(t.Case.state != "open", t.Case.id.desc()).limit(10)).all()


def tasks_of(session: Session, conversation_id: int) -> Sequence[t.Task]:
    """What a person has still to do beside a conversation."""
    query = select(t.Task).where(t.Task.conversation_id == conversation_id, t.Task.state == "open")
    return session.scalars(query.order_by(t.Task.id).limit(10)).all()


def _rings(session: Session, clock: t.ClockRow | None) -> Sequence[t.Ring]:
    if clock is None:
        return ()
    return session.scalars(select(t.Ring).where(t.Ring.clock_id == clock.id).order_by(t.Ring.id.desc()).limit(20)).all()
