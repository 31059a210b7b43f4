"""Whom the sample shop may write to first, so that a batch of greetings and follow-ups can be seen from the first hour.

In: a session, what the desk writes of itself with, the order book, now. Out: contacts with their consents and chosen days, and the
follow-ups of some orders. At the first start only; what a visitor changes stays.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.care.consent import Consent
from maildesk.core.care.law import Basis
from maildesk.core.order import Channel, Order
from maildesk.db import tables as t
from maildesk.flow.care import contacts, planning
from maildesk.flow.care.house import KEY, Care
from maildesk.flow.house import shop as shops

_OWN_SHOP = (Channel.OWN, Channel.SHOPIFY, Channel.WOOCOMMERCE)
#: Every fourth buyer has agreed to nothing: a batch shows who is left out and why.
_SILENT = 4
#: Days that some buyers have ticked, by turns.
_CHOSEN = (
    ("christmas",),
    ("lunar_new_year", "mid_autumn"),
    ("eid_al_fitr",),
    ("diwali", "christmas"),
    ("hanukkah",),
    ("easter",),
)
#: Follow-ups of so many orders are enough to look at.
_FOLLOWED = 15
_LATELY = timedelta(days=10)
_SELLER = {"country": "DE", "mourning": []}
_ADDRESS = {"legal_name": "Lampenhaus GmbH", "postal_address": "Kaistraße 12, 20457 Hamburg"}


def agree(session: Session, care: Care, orders: Iterable[Order], now: datetime) -> None:
    """The consents of the shop's own buyers, and what it would write them."""
    if session.scalar(select(t.Contact.id).limit(1)) is not None:
        return
    if session.get(t.ShopSetting, shops.KEY) is None:
        shops.save(session, {**_ADDRESS, "name": care.writer.shop.name}, None, now)
    session.add(t.ShopSetting(key=KEY, value=_SELLER, changed_at=now))
    own = [order for order in orders if order.channel in _OWN_SHOP]
    by_address = {order.buyer_email: order for order in own}
    for number, order in enumerate(by_address.values()):
        if number % _SILENT:
            _agreed(session, care, order, number, now)
    for order in own[:_FOLLOWED]:
        query = select(t.OrderRow.id).where(t.OrderRow.channel == order.channel, t.OrderRow.number == order.number)
        planning.order_changed(session, care, session.scalars(query).one(), now - _LATELY, now)


def _agreed(session: Session, care: Care, order: Order, number: int, now: datetime) -> None:
    contact = contacts.known(session, care, order.buyer_email, now)
    if contact is None:
        return
    contact.country, contact.locale = order.country, order.language
    at = now - timedelta(days=30 + number)
    contacts.consent(session, contact.id, Consent("", Basis.EXPRESS, at, f"checkout form, {at:%Y-%m-%d}"), now)
    if number % 2:
        contacts.choose(session, contact.id, _CHOSEN[number // 2 % len(_CHOSEN)], now)
