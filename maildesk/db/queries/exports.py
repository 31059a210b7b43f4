"""Rows for the exports, with the keys of design 5, one page at a time.

In: a session. Out: JSON-ready dicts in the order of their ids. Moments are UTC ending in Z.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.inspection import moment
from maildesk.db import tables as t

_PAGE = 500


def messages(session: Session) -> Iterator[dict[str, Any]]:
    """Every mail that was read; second copies are left out, as they are one with their original."""
    query = select(t.Message).where(t.Message.state.in_(("placed", "ignored"))).order_by(t.Message.id)
    for page in session.scalars(query.execution_options(yield_per=_PAGE)).partitions():
        orders = _order_numbers(session, {m.conversation_id for m in page if m.conversation_id})
        for row in page:
            yield _message(row, orders)


def conversations(session: Session) -> Iterator[dict[str, Any]]:
    """Every conversation with its mails; one merged into another has none of its own and is left out."""
    query = select(t.Conversation).where(t.Conversation.merged_into_id.is_(None)).order_by(t.Conversation.id)
    for page in session.scalars(query.execution_options(yield_per=_PAGE)).partitions():
        ids = {row.id for row in page}
        mails, orders = _mails(session, ids), _order_numbers(session, ids)
        for row in page:
            yield _conversation(row, mails.get(row.id, []), orders.get(row.id, []))


def _message(row: t.Message, orders: dict[int, list[str]]) -> dict[str, Any]:
    found = row.found
    return {
        "id": row.id,
        "file": None,
        "message_id": row.message_id,
        "direction": row.direction,
        "kind": row.kind,
        "from": row.from_email,
        "subject": row.subject,
        "language": row.language,
        "language_confidence": round(row.language_confidence, 4),
        "newest_text": row.newest_text,
        "orders": found.get("orders", []),
        "trackings": found.get("trackings", []),
        "intent": row.intent,
        "intents": [{"intent": i["intent"], "score": i["score"]} for i in found.get("intents", ())],
        "notice": found.get("notice"),
        "defects": found.get("defects", []),
        "conversation": row.conversation_id,
        "order": next(iter(orders.get(row.conversation_id or 0, ())), None),
        "placed_because": found.get("because", []),
        "flags": sorted({*found.get("flags", ()), *(w["code"] for w in found.get("warnings", ()))}),
        "arrived_at": moment(row.arrived_at),
    }


def _conversation(row: t.Conversation, mails: Sequence[str], orders: Sequence[str]) -> dict[str, Any]:
    due = [{"kind": "first_reply", "due_at": moment(row.due_at), "state": "running"}] if row.due_at else []
    return {
        "conversation": row.id,
        "orders": list(orders),
        "buyer": row.buyer_email,
        "state": row.state,
        "desk": row.desk or None,
        "language": row.language,
        "messages": list(mails),
        "flags": list(row.flags),
        "clocks": due,
    }


def _mails(session: Session, ids: set[int]) -> dict[int, list[str]]:
    query = select(t.Message.conversation_id, t.Message.message_id).where(t.Message.conversation_id.in_(ids))
    return _grouped(session.execute(query.order_by(t.Message.arrived_at, t.Message.id)).all())


def _order_numbers(session: Session, ids: set[int]) -> dict[int, list[str]]:
    """The numbers of each conversation's orders, the main one first."""
    query = (
        select(t.ConversationOrder.conversation_id, t.OrderRow.number)
        .join(t.OrderRow, t.OrderRow.id == t.ConversationOrder.order_id)
        .join(t.Conversation, t.Conversation.id == t.ConversationOrder.conversation_id)
        .where(t.ConversationOrder.conversation_id.in_(ids))
        .order_by(t.OrderRow.id != t.Conversation.main_order_id, t.OrderRow.id)
    )
    return _grouped(session.execute(query).all())


def _grouped(rows: Sequence[Any]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for key, value in rows:
        found.setdefault(key, []).append(value)
    return found
