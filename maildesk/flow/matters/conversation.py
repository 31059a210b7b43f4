"""Changing a conversation: every change goes through `change`, which keeps the counts, the version and the history.

In: a session, the row, the new values. Out: the changed row, in the caller's transaction.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.queue.badges import Standing, moves
from maildesk.db.tables import Conversation, ConversationOrder, Count, Deed
from maildesk.db.upsert import add_count
from maildesk.errors import NotFoundError, StaleError

#: The columns that `standing` looks at.
_COUNTED = frozenset({"state", "owner_id", "desk", "snoozed_until", "checks_green", "draft_state", "merged_into_id"})


def standing(row: Conversation) -> Standing:
    """How a conversation stands, for the counts."""
    return Standing(
        state="merged" if row.merged_into_id else row.state,
        owner_id=row.owner_id,
        desk=row.desk,
        snoozed=row.snoozed_until is not None,
        ready=row.checks_green and row.draft_state in ("proposed", "edited"),
    )


def start(session: Session, row: Conversation) -> Conversation:
    """Write a new conversation and count it."""
    session.add(row)
    session.flush()
    count_new(session, row)
    return row


def count_new(session: Session, row: Conversation) -> None:
    """Count a conversation that is being written."""
    _count(session, None, standing(row))


def change(session: Session, row: Conversation, **values: Any) -> Conversation:
    """Set columns of a conversation, counted and with a new version."""
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    before = standing(row) if changed.keys() & _COUNTED else None
    for name, value in changed.items():
        setattr(row, name, value)
    row.version += 1
    if before is not None:
        _count(session, before, standing(row))
    return row


def get(session: Session, conversation_id: int, version: int | None = None) -> Conversation:
    """The conversation, followed to the one it was merged into. Raises `NotFoundError`; `StaleError` when `version` is not the newest."""
    row = session.get(Conversation, conversation_id)
    while row is not None and row.merged_into_id is not None:
        row = session.get(Conversation, row.merged_into_id)
    if row is None:
        raise NotFoundError(f"there is no conversation {conversation_id}")
    if version is not None and version != row.version:
        raise StaleError(f"conversation {conversation_id} has changed since it was opened")
    return row


def claim(session: Session, conversation_id: int, version: int) -> Conversation:
    """The same, and nobody else's until the transaction ends: of two people at one moment, the second learns that they were late."""
    row = get(session, conversation_id, version)
    session.refresh(row, with_for_update=True)
    if row.version != version:
        raise StaleError(f"conversation {conversation_id} was changed just now")
    return row


def of_order(session: Session, order_id: int) -> int | None:
    """The newest conversation of an order."""
    query = (
        select(Conversation.id)
        .join(ConversationOrder, ConversationOrder.conversation_id == Conversation.id)
        .where(ConversationOrder.order_id == order_id, Conversation.merged_into_id.is_(None))
    )
    return session.scalar(query.order_by(Conversation.last_mail_at.desc()).limit(1))


def record(
    session: Session,
    conversation_id: int,
    code: str,
    at: datetime,
    *,
    by: int | None = None,
    detail: dict[str, Any] | None = None,
    undo: dict[str, Any] | None = None,
) -> Deed:
    """Write what was done into the history, with what is needed to undo it."""
    deed = Deed(conversation_id=conversation_id, by=by, code=code, detail=detail or {}, undo=undo or {}, at=at)
    session.add(deed)
    session.flush()
    return deed


def _count(session: Session, before: Standing | None, after: Standing | None) -> None:
    for name, by in moves(before, after):
        add_count(session, Count, {"name": name}, "value", by)
