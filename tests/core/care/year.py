"""A year of a shop, drawn from a seed: buyers of thirty countries, their orders, consents, troubles and choices, all as values.

In: a seed and a number of buyers. Out: the mails that were wanted, and what the gates said to each. It asks no store and no clock.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from heapq import heappop, heappush
from random import Random

from maildesk.core.care.asked import Answer, Asked, House, Missive
from maildesk.core.care.consent import Consent, Ground
from maildesk.core.care.contact import Contact, Scope, Sent, Trouble
from maildesk.core.care.followup import Event, Planned, Trigger, When, plan, still_wanted
from maildesk.core.care.gates import judge
from maildesk.core.care.law import Basis
from maildesk.core.care.occasion import Greeting, Kind, greeting, lapses_at, opens_at
from maildesk.core.care.quiet import Place, closed_by
from maildesk.core.care.standing import Standing, ended_at
from maildesk.core.order import Channel, Order, OrderStatus, Parcel, ParcelEvent, ParcelState
from maildesk.core.reply.families import FAMILIES, MailClass
from maildesk.packs.calendars import Shelf
from maildesk.packs.care import GREETING, load_care
from maildesk.packs.care_days import day_of, public_days

YEAR = 2027
START, END = datetime(YEAR, 1, 1, tzinfo=UTC), datetime(YEAR + 1, 1, 1, tzinfo=UTC)
COUNTRIES = (
    "DE", "AT", "CH", "FR", "ES", "IT", "NL", "PL", "SE", "CZ", "GB", "IE", "US", "CA", "AU", "NZ", "JP", "KR", "CN", "SG", "IN",
    "SA", "TR", "IL", "RU", "UA", "BR", "MX", "GR", "",
)  # fmt: skip
PACKS = load_care()
_SHELF = Shelf(YEAR)
_RELAYED = frozenset({Channel.AMAZON, Channel.EBAY, Channel.WALMART, Channel.ALLEGRO})
_OWN = (Channel.OWN, Channel.SHOPIFY, Channel.WOOCOMMERCE)


def a_house(country: str, **changed: str) -> House:
    plain = House(
        country, "Lantern & Loom", "1 Mill Lane", "https://desk.lantern.example", PACKS.laws, PACKS.channels, PACKS.caps,
        PACKS.version, PACKS.hours,
    )  # fmt: skip
    return replace(plain, **changed)


#: Shops of several laws, one without an address, one that cannot be reached from outside, one that sees mourning.
HOUSES = (
    a_house("DE"), a_house("US"), a_house("US"), a_house("CN"), a_house("CA"), a_house("US", postal_address=""),
    a_house("US", public_url="http://desk.lantern.example"), replace(a_house("US"), mourning=frozenset({"TR", "US"})),
)  # fmt: skip


@dataclass
class Buyer:
    """One buyer with a year ahead. `stopped_at`, `troubled`: from when to when no cheerful mail may go."""

    number: int
    house: House
    country: str
    channel: Channel
    relay: bool
    place: Place
    consents: tuple[Consent, ...]
    chosen: frozenset[str]
    stopped_at: datetime | None
    dead_at: datetime | None
    troubled: tuple[tuple[datetime, datetime, Trouble], ...]
    blocked: bool
    orders: list[Order] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)

    def contact(self, now: datetime) -> Contact:
        scopes = {
            scope
            for scope, at in ((Scope.ADVERTISING, self.stopped_at), (Scope.EVERYTHING, self.dead_at))
            if at is not None and at <= now
        }
        consents = tuple(
            replace(each, withdrawn_at=self.stopped_at) if self.stopped_at else each for each in self.consents
        )
        return Contact(
            f"b{self.number}@buyer.example", self.place, self.relay, frozenset(scopes), self.troubles(now), consents,
            self.chosen, tuple(self.sent),
        )  # fmt: skip

    def troubles(self, now: datetime) -> frozenset[Trouble]:
        open_now = {kind for start, end, kind in self.troubled if start <= now < end}
        return frozenset(open_now | ({Trouble.BLOCKED} if self.blocked else set()))


@dataclass(frozen=True)
class Went:
    """A mail that left."""

    buyer: Buyer
    at: datetime
    purpose: str
    mail_class: MailClass
    grounds: tuple[Ground, ...]
    greeting: Greeting | None
    key: str


@dataclass
class Year:
    """What became of everything that was wanted."""

    went: list[Went] = field(default_factory=list)
    stopped: Counter[str] = field(default_factory=Counter)
    cancelled: Counter[str] = field(default_factory=Counter)


@dataclass(order=True)
class _Turn:
    at: datetime
    number: int
    buyer: Buyer = field(compare=False)
    missive: Missive = field(compare=False)
    key: str = field(compare=False)
    planned: Planned | None = field(default=None, compare=False)
    order: Order | None = field(default=None, compare=False)


def lived(seed: int, buyers: int) -> Year:
    """Live through the year, moment by moment, with everything asked of the gates when its moment comes."""
    draw, year = Random(seed), Year()
    queue: list[_Turn] = []
    for number in range(buyers):
        for turn in _wanted(_buyer(draw, number), draw):
            heappush(queue, replace(turn, number=len(queue) + number * 1000))
    while queue:
        turn = heappop(queue)
        after = _look(turn, year, draw)
        if after is not None:
            heappush(queue, after)
    return year


def _look(turn: _Turn, year: Year, draw: Random) -> _Turn | None:
    now, missive, buyer = turn.at, turn.missive, turn.buyer
    if turn.planned is not None:
        gone = still_wanted(turn.planned, PACKS.rules, _standing(turn.order, buyer, now), now)
        if gone:
            year.cancelled[gone] += 1
            return None
    verdict = judge(Asked(missive, buyer.contact(now), buyer.house, now))
    if verdict.answer is Answer.GO:
        buyer.sent.append(Sent(now, missive.mail_class, missive.purpose))
        year.went.append(
            Went(buyer, now, missive.purpose, missive.mail_class, verdict.grounds, missive.greeting, turn.key)
        )
        return None
    year.stopped[str(verdict.gate)] += 1
    if verdict.answer is Answer.STOP:
        return None
    if verdict.answer is Answer.ASK:
        # Somebody looks within a day, and mostly says yes; an address or a link is never set up this year.
        approved = missive.approved or draw.random() < 0.9
        later = now + timedelta(hours=draw.randrange(1, 30))
        return (
            replace(turn, at=later, missive=replace(missive, approved=approved)) if later < missive.lapses_at else None
        )
    assert verdict.until is not None and verdict.until > now
    return replace(turn, at=verdict.until)


def _standing(order: Order | None, buyer: Buyer, now: datetime) -> Standing:
    return Standing(_as_of(order, now) if order else None, troubles=buyer.troubles(now))


def _as_of(order: Order, now: datetime) -> Order:
    """The order as the book has it at a moment."""
    shipped = order.shipped_at if order.shipped_at and order.shipped_at <= now else None
    delivered = order.delivered_at if order.delivered_at and order.delivered_at <= now else None
    status = OrderStatus.DELIVERED if delivered else OrderStatus.SHIPPED if shipped else OrderStatus.PAID
    parcels = tuple(
        replace(parcel, events=tuple(event for event in parcel.events if event.at <= now))
        for parcel in order.parcels
        if shipped
    )
    return replace(order, status=status, shipped_at=shipped, delivered_at=delivered, parcels=parcels)


def _buyer(draw: Random, number: int) -> Buyer:
    country = COUNTRIES[number % len(COUNTRIES)]
    channel = draw.choice((*_OWN, *_OWN, *_OWN, *Channel))
    holidays = public_days(country, YEAR) | public_days(country, YEAR + 1)
    chances = {
        Basis.EXPRESS: 0.5, Basis.SOFT_OPT_IN: 0.3, Basis.PURCHASE: 0.5, Basis.INQUIRY: 0.2,
    }  # fmt: skip
    consents = tuple(
        Consent(f"c{number}.{basis}", basis, START - timedelta(days=draw.randrange(1, 900)), "form")
        for basis, chance in chances.items()
        if draw.random() < chance
    )
    days = [row.name for row in PACKS.occasions.values() if row.kind is Kind.CHOSEN]
    return Buyer(
        number=number,
        house=draw.choice(HOUSES),
        country=country,
        channel=channel,
        relay=channel in _RELAYED,
        place=Place(country, PACKS.zones_of(country), holidays),
        consents=consents,
        chosen=frozenset(draw.sample(days, draw.randrange(0, 5))),
        stopped_at=_moment(draw) if draw.random() < 0.25 else None,
        dead_at=_moment(draw) if draw.random() < 0.05 else None,
        troubled=tuple(_trouble(draw) for _ in range(draw.randrange(0, 3))),
        blocked=draw.random() < 0.02,
    )


def _moment(draw: Random) -> datetime:
    return START + timedelta(minutes=draw.randrange(525_600))


def _trouble(draw: Random) -> tuple[datetime, datetime, Trouble]:
    start = _moment(draw)
    kinds = [each for each in Trouble if each is not Trouble.BLOCKED]
    return start, start + timedelta(days=draw.randrange(1, 40)), draw.choice(kinds)


def _wanted(buyer: Buyer, draw: Random) -> Iterator[_Turn]:
    for count in range(draw.randrange(1, 4)):
        order = _order(buyer, draw, count)
        buyer.orders.append(order)
        for event in _events(order, f"order:{buyer.number}.{count}"):
            yield from _of_event(event, order, buyer)
    yield from _greetings(buyer)


def _of_event(event: Event, order: Order, buyer: Buyer) -> Iterator[_Turn]:
    calendar = _SHELF[buyer.country if buyer.country in _SHELF else "weekdays"]
    when = When(calendar, buyer.place.zones[0])
    standing = _standing(order, buyer, event.at)
    for planned in plan([event], standing, PACKS.rules.values(), when, event.at):
        missive = Missive(
            planned.rule, planned.mail_class, str(buyer.channel), planned.lapses_at, ended_at(order),
            approved=planned.mail_class is MailClass.TRANSACTIONAL,
        )  # fmt: skip
        yield _Turn(planned.due_at, 0, buyer, missive, planned.key, planned, order)


def _order(buyer: Buyer, draw: Random, count: int) -> Order:
    ordered = _moment(draw)
    shipped = ordered + timedelta(hours=draw.randrange(4, 240))
    delivered = shipped + timedelta(days=draw.randrange(3, 40))
    scan = shipped + (delivered - shipped) * draw.random()
    events = (ParcelEvent(scan, ParcelState.IN_TRANSIT), ParcelEvent(delivered, ParcelState.DELIVERED))
    return Order(
        buyer.channel, f"#{buyer.number}.{count}", OrderStatus.DELIVERED, country=buyer.country, ordered_at=ordered,
        shipped_at=shipped, delivered_at=delivered, parcels=(Parcel("RR1", "dhl", events),),
    )  # fmt: skip


def _events(order: Order, subject: str) -> Iterator[Event]:
    moments = {
        Trigger.ORDERED: order.ordered_at,
        Trigger.DISPATCHED: order.shipped_at,
        Trigger.MOVED: order.parcels[0].events[0].at,
        Trigger.DELIVERED: order.delivered_at,
        Trigger.COUPON_ENDS: order.delivered_at,
    }
    for trigger, at in moments.items():
        if at is not None:
            yield Event(
                trigger, subject, at, due_at=at + timedelta(days=20) if trigger is Trigger.COUPON_ENDS else None
            )


def _greetings(buyer: Buyer) -> Iterator[_Turn]:
    laws = buyer.house.laws.between(buyer.country, buyer.house.country)
    for name, row in PACKS.occasions.items():
        found = day_of(name, buyer.country, YEAR)
        if found is None:
            continue
        of = greeting(row, found, closed_by(laws, buyer.place))
        missive = Missive(
            GREETING, FAMILIES[row.template].mail_class, str(buyer.channel), lapses_at(of, buyer.place), greeting=of,
            approved=True,
        )  # fmt: skip
        # Batches begin a little early, so that waiting for the day is tried as well.
        yield _Turn(
            opens_at(of, buyer.place, buyer.house.hours) - timedelta(hours=buyer.number % 30), 0, buyer, missive, name
        )


def local_days(went: Went) -> set[date]:
    return {went.at.astimezone(zone).date() for zone in went.buyer.place.zones}
