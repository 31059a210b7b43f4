"""What the store knows that helps to understand a mail: the buyer's earlier languages, the order it is about. Read before any lock.

In: a session, a mail, its numbers. Out: `Hints` and `OrderHints`.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.intent.found import OrderHints
from maildesk.core.language.found import Hints
from maildesk.core.mail.parsed import ParsedMail
from maildesk.core.order import Order, ParcelState
from maildesk.core.understanding import Numbers
from maildesk.db import tables as t
from maildesk.flow.orders import value_of

_EARLIER = 5


@dataclass(frozen=True, slots=True)
class Background:
    """The two kinds of hints together, as understanding takes them."""

    language: Hints = Hints()
    order: OrderHints = OrderHints()


def background(session: Session, mail: ParsedMail, numbers: Numbers) -> Background:
    """Hints for one mail. A number counts as its order only for the address that bought it."""
    order = _order(session, mail, numbers)
    return Background(
        Hints(
            earlier=_earlier(session, mail.sender.email),
            order_language=order.language if order else "",
            country=order.country if order else "",
            content_language=mail.headers.first("content-language"),
        ),
        order_hints(order, has_photo=has_photo(mail)),
    )


def order_hints(order: Order | None, *, has_photo: bool) -> OrderHints:
    if order is None:
        return OrderHints(has_photo=has_photo)
    lost = any(p.state is ParcelState.LOST for p in order.parcels)
    return OrderHints(True, str(order.status), order.delivered, lost, has_photo)


def has_photo(mail: ParsedMail) -> bool:
    """A picture that was sent on purpose: not the small ones of signatures."""
    return any(a.content_type.startswith("image/") and a.size > 15_000 for a in mail.attachments)


def _order(session: Session, mail: ParsedMail, numbers: Numbers) -> Order | None:
    keys = [found.key for found in numbers.orders]
    if keys:
        rows = session.scalars(select(t.OrderRow).where(t.OrderRow.key.in_(keys)).limit(5)).all()
        if rows:
            return value_of(next((row for row in rows if row.buyer_email == mail.sender.email), rows[0]))
    if mail.thread_ids:
        return _order_of_thread(session, mail)
    return None


def _order_of_thread(session: Session, mail: ParsedMail) -> Order | None:
    query = (
        select(t.OrderRow)
        .join(t.Conversation, t.Conversation.main_order_id == t.OrderRow.id)
        .join(t.Message, t.Message.conversation_id == t.Conversation.id)
        .where(t.Message.message_id.in_(mail.thread_ids[:20]))
        .limit(1)
    )
    row = session.scalar(query)
    return value_of(row) if row else None


def _earlier(session: Session, email: str) -> tuple[str, ...]:
    if not email:
        return ()
    query = select(t.Message.language).where(
        t.Message.from_email == email, t.Message.language.is_not(None), t.Message.language_confidence > 0.8
    )
    return tuple(str(x) for x in session.scalars(query.order_by(t.Message.arrived_at.desc()).limit(_EARLIER)))
