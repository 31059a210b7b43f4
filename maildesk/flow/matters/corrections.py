"""An agent corrects what the desk understood of a mail. Each correction is kept as a labelled example and can be undone.

In: the conversation as seen, the mail, what is wrong and what is right. Out: the changed conversation; a draft nobody has touched is
drafted anew from what is known now.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.intent.found import Intent
from maildesk.core.locales import BUYER_LOCALES
from maildesk.core.placing.writing import normalise
from maildesk.core.queue.roles import Act
from maildesk.core.search.words import index_words
from maildesk.db import search
from maildesk.db import tables as t
from maildesk.db.upsert import add_missing
from maildesk.errors import NotFoundError, UsageError
from maildesk.flow.house.person import Doing, Seen
from maildesk.flow.matters import conversation as conversations
from maildesk.flow.reply import drafting
from maildesk.flow.reply import facts as facts_of
from maildesk.flow.reply.drafting import Writer


class Field(StrEnum):
    """What can be corrected on a mail; placing has a room of its own (`moving`)."""

    LANGUAGE = "language"
    INTENT = "intent"
    ORDER = "order"
    NEWEST_TEXT = "newest_text"


@dataclass(frozen=True, slots=True)
class Right:
    """How it should be: a locale, an intent, an order's number (empty: none), or the sender's own words."""

    message_id: int
    field: Field
    value: str


def correct(session: Session, seen: Seen, right: Right, writer: Writer, doing: Doing) -> t.Conversation:
    """Set one thing right. Raises `UsageError` for a value that is none, `NotFoundError` for a mail that is not there."""
    doing.by.must(Act.CORRECT)
    row = conversations.get(session, seen.id, seen.version)
    message = session.get(t.Message, right.message_id)
    if message is None or message.conversation_id != row.id:
        raise NotFoundError(f"mail {right.message_id} does not stand in conversation {row.id}")
    was = _order(session, row, right.value) if right.field is Field.ORDER else _read(session, message, row, right)
    became = {str(right.field): right.value}
    kept = {str(right.field): was.get(str(right.field), was.get("order_number", ""))}
    session.add(
        t.Correction(message_id=message.id, field=right.field, was=kept, became=became, by=doing.by.id, at=doing.now)
    )
    undo = {"message": message.id, "field": str(right.field), "was": was}
    conversations.record(session, row.id, "corrected", doing.now, by=doing.by.id, detail=became, undo=undo)
    _draft_anew(session, row, writer, doing)
    return row


def undo(session: Session, deed: t.Deed, doing: Doing) -> None:
    """As it was before. The correction stays in the examples with its opposite after it."""
    row = conversations.get(session, deed.conversation_id)
    message = session.get_one(t.Message, deed.undo["message"])
    was: dict[str, Any] = deed.undo["was"]
    if deed.undo["field"] == Field.ORDER:
        conversations.change(session, row, **was)
    else:
        _write(session, message, row, deed.undo["field"], was[deed.undo["field"]])
    session.add(
        t.Correction(
            message_id=message.id,
            field=deed.undo["field"],
            was=dict(deed.detail),
            became=was,
            by=doing.by.id,
            at=doing.now,
        )
    )


def _read(session: Session, message: t.Message, row: t.Conversation, right: Right) -> dict[str, Any]:
    """Put the value on the mail; what stood there before."""
    known = {Field.LANGUAGE: BUYER_LOCALES, Field.INTENT: tuple(Intent)}.get(right.field)
    if known is not None and right.value not in known:
        raise UsageError(f"{right.field} is {right.value!r}; one of {', '.join(known)} was wanted")
    was = {str(right.field): getattr(message, right.field)}
    _write(session, message, row, right.field, right.value)
    return was


def _write(session: Session, message: t.Message, row: t.Conversation, field: str, value: str | None) -> None:
    setattr(message, field, value)
    if field == Field.LANGUAGE:
        message.language_confidence = 1.0
    if field == Field.NEWEST_TEXT:
        search.write(
            session, message.id, index_words(message.subject, value or "", message.from_name, message.from_email)
        )
    newest = facts_of.newest_from_buyer(session, row.id)
    if newest is not None and newest.id == message.id and field != Field.NEWEST_TEXT:
        conversations.change(session, row, **{field: value})
    else:
        conversations.change(session, row)


def _order(session: Session, row: t.Conversation, number: str) -> dict[str, Any]:
    """Make an order the main one of the conversation; what was it before."""
    was = {name: getattr(row, name) for name in ("main_order_id", "order_number", "buyer_id", "country")}
    if not number:
        conversations.change(session, row, main_order_id=None, order_number="")
        return was
    order = session.scalar(
        select(t.OrderRow).where(t.OrderRow.key == normalise(number)).order_by(t.OrderRow.id.desc()).limit(1)
    )
    if order is None:
        raise UsageError(f"order {number!r} is not in the order book")
    add_missing(session, t.ConversationOrder, {"conversation_id": row.id, "order_id": order.id})
    conversations.change(
        session, row, main_order_id=order.id, order_number=order.number, buyer_id=order.buyer_id, country=order.country
    )
    return was


def _draft_anew(session: Session, row: t.Conversation, writer: Writer, doing: Doing) -> None:
    """What an agent has typed into a draft is never thrown away for a correction."""
    current = drafting.newest(session, row.id)
    message = facts_of.newest_from_buyer(session, row.id)
    if current is not None and current.state == "proposed" and message is not None:
        drafting.propose(session, row, message, writer, doing.now)
