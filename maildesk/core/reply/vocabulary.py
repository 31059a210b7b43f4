"""The names a text may write, and where each comes from: the whole vocabulary of the templates in one table.

In: `Facts`. Out: the `Fact` of a name, or None when it is not known. Promised days are computed here and nowhere else,
so that what the buyer reads and what the clocks watch is one value.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from maildesk.core.order import Order, ParcelEvent, ParcelState
from maildesk.core.reply.facts import Carrier, Code, Country, Fact, Facts, Line, Money, Name, Value
from maildesk.core.reply.occasions import OCCASIONS
from maildesk.core.reply.plan import SlotKind
from maildesk.core.reply.word import Read, Word
from maildesk.core.rules.returns import no_reason_window


def fact(name: str, facts: Facts) -> Fact | None:
    """The fact of that name, or None when nobody knows it. Raises KeyError for a name that is no word of the texts."""
    if name == "return_days":
        return Fact(name, *_return_window(facts))
    word = VOCABULARY[name]
    value = word.read(facts)
    return None if value is None or value in ("", ()) else Fact(name, value, word.source)


def _of_order(read: Callable[[Order], Value | None]) -> Read:
    return lambda facts: read(facts.order) if facts.order else None


def _of_scan(read: Callable[[ParcelEvent], Value | None]) -> Read:
    def of_last_scan(facts: Facts) -> Value | None:
        last = facts.parcel.last if facts.parcel else None
        return read(last) if last and last.state is not ParcelState.ANNOUNCED else None

    return of_last_scan


def _buyer_name(facts: Facts) -> Name | None:
    """Not a name: an address or a user id. Capitals and small letters typed in a hurry are set right for a greeting.

    Except in Turkish, whose I and i are not each other's capital: YILMAZ is Yılmaz, and case alone cannot tell.
    """
    name = " ".join((facts.buyer.name or (facts.order.buyer_name if facts.order else "")).split())
    if "@" in name or any(c.isdigit() for c in name) or not any(c.isalpha() for c in name):
        return None
    hurried = (name.isupper() or name.islower()) and not facts.buyer.locale.startswith("tr")
    return Name(name.title() if hurried else name)


def _items(order: Order) -> tuple[Name, ...]:
    return tuple(Name(line.title) for line in order.lines if line.title)


def _lines(order: Order) -> tuple[Line, ...]:
    return tuple(Line(Name(line.title), line.qty) for line in order.lines if line.title)


def _money(order: Order) -> Money | None:
    return Money(order.total, order.currency) if order.total is not None and order.currency else None


def _still_ahead(day: date, facts: Facts) -> date | None:
    """A promised day that has passed is no promise any more."""
    return day if day >= facts.now.date() else None


def _dispatch_due(facts: Facts) -> date | None:
    """The day we promised to send by, passed or not."""
    at = facts.order.ordered_at if facts.order else None
    return working_day(at.date() + timedelta(days=facts.shop.policy.handling_days)) if at else None


def _dispatch_by(facts: Facts) -> date | None:
    due = _dispatch_due(facts)
    return _still_ahead(due, facts) if due else None


def _expected(which: int) -> Read:
    def expected(facts: Facts) -> date | None:
        at = facts.order.shipped_at if facts.order else None
        return _still_ahead(at.date() + timedelta(days=facts.shop.policy.transit_days[which]), facts) if at else None

    return expected


def _quiet_days(facts: Facts) -> int | None:
    last = facts.parcel.last if facts.parcel else None
    since = last.at if last else facts.order.shipped_at if facts.order else None
    days = (facts.now - since).days if since else 0
    return days if days > 0 else None


def _return_window(facts: Facts) -> tuple[int, str]:
    country = facts.order.country if facts.order else facts.buyer.country
    channel = facts.order.channel if facts.order else None
    return no_reason_window(country, channel, facts.shop.policy.return_days)


def delivered_at(facts: Facts) -> datetime | None:
    """When the carrier, or else the shop, says the parcel was handed over."""
    events = facts.parcel.events if facts.parcel else ()
    scan = next((e.at for e in reversed(events) if e.state is ParcelState.DELIVERED), None)
    return scan or (facts.order.delivered_at if facts.order else None)


def _return_until(facts: Facts) -> date | None:
    at = delivered_at(facts)
    return _still_ahead((at + timedelta(days=_return_window(facts)[0])).date(), facts) if at else None


def _in_days(days: Callable[[Facts], int]) -> Read:
    return lambda facts: working_day(facts.now.date() + timedelta(days=days(facts)))


def working_day(day: date) -> date:
    """The day itself, or the Monday after a weekend: nobody is promised work on a Sunday."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def _flag(*states: ParcelState) -> Read:
    return lambda facts: (facts.parcel is not None and facts.parcel.state in states) or None


VOCABULARY: dict[str, Word] = {
    "buyer_name": Word("order.buyer_name", _buyer_name, SlotKind.NAME),
    "order_number": Word("order.number", _of_order(lambda o: Code(o.number)), SlotKind.CODE),
    "items": Word("order.items", _of_order(_items), SlotKind.NAME),
    "order_lines": Word("order.items", _of_order(_lines)),
    "ship_to": Word("order.country", _of_order(lambda o: Country(o.country))),
    "ordered_on": Word("order.ordered_at", _of_order(lambda o: o.ordered_at), SlotKind.DATE),
    "shipped_on": Word("order.shipped_at", _of_order(lambda o: o.shipped_at), SlotKind.DATE),
    "delivered_on": Word("parcel.delivered", delivered_at, SlotKind.DATE),
    "total": Word("order.total", _of_order(_money), SlotKind.MONEY),
    "tracking_number": Word(
        "parcel.tracking_number", lambda f: Code(f.parcel.tracking_number) if f.parcel else None, SlotKind.CODE
    ),
    "carrier": Word("parcel.carrier", lambda f: Carrier(f.parcel.carrier) if f.parcel else None, SlotKind.NAME),
    "scan_on": Word("parcel.event", _of_scan(lambda e: e.at), SlotKind.DATE),
    "scan_place": Word("parcel.event", _of_scan(lambda e: Name(e.place)), SlotKind.NAME),
    "quiet_days": Word("parcel.event", _quiet_days, SlotKind.NUMBER),
    "out_for_delivery": Word("parcel.event", _flag(ParcelState.OUT_FOR_DELIVERY)),
    "at_customs": Word("parcel.event", _flag(ParcelState.CUSTOMS)),
    "coming_back": Word("parcel.event", _flag(ParcelState.RETURNING)),
    "dispatch_by": Word("shop.handling_days", _dispatch_by, SlotKind.DATE),
    "dispatch_due_on": Word("shop.handling_days", _dispatch_due, SlotKind.DATE),
    "transit_least": Word("shop.transit_days", lambda f: f.shop.policy.transit_days[0], SlotKind.NUMBER),
    "transit_most": Word("shop.transit_days", lambda f: f.shop.policy.transit_days[1], SlotKind.NUMBER),
    "expected_from": Word("shop.transit_days", _expected(0), SlotKind.DATE),
    "expected_by": Word("shop.transit_days", _expected(1), SlotKind.DATE),
    "answer_by": Word("desk.answer", _in_days(lambda f: f.shop.policy.answer_days), SlotKind.DATE),
    "look_again_on": Word("desk.revisit", _in_days(lambda f: f.shop.policy.look_again_days), SlotKind.DATE),
    "return_days": Word("shop.return_days", lambda f: _return_window(f)[0], SlotKind.NUMBER),
    "return_until": Word("shop.return_days", _return_until, SlotKind.DATE),
    "return_address": Word("shop.return_address", lambda f: Name(f.shop.return_address), SlotKind.NAME),
    "refund_days": Word("shop.refund_days", lambda f: f.shop.policy.refund_days, SlotKind.NUMBER),
    "shop_name": Word("shop.name", lambda f: Name(f.shop.name), SlotKind.NAME),
    "sign_off": Word("shop.sign_off", lambda f: Name(f.shop.sign_off or f.shop.name), SlotKind.NAME),
    "has_photo": Word("mail.attachments", lambda f: f.told.has_photo or None),
    "told_number": Word("mail.orders", lambda f: Code(f.told.orders[0]) if f.told.orders else None, SlotKind.CODE),
    "answer": Word("agent", lambda _: None, SlotKind.TEXT),
    **OCCASIONS,
}
