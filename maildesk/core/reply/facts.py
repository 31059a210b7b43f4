"""What a reply may say, each thing with its source.

In: the order, the parcel, the shop's policy, what the mail told, `now`. Out: `Facts`, and by name the `Fact`s that texts write.
A fact that is not there has no value: a text that writes it leaves an open slot, and an open slot cannot be approved.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from maildesk.core.intent.found import Intent
from maildesk.core.order import Order, Parcel


@dataclass(frozen=True, slots=True)
class Money:
    """`currency` is ISO 4217."""

    amount: Decimal
    currency: str


class Code(str):
    """A number or address that is read from left to right in every script: order number, tracking number, e-mail."""

    __slots__ = ()


class Name(str):
    """A person's, a firm's, a product's or a place's own name, in whatever script it is written."""

    __slots__ = ()


class Carrier(str):
    """A carrier as the order book writes it; texts show its usual name."""

    __slots__ = ()


class Written(str):
    """Words an agent typed into a slot: said as they stand, and therefore not mirrored."""

    __slots__ = ()


#: What a fact can hold. Dates are shown in the buyer's way, moments first taken into the buyer's zone; a flag is never written, only asked.
Value = Code | Name | Carrier | Written | int | bool | date | datetime | Money | tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """`source` is a code such as `order.shipped_at`, `parcel.event`, `shop.return_days`, `mail.attachments` or `agent`."""

    name: str
    value: Value
    source: str


@dataclass(frozen=True, slots=True)
class Policy:
    """The shop's windows. Days are calendar days; `transit_days` are the shortest and the longest usual way."""

    handling_days: int = 3
    transit_days: tuple[int, int] = (8, 25)
    #: A parcel without any scan this long after dispatch is stuck, not merely new.
    first_scan_days: int = 7
    #: A parcel whose last scan is older than this is stuck.
    silent_days: int = 10
    answer_days: int = 1
    look_again_days: int = 3
    return_days: int = 30
    refund_days: int = 5


@dataclass(frozen=True, slots=True)
class Shop:
    name: str = ""
    email: str = ""
    sign_off: str = ""
    return_address: str = ""
    policy: Policy = Policy()


@dataclass(frozen=True, slots=True)
class Buyer:
    """`locale` is the language the reply should have (BCP 47), `country` ISO 3166-1 alpha-2."""

    name: str = ""
    email: str = ""
    locale: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What the mail itself says. `orders` and `trackings` as found in it, whether or not they are this order's."""

    subject: str = ""
    orders: tuple[str, ...] = ()
    trackings: tuple[str, ...] = ()
    has_photo: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything a decision and a text may read. `parcel` is the parcel the mail is about; `now` is aware UTC."""

    now: datetime
    intent: Intent = Intent.OTHER
    order: Order | None = None
    parcel: Parcel | None = None
    buyer: Buyer = Buyer()
    shop: Shop = Shop()
    told: Told = field(default_factory=Told)
