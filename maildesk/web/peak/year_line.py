"""The coming year as numbers for a picture: events in lanes, months under them, and how the waves of mail swell. A template draws them.

In: occurrences, waves, the first day. Out: places in percent of the width and in pixels of the height, as in `timeline`. The same stands
in a table beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from maildesk.core.peak.event import Kind, Occurrence
from maildesk.core.peak.rule import PublicDay
from maildesk.core.peak.waves import Expected

DAYS = 366
_WEEKS = 53
_WEEK = timedelta(days=7)
#: From above: names, sales, occasions, closures, cut-offs, holidays; the waves fill what is below.
_LANES = {Kind.SALE: 34, Kind.OCCASION: 50, Kind.CLOSURE: 66, Kind.CUTOFF: 82}
HOLIDAYS = 96
WAVES, WAVES_HEIGHT = 108, 64
HEIGHT = WAVES + WAVES_HEIGHT + 20
_THINNEST = 0.45
#: Names that stand closer than this (percent) would run into each other.
_APART = 13.0


@dataclass(frozen=True, slots=True)
class Strip:
    """An event. `label`: the row its name stands in (0 or 1), or -1 when there is no room for it."""

    occurrence: Occurrence
    x: float
    width: float
    y: int
    label: int = -1


@dataclass(frozen=True, slots=True)
class Month:
    x: float
    first: date


@dataclass(frozen=True, slots=True)
class Dot:
    """A public holiday; `seller`: where the goods come from."""

    x: float
    day: PublicDay
    seller: bool


@dataclass(frozen=True, slots=True)
class Swell:
    """One week: waves that run and waves at their peak, in pixels from the ground."""

    x: float
    width: float
    first: date
    running: int
    peaking: int
    height: float
    peak_height: float


@dataclass(frozen=True, slots=True)
class Year:
    """The whole picture."""

    strips: tuple[Strip, ...]
    months: tuple[Month, ...]
    dots: tuple[Dot, ...]
    swell: tuple[Swell, ...]


def year(
    found: Iterable[Occurrence],
    waves: Sequence[Expected],
    days: Iterable[PublicDay],
    sellers: Sequence[str],
    first: date,
) -> Year:
    """The picture of a year from `first` on."""
    return Year(strips(found, first), months(first), dots(days, sellers, first), swell(waves, first))


def strips(found: Iterable[Occurrence], first: date) -> tuple[Strip, ...]:
    """A strip for each event; the large ones bear their names where there is room."""
    ends = [-_APART, -_APART]
    drawn: list[Strip] = []
    for each in found:
        x, end = place(each.first, first), place(each.last + timedelta(days=1), first)
        row = -1
        if each.event.planned:
            row = next((n for n in (0, 1) if x - ends[n] >= _APART), -1)
        if row >= 0:
            ends[row] = x
        drawn.append(Strip(each, x, round(max(end - x, _THINNEST), 3), _LANES[each.event.kind], row))
    return tuple(drawn)


def months(first: date) -> tuple[Month, ...]:
    """The first day of each month on the line."""
    days = (first + timedelta(days=n) for n in range(DAYS))
    return tuple(Month(place(day, first), day) for day in days if day.day == 1)


def dots(days: Iterable[PublicDay], sellers: Sequence[str], first: date) -> tuple[Dot, ...]:
    """A dot for each day that is a holiday somewhere; a seller's counts more than a buyer's."""
    by_day: dict[date, PublicDay] = {}
    for each in days:
        if each.day not in by_day or each.country in sellers:
            by_day[each.day] = each
    return tuple(Dot(place(day, first), each, each.country in sellers) for day, each in sorted(by_day.items()))


def swell(waves: Sequence[Expected], first: date) -> tuple[Swell, ...]:
    """Week by week, how many waves come together."""
    weeks = [first + n * _WEEK for n in range(_WEEKS)]
    counts = [(week, *_of_week(waves, week)) for week in weeks]
    most = max((running for _, running, _ in counts), default=0) or 1
    width = 7 / DAYS * 100
    scale = WAVES_HEIGHT / most
    return tuple(
        Swell(
            place(week, first),
            round(min(width, 100 - place(week, first)), 3),
            week,
            running,
            peaking,
            round(running * scale, 1),
            round(peaking * scale, 1),
        )
        for week, running, peaking in counts
    )


def _of_week(waves: Sequence[Expected], week: date) -> tuple[int, int]:
    end = week + _WEEK
    running = [each for each in waves if each.first < end and each.last >= week]
    peaking = sum(each.peak is not None and each.peak[0] < end and each.peak[1] >= week for each in running)
    return len(running), peaking


def place(day: date, first: date) -> float:
    """Where a day stands, in percent of the width."""
    return round(min(max((day - first).days / DAYS, 0), 1) * 100, 3)
