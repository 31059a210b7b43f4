"""Invented orders on which the texts are tried: one for every turn an order can take, with a buyer of each locale.

In: a locale. Out: `Sample`s. Together they lead the decision to every text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from maildesk.core.intent.found import Intent
from maildesk.core.order import Channel, Order, OrderLine, OrderStatus, Parcel, ParcelEvent, ParcelState
from maildesk.core.reply.facts import Buyer, Facts, Shop, Told

NOW = datetime(2026, 10, 8, 9, 0, tzinfo=UTC)
#: A buyer's name, country and currency by locale.
_PEOPLE = {
    "en": ("Grace O'Neill", "GB", "GBP"),
    "de": ("Anna Krüger", "DE", "EUR"),
    "fr": ("Zoé Lefèvre", "FR", "EUR"),
    "es": ("Lucía Fernández", "ES", "EUR"),
    "it": ("Giulia Bianchi", "IT", "EUR"),
    "pt-BR": ("João Carvalho", "BR", "BRL"),
    "nl": ("Sanne de Vries", "NL", "EUR"),
    "pl": ("Łukasz Zieliński", "PL", "PLN"),
    "sv": ("Åsa Lindberg", "SE", "SEK"),
    "ru": ("Ольга Смирнова", "KZ", "KZT"),
    "uk": ("Олена Коваль", "UA", "UAH"),
    "tr": ("Ayşe Yılmaz", "TR", "TRY"),
    "ja": ("佐藤 花子", "JP", "JPY"),
    "ko": ("김민수", "KR", "KRW"),
    "zh-Hant": ("王小明", "TW", "TWD"),
    "ar": ("ليلى الحسن", "SA", "SAR"),
    "he": ("נועה כהן", "IL", "ILS"),
    "cs": ("Jiří Dvořák", "CZ", "CZK"),
}
_SHOP = Shop(
    "Lumen Haus",
    "service@lumen.example",
    "Mia, Lumen Haus",
    "Lumen Haus, Dock 4, 20457 Hamburg",
    legal_name="Lumen Haus GmbH",
    postal_address="Kaistraße 12, 20457 Hamburg",
)
#: What a carrier tells us of, by its name where we know it.
_REPORTED = (
    ParcelState.DELIVERED, ParcelState.DAMAGED, ParcelState.LOST, ParcelState.UNDELIVERABLE, ParcelState.OUT_OF_AREA,
)  # fmt: skip
_FAULTS = (Intent.DAMAGED, Intent.DEFECTIVE, Intent.WRONG_ITEM, Intent.MISSING_ITEM, Intent.NOT_AS_DESCRIBED)


@dataclass(frozen=True, slots=True)
class Sample:
    """`name` says the turn; `intent` is what the buyer wants with it."""

    name: str
    intent: Intent
    facts: Facts


def samples(locale: str) -> tuple[Sample, ...]:
    """Every turn, for a buyer of that locale."""
    return tuple(_samples(locale))


def _samples(locale: str) -> Iterator[Sample]:
    yield from _on_the_way(locale)
    yield from _arrived(locale)
    yield from _hardly_known(locale)


def _on_the_way(locale: str) -> Iterator[Sample]:
    waiting, late = order_of(locale, ordered=1), order_of(locale, ordered=12)
    silent, sent = order_of(locale, ordered=4, shipped=2), order_of(locale, ordered=9, shipped=7)
    for name, order in (
        ("waiting", waiting),
        ("late", late),
        ("silent", silent),
        ("silent long", order_of(locale, 40, 30)),
    ):
        yield Sample(name, Intent.ORDER_STATUS, facts_of(locale, order))
        yield Sample(name, Intent.CANCEL_ORDER, facts_of(locale, order))
        yield Sample(name, Intent.CHANGE_ADDRESS, facts_of(locale, order))
    for state in ParcelState:
        yield Sample(state.value, Intent.NOT_RECEIVED, facts_of(locale, scanned(sent, state, 2)))
    yield Sample(
        "stuck", Intent.ORDER_STATUS, facts_of(locale, scanned(order_of(locale, 40, 38), ParcelState.IN_TRANSIT, 21))
    )


def _arrived(locale: str) -> Iterator[Sample]:
    sent, waiting = order_of(locale, ordered=9, shipped=7), order_of(locale, ordered=1)
    delivered = scanned(sent, ParcelState.DELIVERED, 1)
    for intent in Intent:
        yield Sample("delivered", intent, facts_of(locale, delivered))
        yield Sample("no order", intent, facts_of(locale, None))
        yield Sample("cancelled", intent, facts_of(locale, replace(waiting, status=OrderStatus.CANCELLED)))
    for intent in _FAULTS:
        yield Sample("with photo", intent, replace(facts_of(locale, delivered), told=Told("", (), (), has_photo=True)))
    withdrawn = replace(facts_of(locale, delivered), told=Told(withdrawn_at=NOW - timedelta(days=1)))
    yield Sample("withdrawn", Intent.RETURN_REQUEST, withdrawn)
    old = scanned(order_of(locale, 120, 110), ParcelState.DELIVERED, 100)
    yield Sample("delivered long ago", Intent.RETURN_REQUEST, facts_of(locale, old))


def _hardly_known(locale: str) -> Iterator[Sample]:
    """Orders from books that say little, and a number that no book knows."""
    sent = order_of(locale, ordered=9, shipped=7)
    unlisted = facts_of(locale, replace(scanned(sent, ParcelState.DELIVERED, 1), lines=()))
    for intent in (*_FAULTS, Intent.EXCHANGE_REQUEST):
        yield Sample("no lines", intent, unlisted)
    for intent in (Intent.CANCEL_ORDER, Intent.CHANGE_ADDRESS):
        yield Sample("no day of dispatch", intent, facts_of(locale, replace(sent, shipped_at=None)))
    for order in (*(scanned(sent, state, 2) for state in _REPORTED), order_of(locale, 40, 30)):
        facts = facts_of(locale, order)
        unnamed = facts.parcel and replace(facts.parcel, carrier="")
        yield Sample("no carrier", Intent.NOT_RECEIVED, replace(facts, parcel=unnamed))
    yield Sample("unknown number", Intent.ORDER_STATUS, replace(facts_of(locale, None), told=Told(orders=("#90417",))))


def facts_of(locale: str, order: Order | None) -> Facts:
    """What a text may speak of for that buyer and order, at `NOW`."""
    name, country, _ = _PEOPLE.get(locale, _PEOPLE["en"])
    parcel = order.parcels[0] if order and order.parcels else None
    buyer = Buyer(name, "buyer@mail.example", locale, country)
    return Facts(NOW, order=order, parcel=parcel, buyer=buyer, shop=_SHOP)


def order_of(locale: str, ordered: int, shipped: int | None = None) -> Order:
    """An order of the locale's buyer, placed and sent so many days before `NOW`."""
    name, country, currency = _PEOPLE.get(locale, _PEOPLE["en"])
    return Order(
        Channel.SHOPIFY,
        "#1034",
        OrderStatus.PAID if shipped is None else OrderStatus.SHIPPED,
        buyer_name=name,
        buyer_email="buyer@mail.example",
        country=country,
        language=locale,
        currency=currency,
        total=Decimal("1284.00"),
        lines=(
            OrderLine("LMP-1", "Desk lamp Alba", 1, Decimal("1200.00")),
            OrderLine("CUP-2", "Cup Nord", 2, Decimal("42.00")),
        ),
        parcels=() if shipped is None else (Parcel("YT2628100700001234", "yunexpress"),),
        ordered_at=NOW - timedelta(days=ordered),
        shipped_at=None if shipped is None else NOW - timedelta(days=shipped),
    )


def scanned(order: Order, state: ParcelState, days_ago: int) -> Order:
    """The order with one event of its parcel."""
    event = ParcelEvent(NOW - timedelta(days=days_ago), state, "", "Leipzig")
    return replace(order, parcels=(replace(order.parcels[0], events=(event,)),))
