"""What somebody was told: mentions, assignments, drafts sent back, alarms. One page at a time, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.db import tables as t

SIZE = 50


@dataclass(frozen=True, slots=True)
class Page:
    """`next`: the id before which the following page begins; None at the end. Each row with its conversation, if it has one."""

    rows: Sequence[tuple[t.Notification, t.Conversation | None]]
    next: int | None = None


def page(session: Session, person_id: int, before: int | None = None, size: int = SIZE) -> Page:
    """One page of a person's notifications."""
    query = select(t.Notification, t.Conversation).join(
        t.Conversation, t.Conversation.id == t.Notification.conversation_id, isouter=True
    )
    query = query.where(t.Notification.user_id == person_id)
    if before is not None:
        query = query.where(t.Notification.id < before)
    rows = [(row[0], row[1]) for row in session.execute(query.order_by(t.Notification.id.desc()).limit(size + 1))]
    return Page(rows[:size], rows[size - 1][0].id if len(rows) > size else None)
