"""The worst clock of a conversation: by it the queue sorts.

In: a session and conversations. Out: their `due_at`. What is late stays the worst until it is done: a first
reply until the buyer is answered, a case until it is answered or closed.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Exists, String, and_, cast, func, literal, or_, select
from sqlalchemy.orm import Session

from maildesk.core.clock.clock import State
from maildesk.core.clock.service import Promise
from maildesk.db import tables as t

FIRST_REPLY = f"service {Promise.FIRST_REPLY}"


def _open(table: type[t.Case] | type[t.Task], word: str) -> Exists:
    """Whether the matter of a clock still stands open."""
    of = select(table.id).where(
        t.ClockRow.subject == literal(f"{word}:") + cast(table.id, String), table.state == "open"
    )
    return of.exists()


def settle(session: Session, conversation_ids: Iterable[int | None]) -> None:
    """Bring `due_at` of conversations to their worst clock."""
    ids = {each for each in conversation_ids if each is not None}
    if not ids:
        return
    counts = or_(
        t.ClockRow.state == State.RUNNING,
        and_(t.ClockRow.state == State.EXPIRED, or_(_open(t.Case, "case"), _open(t.Task, "task"))),
        and_(
            t.ClockRow.state == State.EXPIRED,
            t.ClockRow.kind == FIRST_REPLY,
            t.Conversation.waiting_since.is_not(None),
        ),
    )
    query = (
        select(t.ClockRow.conversation_id, func.min(t.ClockRow.due_at))
        .join(t.Conversation, t.Conversation.id == t.ClockRow.conversation_id)
        .where(t.ClockRow.conversation_id.in_(ids), counts)
        .group_by(t.ClockRow.conversation_id)
    )
    worst = dict(session.execute(query).all())
    for row in session.scalars(select(t.Conversation).where(t.Conversation.id.in_(ids))):
        if row.due_at != worst.get(row.id):
            row.due_at = worst.get(row.id)
