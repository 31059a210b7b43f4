"""What changes at the desk while a peak is on, and changes back by itself.

In: switch rows, occurrences, a day. Out: the switches in force. A switch is no state that somebody could forget to reset: it is on because
of the day, and off because of the day. Clocks of platforms know nothing of it: no holiday of the seller stops them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from maildesk.core.clock.promise import Level, Promise
from maildesk.core.order import Channel
from maildesk.core.peak.event import Kind, Occurrence, Side, Sourced
from maildesk.core.peak.waves import Days
from maildesk.core.reply.facts import Policy


class What(StrEnum):
    """What is switched, and what its value means."""

    #: Times the hours within which the own shop promises its first reply.
    FIRST_REPLY = "first_reply"
    #: Exceptional orders go to the emergency squad (the value is 1).
    SQUAD = "squad"
    #: From so many mails without a solution on, a matter goes up.
    UNSOLVED_MAILS = "unsolved_mails"
    #: Days more that parcels take, said honestly in drafts.
    TRANSIT_DAYS = "transit_days"
    #: Days more until goods leave the house.
    HANDLING_DAYS = "handling_days"
    #: Days more without a scan before a parcel counts as stuck.
    SILENT_DAYS = "silent_days"
    #: Drafts tell buyers of the closure (the value is 1).
    CLOSURE_NOTICE = "closure_notice"


#: Values that a switch may have; for hours, a factor.
LIMITS: dict[What, tuple[float, float]] = {
    What.FIRST_REPLY: (0.25, 4),
    What.SQUAD: (1, 1),
    What.UNSOLVED_MAILS: (1, 10),
    What.TRANSIT_DAYS: (1, 60),
    What.HANDLING_DAYS: (1, 45),
    What.SILENT_DAYS: (1, 30),
    What.CLOSURE_NOTICE: (1, 1),
}

#: Where the shop itself promises a first reply; elsewhere the marketplace does.
_OWN_SHOP = frozenset({str(Channel.OWN), str(Channel.SHOPIFY), str(Channel.WOOCOMMERCE)})


@dataclass(frozen=True, slots=True)
class Switch:
    """One row: during `days` around events of these kinds (or only those named in `events`), `what` has `value`."""

    id: str
    what: What
    value: float
    kinds: frozenset[Kind]
    days: Days
    sourced: Sourced
    events: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        low, high = LIMITS[self.what]
        if not low <= self.value <= high:
            raise ValueError(f"{self.what} of {self.value:g}: wanted {low:g} to {high:g}")

    def concerns(self, occurrence: Occurrence) -> bool:
        named = not self.events or occurrence.event.id in self.events
        return named and occurrence.event.kind in self.kinds


@dataclass(frozen=True, slots=True)
class On:
    """A switch in force: because of which event, since when and until when."""

    switch: Switch
    occurrence: Occurrence
    first: date
    last: date


def in_force(switches: Iterable[Switch], found: Iterable[Occurrence], day: date) -> tuple[On, ...]:
    """The switches that are on, by the day on which they go off."""
    rows = tuple(switches)
    turned = (On(row, each, *row.days.of(each)) for each in found for row in rows if row.concerns(each))
    on = [each for each in turned if each.first <= day <= each.last]
    return tuple(sorted(on, key=lambda each: (each.last, each.switch.id, each.occurrence.id)))


def strongest(on: Iterable[On], what: What, country: str = "") -> On | None:
    """The switch that counts where several are on: the largest value, for thresholds the smallest. A country: only what reaches it."""
    those = [each for each in on if each.switch.what is what and (not country or each.occurrence.reaches(country))]
    sign = -1 if what is What.UNSOLVED_MAILS else 1
    return max(those, key=lambda each: (sign * each.switch.value, each.last), default=None)


def first_reply_factor(on: Iterable[On]) -> float:
    """By how much the first reply may take longer (or must come sooner); 1 when nothing is switched."""
    found = strongest(on, What.FIRST_REPLY)
    return found.switch.value if found else 1.0


def stretched(levels: tuple[Level, ...], factor: float) -> tuple[Level, ...]:
    """The promises of a season: before each first reply that also holds for the shop's own orders, one for them alone with its time
    multiplied. What a marketplace demands stays as it is."""
    if factor == 1:
        return levels
    return tuple(each for level in levels for each in (*_own(level, factor), level))


def honest(policy: Policy, on: Iterable[On], country: str) -> Policy:
    """The shop's windows as they are for buyers of a country on that day: a draft never promises more than the season allows."""
    rows = tuple(on)
    more = {what: _days(rows, what, country) for what in (What.TRANSIT_DAYS, What.HANDLING_DAYS, What.SILENT_DAYS)}
    shortest, longest = policy.transit_days
    return replace(
        policy,
        transit_days=(shortest + more[What.TRANSIT_DAYS] // 2, longest + more[What.TRANSIT_DAYS]),
        handling_days=policy.handling_days + more[What.HANDLING_DAYS],
        silent_days=policy.silent_days + more[What.SILENT_DAYS],
    )


def closure(on: Iterable[On], country: str) -> Occurrence | None:
    """The closure that buyers of a country must be told of; the one that ends last."""
    found = strongest(on, What.CLOSURE_NOTICE, country)
    return found.occurrence if found and found.occurrence.event.side is Side.SUPPLY else None


def closures(on: Iterable[On]) -> tuple[Occurrence, ...]:
    """All closures that buyers must be told of; those where goods come from concern everybody."""
    told = (each.occurrence for each in on if each.switch.what is What.CLOSURE_NOTICE)
    return tuple(each for each in told if each.event.side is Side.SUPPLY)


def _own(level: Level, factor: float) -> Iterator[Level]:
    ours = level.channels & _OWN_SHOP if level.channels else _OWN_SHOP
    if level.promise is Promise.FIRST_REPLY and ours and not level.span.in_days:
        span = replace(level.span, amount=max(round(level.span.amount * factor, 2), 0.25))
        yield replace(level, span=span, channels=ours)


def _days(on: Iterable[On], what: What, country: str) -> int:
    found = strongest(on, what, country)
    return int(found.switch.value) if found else 0
