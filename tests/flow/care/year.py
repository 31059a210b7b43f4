"""A year of a shop through the store: orders are told, greetings proposed and let go, buyers stop, cases open and close.

In: a parlour, a seed, a number of buyers. Out: who the buyers were and what left. Nothing of what is asked of it is decided here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from heapq import heapify, heappop
from random import Random

from sqlalchemy import select

from maildesk.core.care import link
from maildesk.core.care.link import Linked
from maildesk.core.care.occasion import Kind
from maildesk.core.queue.roles import Role
from maildesk.db import tables as t
from maildesk.flow.care import batches, contacts, house, preferences, releasing, sending
from maildesk.flow.house.person import Doing, Person, Seen
from maildesk.packs.care_days import day_of
from tests.core.care.year import COUNTRIES
from tests.flow.care.conftest import Parlour
from tests.support.prepared import prepared

YEAR = 2027
START, END = datetime(YEAR, 1, 1, tzinfo=UTC), datetime(YEAR + 1, 1, 1, tzinfo=UTC)
#: The worker is down: nothing is looked at, and what has lost its sense meanwhile must not go.
DOWN = (datetime(YEAR, 12, 24, 18, tzinfo=UTC), datetime(YEAR, 12, 27, 10, tzinfo=UTC))
_HOUR, _PAUSE = timedelta(hours=1), timedelta(hours=4)
_RULES = ("order_confirm", "dispatched", "late_dispatch", "delivered", "how_to_use")


@dataclass
class Buyer:
    """One buyer with a year ahead. `case`: from when to when one is open."""

    number: int
    email: str
    country: str
    relay: bool
    agreed: bool
    chosen: tuple[str, ...]
    stops_at: datetime | None
    case: tuple[datetime, datetime] | None


@dataclass
class Lived:
    """`buyers` by address; `left`: what was written down as sent, with the address it went to."""

    buyers: dict[str, Buyer] = field(default_factory=dict)
    left: list[tuple[str, t.Outreach]] = field(default_factory=list)
    stopped: set[str] = field(default_factory=set)


def lived(parlour: Parlour, seed: int, count: int) -> Lived:
    """Live through the year, from one moment at which something happens to the next."""
    draw, year = Random(seed), Lived()
    boss = Person(parlour.people["supervisor"].id, "boss", Role.SUPERVISOR)
    with parlour.store.writing() as session:
        house.set_seller(session, "US", (), Doing(boss, START))
    parlour.now = START - timedelta(days=30)
    parlour.alone(*_RULES)
    turns: list[tuple[datetime, int, Callable[[], object]]] = []
    for number in range(count):
        buyer = _buyer(draw, number, parlour)
        year.buyers[buyer.email] = buyer
        turns += [(at, len(turns) + place, do) for place, (at, do) in enumerate(_wanted(parlour, buyer, draw))]
    turns += [(at, len(turns) + place, do) for place, (at, do) in enumerate(_greetings(parlour))]
    heapify(turns)
    while turns:
        at, _, do = heappop(turns)
        _live_until(parlour, at)
        parlour.now = at
        do()
    _live_until(parlour, END)
    _count(parlour, year)
    return year


def _live_until(parlour: Parlour, end: datetime) -> None:
    """The desk is woken whenever a row asks for it, every four hours at most: all is asked again then, and late is never wrong."""
    while (asked := parlour.asked_for()) is not None:
        at = START + -(-(max(asked, parlour.now + _HOUR) - START) // _PAUSE) * _PAUSE
        if DOWN[0] <= at < DOWN[1]:
            at = DOWN[1]
        if at >= end:
            return
        parlour.now = at
        _tick(parlour)


def _tick(parlour: Parlour) -> None:
    """What the worker does at one moment (`jobs.care.tick`), and the mail server after it."""
    with parlour.store.writing() as session:
        releasing.release(session, parlour.care, parlour.now)
    looked = False
    while sending.send_due(parlour.store, parlour.care, parlour.now):
        looked = True
    if looked:
        parlour.post()
        with parlour.store.writing() as session:
            sending.settle(session, parlour.now)


def _buyer(draw: Random, number: int, parlour: Parlour) -> Buyer:
    relay = number % 7 == 3
    days = [row.name for row in parlour.care.packs.occasions.values() if row.kind is Kind.CHOSEN]
    case = max(_moment(draw), _first_order(number) + _HOUR) if draw.random() < 0.3 else None
    return Buyer(
        number=number,
        email=f"b{number}@marketplace.amazon.de" if relay else f"b{number}@post{number % 5}.example",
        country=COUNTRIES[number % len(COUNTRIES)],
        relay=relay,
        agreed=draw.random() < 0.8,
        chosen=tuple(draw.sample(days, draw.randrange(2, 6))),
        stops_at=_moment(draw) if draw.random() < 0.3 else None,
        case=(case, case + timedelta(days=draw.randrange(20, 90))) if case else None,
    )


def _first_order(number: int) -> datetime:
    """In the first weeks; a case is about an order, so it is opened later."""
    return START + timedelta(minutes=number * 20 % 20_000)


def _moment(draw: Random) -> datetime:
    return START + timedelta(minutes=draw.randrange(60 * 24 * 330))


def _wanted(parlour: Parlour, buyer: Buyer, draw: Random) -> Iterator[tuple[datetime, Callable[[], object]]]:
    """What happens to one buyer: known to the shop from the first day, two orders, a case, a stop."""
    first = START - timedelta(days=20) + timedelta(minutes=buyer.number)
    yield first, lambda: _known(parlour, buyer)
    for count in range(2):
        ordered = _moment(draw) if count else _first_order(buyer.number)
        shipped = ordered + timedelta(days=draw.randrange(1, 9))
        delivered = shipped + timedelta(days=draw.randrange(4, 15))
        moments = {"ordered_at": ordered, "shipped_at": shipped, "delivered_at": delivered}
        number = f"#{buyer.number}-{count}"
        for status, last in (("paid", 1), ("shipped", 2), ("delivered", 3)):
            told = dict(list(moments.items())[:last])
            yield max(told.values()), lambda n=number, s=status, of=told: _told(parlour, buyer, n, s, of)
    if buyer.case:
        opened, closed = buyer.case
        yield opened, lambda: _open_case(parlour, buyer)
        yield closed, lambda: _close_case(parlour, buyer)
    if buyer.stops_at and not buyer.relay:
        yield buyer.stops_at, lambda: _stop(parlour, buyer)


def _known(parlour: Parlour, buyer: Buyer) -> None:
    if buyer.agreed and not buyer.relay:
        parlour.agree(buyer.email, country=buyer.country, locale="", chosen=buyer.chosen)


def _told(parlour: Parlour, buyer: Buyer, number: str, status: str, moments: dict[str, datetime]) -> None:
    columns = {name: at.isoformat() for name, at in moments.items()}
    if "shipped_at" in moments:
        columns |= {"tracking_number": f"RR{number[1:]}", "carrier": "dhl"}
    parlour.told(
        number, buyer_email=buyer.email, buyer_name=f"B {buyer.number}", country=buyer.country, language="", status=status,
        channel="amazon" if buyer.relay else "shopify", **columns,
    )  # fmt: skip


def _open_case(parlour: Parlour, buyer: Buyer) -> None:
    with parlour.store.writing() as session:
        order = session.scalars(select(t.OrderRow).where(t.OrderRow.buyer_email == buyer.email)).first()
        session.add(
            t.Case(
                key=f"case:{buyer.number}", platform="paypal", kind="item_not_received", case="item_not_received", stage="dispute",
                order_id=order.id if order else None, source="agent", opened_at=parlour.now,
            )
        )  # fmt: skip


def _close_case(parlour: Parlour, buyer: Buyer) -> None:
    with parlour.store.writing() as session:
        session.scalars(select(t.Case).where(t.Case.key == f"case:{buyer.number}")).one().state = "closed"


def _stop(parlour: Parlour, buyer: Buyer) -> None:
    with parlour.store.writing() as session:
        contact = contacts.known(session, parlour.care, buyer.email, parlour.now)
        token = link.make(Linked(contact.id), parlour.care.secrets[0])
        preferences.one_click(session, parlour.care, token, parlour.now)


def _greetings(parlour: Parlour) -> Iterator[tuple[datetime, Callable[[], object]]]:
    """Two weeks before each day of an occasion it is proposed, and let go the day after."""
    days: set[tuple[date, str]] = set()
    for name, row in parlour.care.packs.occasions.items():
        found = (day_of(name, country, YEAR) for country in COUNTRIES if row.kind is not Kind.OWN)
        days |= {(each.day, name) for each in found if each is not None and each.day < date(YEAR, 12, 30)}
    for day, name in sorted(days):
        at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC) - timedelta(days=14)
        yield at, lambda occasion=name: _propose(parlour, occasion)
        yield at + timedelta(days=1), lambda: _approve(parlour)


def _propose(parlour: Parlour, occasion: str) -> None:
    with parlour.store.writing() as session:
        prepared(session, parlour.care, occasion, parlour.now)


def _approve(parlour: Parlour) -> None:
    with parlour.store.writing() as session:
        waiting = session.scalars(select(t.OutreachBatch).where(t.OutreachBatch.state == "proposed")).all()
        for batch in waiting:
            batches.approve(session, Seen(batch.id, batch.version), Doing(parlour.doing("lead").by, parlour.now))


def _count(parlour: Parlour, year: Lived) -> None:
    with parlour.store.reading() as session:
        query = select(t.Contact.email, t.Outreach).join(t.Contact, t.Contact.id == t.Outreach.contact_id)
        year.left = [(email, row) for email, row in session.execute(query.where(t.Outreach.sent_at.is_not(None)))]
        year.stopped = set(session.scalars(select(t.Outreach.gate).where(t.Outreach.gate != "")))
