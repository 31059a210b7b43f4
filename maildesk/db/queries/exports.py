"""Rows for the exports, with the keys of design 5, one page at a time.

In: a session. Out: JSON-ready dicts in the order of their ids. Moments are UTC ending in Z.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.moment import moment
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
        mails, orders, clocks = _mails(session, ids), _order_numbers(session, ids), _clocks(session, ids)
        for row in page:
            yield _conversation(row, mails.get(row.id, []), orders.get(row.id, []), clocks.get(row.id, []))


def cases(session: Session) -> Iterator[dict[str, Any]]:
    """Every case with the moment its newest clock is due; `case` and `stage` are the words of `maildesk deadline`."""
    query = select(t.Case).order_by(t.Case.id)
    for page in session.scalars(query.execution_options(yield_per=_PAGE)).partitions():
        due = _due(session, [row.id for row in page])
        mails = _message_ids(session, [row.message_id for row in page if row.message_id])
        orders = _numbers(session, [row.order_id for row in page if row.order_id])
        for row in page:
            yield _case(row, due.get(row.id), orders.get(row.order_id or 0), mails.get(row.message_id or 0))


def _case(row: t.Case, due_at: datetime | None, order: str | None, mail: str | None) -> dict[str, Any]:
    return {
        "id": row.id,
        "case": row.case,
        "platform": row.platform,
        "kind": row.kind,
        "stage": row.stage,
        "number": row.number or None,
        "order": order or row.order_number or None,
        "conversation": row.conversation_id,
        "amount": str(row.amount) if row.amount is not None else None,
        "currency": row.currency or None,
        "opened_at": moment(row.opened_at),
        "due_at": moment(due_at),
        "state": row.state,
        "outcome": row.outcome or None,
        "proven": row.proven,
        "source_message": mail,
    }


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


def _conversation(
    row: t.Conversation, mails: Sequence[str], orders: Sequence[str], clocks: Sequence[dict[str, Any]]
) -> dict[str, Any]:
    return {
        "conversation": row.id,
        "orders": list(orders),
        "buyer": row.buyer_email,
        "state": row.state,
        "desk": row.desk or None,
        "language": row.language,
        "messages": list(mails),
        "flags": list(row.flags),
        "clocks": list(clocks),
    }


def _mails(session: Session, ids: set[int]) -> dict[int, list[str]]:
    query = select(t.Message.conversation_id, t.Message.message_id).where(t.Message.conversation_id.in_(ids))
    return _grouped(session.execute(query.order_by(t.Message.arrived_at, t.Message.id)).all())


def _clocks(session: Session, ids: set[int]) -> dict[int, list[dict[str, Any]]]:
    """Kind, due moment and state of each conversation's clocks, the next one first."""
    row = t.ClockRow
    query = select(row.conversation_id, row.kind, row.due_at, row.state).where(row.conversation_id.in_(ids))
    found = session.execute(query.order_by(row.due_at, row.id))
    return _grouped([(of, {"kind": kind, "due_at": moment(due), "state": state}) for of, kind, due, state in found])


def _due(session: Session, case_ids: Sequence[int]) -> dict[int, datetime]:
    subjects = [f"case:{each}" for each in case_ids]
    query = select(t.ClockRow.subject, t.ClockRow.due_at).where(t.ClockRow.subject.in_(subjects))
    return {int(subject[5:]): due for subject, due in session.execute(query.order_by(t.ClockRow.id))}


def _message_ids(session: Session, ids: Sequence[int]) -> dict[int, str]:
    return dict(session.execute(select(t.Message.id, t.Message.message_id).where(t.Message.id.in_(ids))).all())


def _numbers(session: Session, ids: Sequence[int]) -> dict[int, str]:
    return dict(session.execute(select(t.OrderRow.id, t.OrderRow.number).where(t.OrderRow.id.in_(ids))).all())


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


def _grouped(rows: Sequence[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for key, value in rows:
        found.setdefault(key, []).append(value)
    return found
