"""Orders into the store and out again: upsert by (channel, number), each joined to its buyer.

In: `core.order.Order` values. Out: rows; and rows as values for the decisions. Never invents an order.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.order import Channel, Order, OrderLine, OrderStatus, Parcel, ParcelEvent, ParcelState
from maildesk.core.placing.order_number import known_numbers
from maildesk.core.placing.relay import Relay, mailbox, relay_of
from maildesk.core.placing.writing import normalise
from maildesk.db.each import KEY, FewOfEach
from maildesk.db.tables import Buyer, BuyerAddress, OrderRow, ParcelRow
from maildesk.db.upsert import add_missing
from maildesk.flow.mail.late_order import link_waiting

_BY_KEY = FewOfEach(select(OrderRow.number).where(OrderRow.key == KEY).limit(5))
_BY_DIGITS = FewOfEach(select(OrderRow.number).where(OrderRow.digits == KEY).limit(5))
#: Columns taken over as they are; an empty one in the book means "not known" and leaves what is there.
_PLAIN = (
    "buyer_name",
    "buyer_email",
    "country",
    "language",
    "currency",
    "total",
    "ordered_at",
    "shipped_at",
    "delivered_at",
)


def upsert(session: Session, order: Order, relays: tuple[Relay, ...], now: datetime) -> OrderRow:
    """Write one order and its parcels; what the book does not say stays as it was."""
    row = session.scalar(select(OrderRow).where(OrderRow.channel == order.channel, OrderRow.number == order.number))
    is_new = row is None
    if row is None:
        key = normalise(order.number)
        digits = "".join(c for c in key if c.isdigit())
        row = OrderRow(channel=order.channel, number=order.number, key=key, digits=digits, parcels=[])
        row.buyer_id = _buyer(session, order, relays, now)
        session.add(row)
    row.status, row.updated_at = order.status, now
    for name in _PLAIN:
        value = getattr(order, name)
        if value not in (None, ""):
            setattr(row, name, value)
    if order.lines:
        row.lines = [_line_json(line) for line in order.lines]
    for parcel in order.parcels:
        _upsert_parcel(row, parcel)
    session.flush()
    _know_address(session, row.buyer_id, order.buyer_email, relays)
    if is_new:
        link_waiting(session, row, now)
    return row


def value_of(row: OrderRow) -> Order:
    """The order as the decisions read it."""
    return Order(
        channel=Channel(row.channel),
        number=row.number,
        status=OrderStatus(row.status),
        lines=tuple(OrderLine(i["sku"], i["title"], i["qty"], Decimal(i["price"])) for i in row.lines),
        parcels=tuple(parcel_value(p) for p in row.parcels),
        **{name: getattr(row, name) for name in _PLAIN},
    )


def parcel_value(row: ParcelRow) -> Parcel:
    return Parcel(row.tracking_number, row.carrier, tuple(_event(e) for e in row.events))


def _event(raw: dict[str, Any]) -> ParcelEvent:
    return ParcelEvent(datetime.fromisoformat(raw["at"]), ParcelState(raw["state"]), raw["text"], raw["place"])


def _buyer(session: Session, order: Order, relays: tuple[Relay, ...], now: datetime) -> int:
    """The buyer this address is known for, else a new one. A relay address is nobody: each order makes its own buyer."""
    if order.buyer_email and relay_of(order.buyer_email, relays) is None:
        known = session.scalar(
            select(BuyerAddress.buyer_id)
            .where(BuyerAddress.email == mailbox(order.buyer_email))
            .order_by(BuyerAddress.buyer_id)
        )
        if known is not None:
            return known
    buyer = Buyer(name=order.buyer_name, country=order.country, language=order.language, created_at=now)
    session.add(buyer)
    session.flush()
    return buyer.id


def _know_address(session: Session, buyer_id: int, email: str, relays: tuple[Relay, ...]) -> None:
    if email:
        relay = relay_of(email, relays) is not None
        add_missing(session, BuyerAddress, {"buyer_id": buyer_id, "email": mailbox(email), "relay": relay})


def _upsert_parcel(row: OrderRow, parcel: Parcel) -> None:
    known = next((p for p in row.parcels if p.tracking_number == parcel.tracking_number), None)
    if known is None:
        known = ParcelRow(tracking_number=parcel.tracking_number, carrier=parcel.carrier, events=[])
        row.parcels.append(known)
    known.carrier = parcel.carrier or known.carrier
    known.events = merge_events(known.events, parcel.events)


def merge_events(known: list[dict[str, Any]], news: Iterable[ParcelEvent]) -> list[dict[str, Any]]:
    """Events of both in order of time, each once."""
    rows = known + [{"at": e.at.isoformat(), "state": str(e.state), "text": e.text, "place": e.place} for e in news]
    return sorted({(r["at"], r["state"], r["place"]): r for r in rows}.values(), key=lambda r: r["at"])


def _line_json(line: OrderLine) -> dict[str, Any]:
    return {"sku": line.sku, "title": line.title, "qty": line.qty, "price": str(line.price)}


def numbers_in_book(session: Session, keys: Iterable[str]) -> dict[str, str]:
    """What the order book holds of these possible numbers: key to the book's writing (`core.placing.order_number`)."""
    wanted = sorted(set(keys))
    rows = (*_BY_KEY.rows(session, wanted), *_BY_DIGITS.rows(session, wanted))
    return known_numbers(row[0] for row in rows)


#: Channels whose order numbers the shop itself forms; marketplaces have forms of their own (`packs/channels.toml`).
_OWN_FORMS = (Channel.OWN, Channel.SHOPIFY, Channel.WOOCOMMERCE, Channel.OTHER)


def own_numbers(session: Session, most: int = 500) -> list[str]:
    """The newest order numbers in the shop's own form."""
    query = select(OrderRow.number).where(OrderRow.channel.in_(_OWN_FORMS)).order_by(OrderRow.id.desc())
    return list(session.scalars(query.limit(most)))
