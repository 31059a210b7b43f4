"""The waves of contact that follow an event: which questions come, how many days later, and where that depends on the goods' way.

In: wave rows, an occurrence; for learning, how many mails of the wave's intents came on which day. Out: windows of days. The rows are
industry figures and derived ones; a shop's own mailbox is better, so each wave can be learnt from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from maildesk.core.intent.found import Intent
from maildesk.core.peak.event import Kind, Occurrence, Sourced

#: Fewer mails say too little about when a wave comes.
ENOUGH_MAILS = 40
#: The share of a wave's mails that its window, and its peak, must hold.
_WINDOW, _PEAK = 0.9, 0.5
_FURTHEST = 200


class Supply(StrEnum):
    """Where the parcels come from: a warehouse in the buyer's country or region, or across the border."""

    DOMESTIC = "domestic"
    CROSS_BORDER = "cross_border"


@dataclass(frozen=True, slots=True)
class Days:
    """From `first` days after an event's first day to `last` days after its last day; negative: before."""

    first: int
    last: int

    def __post_init__(self) -> None:
        if self.first > self.last or max(abs(self.first), abs(self.last)) > _FURTHEST:
            raise ValueError(
                f"days {self.first} to {self.last}: wanted a first and a last, at most {_FURTHEST} from the event"
            )

    def of(self, occurrence: Occurrence) -> tuple[date, date]:
        """The days themselves."""
        return occurrence.first + timedelta(days=self.first), occurrence.last + timedelta(days=self.last)


@dataclass(frozen=True, slots=True)
class Wave:
    """One row: after events of `kinds`, mails of `intents` (or, of none, cases) come within `days`, most of them within `peak`."""

    id: str
    names: Mapping[str, str]
    kinds: frozenset[Kind]
    supply: Supply
    days: Days
    sourced: Sourced
    peak: Days | None = None
    intents: frozenset[Intent] = frozenset()
    learnt: bool = False

    @property
    def key(self) -> str:
        return f"{self.id}.{self.supply}"


@dataclass(frozen=True, slots=True)
class Expected:
    """A wave of one occurrence, in days of the calendar."""

    wave: Wave
    occurrence: Occurrence
    first: date
    last: date
    peak: tuple[date, date] | None = None

    def on(self, day: date) -> bool:
        return self.first <= day <= self.last


def expected(waves: Iterable[Wave], found: Iterable[Occurrence], supplies: Iterable[Supply]) -> tuple[Expected, ...]:
    """The waves of these occurrences for goods that come these ways, in the order of their days."""
    ways = frozenset(supplies)
    rows = tuple(wave for wave in waves if wave.supply in ways)
    coming = (_expected(wave, each) for each in found for wave in rows if each.event.kind in wave.kinds)
    return tuple(sorted(coming, key=lambda each: (each.first, each.occurrence.id, each.wave.key)))


def learnt(wave: Wave, mails: Mapping[int, int]) -> Wave:
    """The wave as the shop's own mailbox shows it.

    `mails`: days after the event's first day to mails of the wave's intents beyond the usual number. With fewer than `ENOUGH_MAILS` the
    wave stays as it is. The window holds nine tenths of them, the peak is the shortest one that holds half.
    """
    came = {day: count for day, count in mails.items() if count > 0 and abs(day) <= _FURTHEST}
    if sum(came.values()) < ENOUGH_MAILS:
        return wave
    window = _shortest(came, _WINDOW)
    inside = {day: count for day, count in came.items() if window.first <= day <= window.last}
    return replace(wave, days=window, peak=_shortest(inside, _PEAK), learnt=True)


def _expected(wave: Wave, occurrence: Occurrence) -> Expected:
    first, last = wave.days.of(occurrence)
    return Expected(wave, occurrence, first, last, wave.peak.of(occurrence) if wave.peak else None)


def _shortest(came: Mapping[int, int], share: float) -> Days:
    """The shortest stretch of days that holds a share of all; of equal ones the earliest. Two fingers, one walk."""
    days = range(min(came), max(came) + 1)
    wanted = share * sum(came.values())
    best, held, left = (days[0], days[-1]), 0, days[0]
    for right in days:
        held += came.get(right, 0)
        while held - came.get(left, 0) >= wanted:
            held -= came.get(left, 0)
            left += 1
        if held >= wanted and right - left < best[1] - best[0]:
            best = (left, right)
    return Days(*best)
