"""What a reply may say, each thing with its source.

In: the order, the parcel, the shop's policy, what the mail told, `now`. Out: `Facts`, and by name the `Fact`s that texts write.
A fact that is not there has no value: a text that writes it leaves an open slot, and an open slot cannot be approved.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from maildesk.core.intent.found import Intent
from maildesk.core.order import Order, Parcel
from maildesk.core.reply.families import MailClass


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


class Link(str):
    """An address of the desk's own pages, written in full: it is read by a mail client, not by a person."""

    __slots__ = ()


class Country(str):
    """An ISO 3166-1 alpha-2 code; texts show the country's name in the reader's language."""

    __slots__ = ()


class Percent(int):
    """Whole hundredths: `Percent(10)` is written 10 % as the reader writes it."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an order as a buyer checks it: colour and size stand in the title."""

    title: Name
    quantity: int


class Written(str):
    """Words an agent typed into a slot: said as they stand, and therefore not mirrored."""

    __slots__ = ()


#: What a fact can hold. Dates are shown in the buyer's way, moments first taken into the buyer's zone; a flag is never written, only asked.
Value = (
    Code | Name | Carrier | Link | Country | Written | Percent | int | bool | date | datetime | Money
    | tuple[Name, ...] | tuple[Line, ...]
)  # fmt: skip


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
    """`legal_name` and `postal_address`: who answers for a mail that nobody asked for (CAN-SPAM, CASL, the EU's imprint)."""

    name: str = ""
    email: str = ""
    sign_off: str = ""
    return_address: str = ""
    policy: Policy = Policy()
    legal_name: str = ""
    postal_address: str = ""


@dataclass(frozen=True, slots=True)
class Buyer:
    """`locale` is the language the reply should have (BCP 47), `country` ISO 3166-1 alpha-2."""

    name: str = ""
    email: str = ""
    locale: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What the mail itself says. `orders` and `trackings` as found in it, whether or not they are this order's.

    `withdrawn_at`: when the mail reached us that withdraws from the contract.
    """

    subject: str = ""
    orders: tuple[str, ...] = ()
    trackings: tuple[str, ...] = ()
    has_photo: bool = False
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Closure:
    """Days on which nothing leaves the warehouse: the first, the last, and the day of the first parcels afterwards."""

    first: date
    last: date
    resumes: date | None = None


@dataclass(frozen=True, slots=True)
class Coupon:
    """`minimum`: the order value from which it counts."""

    code: str
    worth: Money | Percent
    until: date
    minimum: Money | None = None


@dataclass(frozen=True, slots=True)
class Outreach:
    """What a mail that the desk writes first may speak of besides order and parcel.

    `mail_class` as the gates judged it, which may be stricter than the text's own. `asked`: the name of the text in which we asked
    something at `asked_at`. `usage`: how to use the goods, in the buyer's language.
    """

    mail_class: MailClass
    preferences_url: str = ""
    unsubscribe_url: str = ""
    consented_at: datetime | None = None
    asked: str = ""
    asked_at: datetime | None = None
    solved_at: datetime | None = None
    out_of_stock: tuple[str, ...] = ()
    restock_on: date | None = None
    dispatch_on: date | None = None
    usage: str = ""
    coupon: Coupon | None = None
    first_order_on: date | None = None


class Paper(StrEnum):
    """A document that goes to a platform with our answer."""

    TRACKING = "tracking"
    DELIVERY = "delivery"
    CONVERSATION = "conversation"
    ORDER = "order"
    PHOTOS = "photos"
    LISTING = "listing"
    POLICY = "policy"
    REFUND = "refund"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a case's answer rests on, besides order and parcel. `platform` is its name as it writes it; `number` the case's.

    `address_confirmed`: delivered at the address of the transaction. `buyer_wrote_at`: the buyer wrote to us about this order.
    """

    platform: str = ""
    number: str = ""
    signed_by: str = ""
    address_confirmed: bool = False
    buyer_wrote_at: datetime | None = None
    returned_at: datetime | None = None
    refunded_at: datetime | None = None
    refund: Money | None = None
    papers: frozenset[Paper] = frozenset()


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything a decision and a text may read. `parcel` is the parcel the mail is about; `now` is aware UTC.

    `notes`: what a reply says in this season besides its answer, blocks of the text `peak_note`.
    """

    now: datetime
    intent: Intent = Intent.OTHER
    order: Order | None = None
    parcel: Parcel | None = None
    buyer: Buyer = Buyer()
    shop: Shop = Shop()
    told: Told = field(default_factory=Told)
    closure: Closure | None = None
    notes: tuple[str, ...] = ()
    outreach: Outreach | None = None
    evidence: Evidence | None = None
