"""How a matter and its buyer stand: the order, who wrote last, and every open trouble that forbids cheerful mail.

In: a session, ids. Out: `Standing`, `Trouble`s. It decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from maildesk.core.care.contact import Trouble
from maildesk.core.care.standing import Standing
from maildesk.core.intent.found import Intent
from maildesk.core.mail.parsed import Kind
from maildesk.core.order import ParcelState
from maildesk.db import tables as t
from maildesk.flow.orders import value_of

_OPEN = ("open", "waiting_buyer", "waiting_other")
#: What an open conversation is about, where that is a trouble.
_TROUBLES = {
    **dict.fromkeys((Intent.REFUND_STATUS,), Trouble.REFUND),
    **dict.fromkeys((Intent.RETURN_REQUEST, Intent.EXCHANGE_REQUEST, Intent.CANCEL_ORDER), Trouble.RETURN),
    **dict.fromkeys(
        (
            Intent.COMPLAINT, Intent.NOT_RECEIVED, Intent.DAMAGED, Intent.DEFECTIVE, Intent.WRONG_ITEM, Intent.MISSING_ITEM,
            Intent.NOT_AS_DESCRIBED,
        ),
        Trouble.COMPLAINT,
    ),
}  # fmt: skip
#: Flags of a conversation that say more than its intent.
_FLAGS = {"threat": Trouble.LEGAL, "withdrawal": Trouble.RETURN}


def standing(
    session: Session, order_id: int | None, conversation_id: int | None, buyer_id: int | None = None
) -> Standing:
    """The matter of an order, of a conversation, or of both; its troubles are those of the buyer, the order's unless another is named."""
    order = session.get(t.OrderRow, order_id) if order_id else None
    conversation = session.get(t.Conversation, conversation_id) if conversation_id else None
    heard, answered = _spoke(session, order_id, conversation_id)
    value = value_of(order) if order else None
    coming_back = bool(value) and any(parcel.state is ParcelState.RETURNING for parcel in value.parcels)  # type: ignore[union-attr]
    cases = list(session.scalars(select(t.Case).where(t.Case.order_id == order_id))) if order_id else []
    return Standing(
        order=value,
        heard_at=heard,
        answered_at=answered,
        state=conversation.state if conversation else "",
        troubles=troubles(session, buyer_id or (order.buyer_id if order else None), conversation_id),
        refunded=any(case.outcome == "refunded" or case.refunded for case in cases),
        returned=coming_back or any(case.kind == "return_request" for case in cases),
    )


def _spoke(
    session: Session, order_id: int | None, conversation_id: int | None
) -> tuple[datetime | None, datetime | None]:
    """When the buyer and when the desk wrote last in any conversation of the matter. What the desk wrote first is no answer."""
    mine: list[ColumnElement[bool]] = []
    if conversation_id is not None:
        mine.append(t.Message.conversation_id == conversation_id)
    if order_id is not None:
        linked = select(t.ConversationOrder.conversation_id).where(t.ConversationOrder.order_id == order_id)
        mine.append(t.Message.conversation_id.in_(linked))
    if not mine:
        return None, None
    of_desk = exists().where(t.Outreach.outbox_id == t.Outbox.id, t.Outbox.message_id == t.Message.message_id)
    spoken = or_(
        and_(t.Message.direction == "in", t.Message.kind == Kind.BUYER),
        and_(t.Message.direction == "out", ~of_desk),
    )
    query = select(t.Message.direction, func.max(t.Message.arrived_at)).where(or_(*mine), spoken)
    found = dict(session.execute(query.group_by(t.Message.direction)).all())
    return found.get("in"), found.get("out")


def troubles(session: Session, buyer_id: int | None, about: int | None = None) -> frozenset[Trouble]:
    """Everything open with a buyer. What the conversation `about` itself asks for is no trouble for a mail that belongs to it."""
    return frozenset(_troubles(session, buyer_id, about)) if buyer_id is not None else frozenset()


def _troubles(session: Session, buyer_id: int, about: int | None) -> Iterator[Trouble]:
    tier, case = session.execute(
        select(t.Buyer.tier, _case_of(buyer_id)).where(t.Buyer.id == buyer_id)
    ).one_or_none() or ("", False)
    if tier == "blocked":
        yield Trouble.BLOCKED
    if case:
        yield Trouble.CASE
    query = select(t.Conversation.id, t.Conversation.intent, t.Conversation.flags).where(
        t.Conversation.buyer_id == buyer_id, t.Conversation.state.in_(_OPEN), t.Conversation.merged_into_id.is_(None)
    )
    for conversation_id, intent, flags in session.execute(query):
        yield from (_FLAGS[flag] for flag in flags if flag in _FLAGS)
        if intent in _TROUBLES and conversation_id != about:
            yield _TROUBLES[Intent(intent)]


def _case_of(buyer_id: int) -> ColumnElement[bool]:
    """Whether there is an open case of any of the buyer's orders or conversations, or a notice of one that nobody has looked at yet."""
    orders = select(t.OrderRow.id).where(t.OrderRow.buyer_id == buyer_id)
    conversations = select(t.Conversation.id).where(t.Conversation.buyer_id == buyer_id)
    of_order = exists().where(t.Case.state != "closed", t.Case.order_id.in_(orders))
    of_conversation = exists().where(t.Case.state != "closed", t.Case.conversation_id.in_(conversations))
    unlooked = exists().where(
        t.Task.kind == "check_platform", t.Task.state == "open", t.Task.conversation_id.in_(conversations)
    )
    return or_(of_order, of_conversation, unlooked)
