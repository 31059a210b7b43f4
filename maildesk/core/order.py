"""An order as the shop or channel tells it, with its parcels. Never invented by the desk.

In: rows of an order book or API. Out: frozen values that placing, drafting and the clocks read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum


class Channel(StrEnum):
    """Where an order came from (design 5)."""

    OWN = "own"
    SHOPIFY = "shopify"
    WOOCOMMERCE = "woocommerce"
    ALIEXPRESS = "aliexpress"
    EBAY = "ebay"
    AMAZON = "amazon"
    ETSY = "etsy"
    WALMART = "walmart"
    SHOPEE = "shopee"
    LAZADA = "lazada"
    TIKTOK = "tiktok"
    TEMU = "temu"
    MERCADOLIBRE = "mercadolibre"
    ALLEGRO = "allegro"
    OTHER = "other"


class OrderStatus(StrEnum):
    PAID = "paid"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"


class ParcelState(StrEnum):
    """What the last event of a parcel says, in the trade's words."""

    ANNOUNCED = "announced"
    ACCEPTED = "accepted"
    IN_TRANSIT = "in_transit"
    CUSTOMS = "customs"
    OUT_FOR_DELIVERY = "out_for_delivery"
    FAILED_ATTEMPT = "failed_attempt"
    PICKUP = "pickup"
    DELIVERED = "delivered"
    UNDELIVERABLE = "undeliverable"
    OUT_OF_AREA = "out_of_area"
    RETURNING = "returning"
    DAMAGED = "damaged"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class OrderLine:
    sku: str
    title: str
    qty: int
    price: Decimal


@dataclass(frozen=True, slots=True)
class ParcelEvent:
    at: datetime
    state: ParcelState
    text: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Parcel:
    """`events` in order of time, oldest first."""

    tracking_number: str
    carrier: str
    events: tuple[ParcelEvent, ...] = ()

    @property
    def last(self) -> ParcelEvent | None:
        return self.events[-1] if self.events else None

    @property
    def state(self) -> ParcelState | None:
        return self.events[-1].state if self.events else None


@dataclass(frozen=True, slots=True)
class Order:
    """One order. `number` as the order book writes it (`#1034`); `(channel, number)` is its name. Moments are aware UTC."""

    channel: Channel
    number: str
    status: OrderStatus
    buyer_name: str = ""
    buyer_email: str = ""
    country: str = ""
    language: str = ""
    currency: str = ""
    total: Decimal | None = None
    lines: tuple[OrderLine, ...] = ()
    parcels: tuple[Parcel, ...] = ()
    ordered_at: datetime | None = None
    shipped_at: datetime | None = None
    delivered_at: datetime | None = None

    @property
    def delivered(self) -> bool:
        """Delivered at the word of the shop or of the carrier."""
        return self.status is OrderStatus.DELIVERED or any(p.state is ParcelState.DELIVERED for p in self.parcels)
