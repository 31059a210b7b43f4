"""An order that the book brings after its buyer has written: conversations that named it get it now.

In: a new order's row. Out: the linked conversations. Only the buyer's own address with the number counts, as in placing.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.placing.relay import mailbox
from maildesk.db import tables as t
from maildesk.db.upsert import add_missing
from maildesk.flow.matters import conversation as conversations

_NEWEST = 20


def link_waiting(session: Session, order: t.OrderRow, now: datetime) -> list[int]:
    """Give the order to the conversations in which its buyer named it; returns their ids."""
    if not order.buyer_email:
        return []
    query = (
        select(t.Conversation)
        .join(t.Participant, t.Participant.conversation_id == t.Conversation.id)
        .where(t.Participant.email == mailbox(order.buyer_email), t.Conversation.main_order_id.is_(None))
        .where(t.Conversation.merged_into_id.is_(None))
        .order_by(t.Conversation.id.desc())
        .limit(_NEWEST)
    )
    named = [row for row in session.scalars(query) if {order.key, order.digits} & set(row.numbers)]
    for row in named:
        add_missing(session, t.ConversationOrder, {"conversation_id": row.id, "order_id": order.id})
        shown = {"order_number": order.number, "country": order.country or row.country}
        conversations.change(session, row, main_order_id=order.id, buyer_id=order.buyer_id, **shown)
        conversations.record(session, row.id, "order_came_later", now, detail={"order": order.number})
    return [row.id for row in named]
