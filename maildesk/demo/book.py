"""The sample order book: about 120 orders over many channels and countries, with parcels whose last event lies days or hours back.

In: `sample/orders.csv`, `sample/parcels.toml`, and `now`. Out: `core.order.Order` values; the same `now` gives the same book.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from maildesk.core.order import Channel, Order, OrderLine, OrderStatus, Parcel, ParcelEvent, ParcelState
from maildesk.demo.shop import SAMPLE, Shop, toml
from maildesk.demo.trackings import carrier_of


def book(shop: Shop, now: datetime) -> dict[str, Order]:
    """Every order by its number, in the file's order."""
    stories = toml("parcels.toml")
    with (SAMPLE / "orders.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {row["number"]: _order(row, place, stories[row["story"]], shop, now) for place, row in enumerate(rows)}


def _order(row: Mapping[str, str], place: int, story: Mapping[str, Any], shop: Shop, now: datetime) -> Order:
    zero = now - timedelta(days=float(row["shift"]))
    lines = tuple(_line(words, shop, row["currency"]) for words in row["items"].split())
    return Order(
        channel=Channel(row["channel"]),
        number=row["number"],
        status=OrderStatus(story["status"]),
        buyer_name=row["name"],
        buyer_email=row["email"],
        country=row["country"],
        language=row["language"],
        currency=row["currency"],
        total=sum((line.price * line.qty for line in lines), Decimal(0)),
        lines=lines,
        parcels=_parcels(row, place, story, shop, zero),
        **{f"{name}_at": _before(zero, story.get(name)) for name in ("ordered", "shipped", "delivered")},
    )


def _line(words: str, shop: Shop, currency: str) -> OrderLine:
    """`LUMO*2`: an article and how many, one if it does not say."""
    sku, _, qty = words.partition("*")
    title, price = shop.products[sku]
    return OrderLine(sku, title, int(qty or 1), (price * shop.rates[currency]).quantize(Decimal("0.01")))


def _parcels(
    row: Mapping[str, str], place: int, story: Mapping[str, Any], shop: Shop, zero: datetime
) -> tuple[Parcel, ...]:
    if "shipped" not in story:
        return ()
    hub, *towns = shop.places[row["country"]]
    town = towns[place % len(towns)] if towns else hub
    events = tuple(
        ParcelEvent(zero - timedelta(days=days), ParcelState(state), text, where.format(hub=hub, town=town))
        for days, state, text, where in story.get("events", ())
    )
    carrier, number = carrier_of(place)
    return (Parcel(number, carrier, events),)


def _before(zero: datetime, days: float | None) -> datetime | None:
    return zero - timedelta(days=days) if days is not None else None
