"""The facts a reply may speak of, loaded for one conversation at one moment.

In: a session, a conversation and the mail to answer. Out: `core.reply.facts.Facts`.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.intent.found import Intent
from maildesk.core.language.found import Hints, LanguageFound
from maildesk.core.language.locale import answer_locale
from maildesk.core.order import Order, Parcel
from maildesk.core.reply.facts import Buyer, Facts, Shop, Told
from maildesk.db import tables as t
from maildesk.flow.cases import withdrawal
from maildesk.flow.orders import value_of
from maildesk.flow.peak import season


def load(session: Session, conversation: t.Conversation, message: t.Message, shop: Shop, now: datetime) -> Facts:
    """Facts as of `now`; a parcel moves, so they are never stored with a draft."""
    order = order_of(session, conversation)
    buyer, today = _buyer(conversation, message, order), season.at(session, now)
    return Facts(
        now=now,
        intent=Intent(message.intent) if message.intent else Intent.OTHER,
        order=order,
        parcel=_parcel(order, message.found.get("trackings", ())),
        buyer=buyer,
        shop=today.shop(shop, buyer.country),
        closure=today.closure(buyer.country),
        notes=today.notes(buyer.country),
        told=Told(
            subject=message.subject,
            orders=tuple(message.found.get("orders", ())),
            trackings=tuple(message.found.get("trackings", ())),
            has_photo=any(
                a["content_type"].startswith("image/") and a["size"] > 15_000
                for a in message.found.get("attachments", ())
            ),
            withdrawn_at=message.arrived_at if _withdraws(message, buyer) else None,
        ),
    )


def _withdraws(message: t.Message, buyer: Buyer) -> bool:
    """The mail withdraws from the contract, in a country whose law lets the buyer do so."""
    said = any(warning["code"] == withdrawal.FLAG for warning in message.found.get("warnings", ()))
    return said and withdrawal.holds_in(buyer.country)


def newest_from_buyer(session: Session, conversation_id: int) -> t.Message | None:
    """The mail an answer would answer."""
    query = select(t.Message).where(t.Message.conversation_id == conversation_id, t.Message.direction == "in")
    return session.scalar(query.order_by(t.Message.arrived_at.desc(), t.Message.id.desc()).limit(1))


def order_of(session: Session, conversation: t.Conversation) -> Order | None:
    row = session.get(t.OrderRow, conversation.main_order_id) if conversation.main_order_id else None
    return value_of(row) if row else None


def _parcel(order: Order | None, named: list[str]) -> Parcel | None:
    """The parcel the mail names, else the newest."""
    if order is None or not order.parcels:
        return None
    return next((p for p in order.parcels if p.tracking_number in named), order.parcels[-1])


def _buyer(conversation: t.Conversation, message: t.Message, order: Order | None) -> Buyer:
    name = (order.buyer_name if order else "") or message.from_name
    country = (order.country if order else "") or conversation.country
    hints = Hints(order_language=order.language if order else "", country=country)
    found = LanguageFound(message.language, message.language_confidence)
    return Buyer(name=name, email=message.from_email, locale=answer_locale(found, hints).locale, country=country)
