"""What the emergency squad has before it: its conversations in the queue's own order, each with why it came and what is at stake.

In: a session. Out: at most a page. Nothing is counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.db import tables as t

DESK, TO_SQUAD = "squad", "to_squad"
SIZE = 50


@dataclass(frozen=True, slots=True)
class Exceptional:
    """One matter: `rule` is why it came to the squad (empty where a person handed it over), `since` when."""

    row: t.Conversation
    rule: str
    since: datetime | None
    order: t.OrderRow | None


def waiting(session: Session, size: int = SIZE) -> tuple[Exceptional, ...]:
    """The squad's open matters, the most urgent first."""
    query = select(t.Conversation).where(t.Conversation.desk == DESK, t.Conversation.state == "open")
    due_first = t.Conversation.due_at.is_(None), t.Conversation.due_at, t.Conversation.id
    rows = session.scalars(query.order_by(*due_first).limit(size)).all()
    handed, orders = _handed(session, rows), _orders(session, rows)
    return tuple(_exceptional(row, handed.get(row.id), orders.get(row.main_order_id or 0)) for row in rows)


def _exceptional(row: t.Conversation, deed: t.Deed | None, order: t.OrderRow | None) -> Exceptional:
    return Exceptional(row, str(deed.detail.get("rule", "")) if deed else "", deed.at if deed else None, order)


def _handed(session: Session, rows: Sequence[t.Conversation]) -> dict[int, t.Deed]:
    """How each came to the squad, the newest time counts."""
    query = select(t.Deed).where(t.Deed.conversation_id.in_([row.id for row in rows]), t.Deed.code == TO_SQUAD)
    deeds = session.scalars(query.order_by(t.Deed.id)).all() if rows else ()
    return {deed.conversation_id: deed for deed in deeds}


def _orders(session: Session, rows: Sequence[t.Conversation]) -> dict[int, t.OrderRow]:
    ids = {row.main_order_id for row in rows if row.main_order_id is not None}
    return {row.id: row for row in session.scalars(select(t.OrderRow).where(t.OrderRow.id.in_(ids)))} if ids else {}
