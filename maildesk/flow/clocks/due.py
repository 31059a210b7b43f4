"""The worst clock of a conversation: by it the queue sorts.

In: a session and conversations. Out: their `due_at`. A first reply that is late stays the worst until the buyer is answered.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from maildesk.core.clock.clock import State
from maildesk.core.clock.service import Promise
from maildesk.db import tables as t

FIRST_REPLY = f"service {Promise.FIRST_REPLY}"


def settle(session: Session, conversation_ids: Iterable[int | None]) -> None:
    """Bring `due_at` of conversations to their worst clock."""
    ids = {each for each in conversation_ids if each is not None}
    if not ids:
        return
    counts = or_(
        t.ClockRow.state == State.RUNNING,
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
