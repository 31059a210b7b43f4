"""The worst clock of a conversation: by it the queue sorts.

In: a session and conversations. Out: their `due_at`. What is late stays the worst until it is done: a first reply until the buyer is
answered, a case until it is answered or closed.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from maildesk.db import tables as t
from maildesk.db.queries.clocks import FIRST_REPLY, still_due

__all__ = ["FIRST_REPLY", "settle"]


def settle(session: Session, conversation_ids: Iterable[int | None]) -> None:
    """Bring `due_at` of conversations to their worst clock."""
    ids = {each for each in conversation_ids if each is not None}
    if not ids:
        return
    query = (
        select(t.ClockRow.conversation_id, func.min(t.ClockRow.due_at))
        .join(t.Conversation, t.Conversation.id == t.ClockRow.conversation_id)
        .where(t.ClockRow.conversation_id.in_(ids), still_due())
        .group_by(t.ClockRow.conversation_id)
    )
    worst = dict(session.execute(query).all())
    for row in session.scalars(select(t.Conversation).where(t.Conversation.id.in_(ids))):
        if row.due_at != worst.get(row.id):
            row.due_at = worst.get(row.id)
