"""Pictures of time as numbers: the line of the next two days with its ticks, and bars per hour. A template draws them.

In: moments and counts. Out: places in percent of the width and in pixels of the height, so that a picture is as wide as its page and
its words keep their size. The same numbers stand in a table beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

#: How far the line looks, and how much of its width the late ones have at its left.
SPAN = timedelta(hours=48)
LATE_WIDTH = 9.0
#: Ticks that are due within one half hour stand on each other.
_BINS = 96
_LATE_COLUMNS = 9
HEIGHT = 84.0
_TALL, _GAP = 11.0, 2.0
#: Hours between two marks under the line.
_MARK = 6


@dataclass(frozen=True, slots=True)
class Due:
    """A conversation and when it is due."""

    id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Tick:
    """`x` and `width` in percent, `y` and `height` in pixels from above."""

    id: int
    urgency: str
    x: float
    y: float
    height: float
    width: float = 0.62


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment under the line. `midnight`: the day's name stands there instead of the hour."""

    x: float
    at: datetime
    midnight: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """One hour: what came stands above the line, what left below, in pixels."""

    x: float
    start: datetime
    came: int
    left: int
    came_height: float
    left_height: float


def ticks(due: Sequence[Due], now: datetime, soon: timedelta = timedelta(hours=2)) -> tuple[Tick, ...]:
    """A tick for each: late ones piled at the left, the others at their moment, on each other where they meet."""
    late = [each for each in due if each.at <= now]
    columns: dict[int, list[Due]] = {}
    for each in due:
        if each.at > now:
            columns.setdefault(min(int((each.at - now) / SPAN * _BINS), _BINS - 1), []).append(each)
    return (
        *_pile(late),
        *(tick for place, rows in sorted(columns.items()) for tick in _column(place, rows, now, soon)),
    )


def marks(now: datetime, zone: tzinfo) -> tuple[Mark, ...]:
    """The desk's full hours under the line, every six hours."""
    here = now.astimezone(zone).replace(minute=0, second=0, microsecond=0)
    hours = (here + timedelta(hours=ahead) for ahead in range(1, int(SPAN / timedelta(hours=1)) + 1))
    return tuple(Mark(_x(at - now), at, at.hour == 0) for at in hours if at.hour % _MARK == 0 and at - now < SPAN)


def bars(hours: Sequence[tuple[datetime, int, int]], height: float = 40.0) -> tuple[Bar, ...]:
    """A bar up and a bar down for each hour, all on one scale."""
    most = max((max(came, left) for _, came, left in hours), default=0) or 1
    step = 100 / max(len(hours), 1)
    return tuple(
        Bar(round(i * step, 3), start, came, left, round(came / most * height, 1), round(left / most * height, 1))
        for i, (start, came, left) in enumerate(hours)
    )


def _pile(late: Sequence[Due]) -> Iterator[Tick]:
    """The latest at the bottom left."""
    rows = -(-len(late) // _LATE_COLUMNS)
    step = LATE_WIDTH / (_LATE_COLUMNS + 1)
    for i, each in enumerate(late):
        yield _tick(each, "late", i % _LATE_COLUMNS * step, i // _LATE_COLUMNS, rows)


def _column(place: int, rows: Sequence[Due], now: datetime, soon: timedelta) -> Iterator[Tick]:
    x = LATE_WIDTH + place / _BINS * (100 - LATE_WIDTH)
    for i, each in enumerate(rows):
        yield _tick(each, "soon" if each.at - now < soon else "calm", x, i, len(rows))


def _tick(each: Due, urgency: str, x: float, row: int, rows: int) -> Tick:
    """The more stand on each other, the flatter each is: the pile never leaves the picture."""
    pitch = min(_TALL + _GAP, HEIGHT / max(rows, 1))
    tall = max(pitch - min(_GAP, pitch / 3), 0.8)
    return Tick(each.id, urgency, round(x, 3), round(HEIGHT - (row + 1) * pitch, 2), round(tall, 2))


def _x(ahead: timedelta) -> float:
    return round(LATE_WIDTH + ahead / SPAN * (100 - LATE_WIDTH), 3)
