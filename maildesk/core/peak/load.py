"""Whether the team keeps up: mails that arrive against mails that are cleared, hour by hour, and where that leads.

In: hours in their order, what waits now. Out: rates, a forecast, whether to ring the alarm. It looks at no mail and asks no clock.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

#: How many full hours the pace is taken from; the newest counts most.
_LOOKS_BACK = 3
_AHEAD = (1, 2, 4, 8)


@dataclass(frozen=True, slots=True)
class Hour:
    """What came in and what was cleared (answered, solved) in one hour from `start`. `part`: how much of the hour has passed."""

    start: datetime
    arrived: int
    cleared: int
    part: float = 1.0


@dataclass(frozen=True, slots=True)
class Limits:
    """When the alarm rings: for `hours` full hours in a row more than `ratio` times as many came as were cleared, and what waits is more
    than the team clears in `backlog_hours`. Fewer than `least` waiting mails are no overload."""

    hours: int = 2
    ratio: float = 1.2
    backlog_hours: float = 2.0
    least: int = 20


@dataclass(frozen=True, slots=True)
class Load:
    """`arriving` and `clearing` in mails per hour. `forecast`: hours from now and the mails that will wait then. `clear_in`: hours until
    nothing waits, or nothing when more comes than goes."""

    waiting: int
    arriving: float
    clearing: float
    forecast: tuple[tuple[int, int], ...]
    clear_in: float | None

    @property
    def outrun(self) -> bool:
        return self.waiting > 0 and self.clear_in is None


def load(hours: Sequence[Hour], waiting: int) -> Load:
    """The pace of the newest hours and what waits if it stays so."""
    arriving, clearing = _pace(hours)
    net = arriving - clearing
    forecast = tuple((ahead, max(0, round(waiting + net * ahead))) for ahead in _AHEAD)
    clear_in = 0.0 if waiting == 0 else waiting / -net if net < 0 else None
    return Load(waiting, arriving, clearing, forecast, clear_in)


def overloaded(hours: Sequence[Hour], waiting: int, limits: Limits, *, ringing: bool) -> bool:
    """Whether the alarm rings. Once it does, it rings on until what waits is less than the team clears in `backlog_hours`, or less
    than `least`: it does not flutter around the limit."""
    _, clearing = _pace(hours)
    much = waiting >= max(limits.least, limits.backlog_hours * clearing)
    if ringing:
        return much
    full = [hour for hour in hours if hour.part >= 1][-limits.hours :]
    return much and len(full) == limits.hours and all(hour.arrived > limits.ratio * hour.cleared for hour in full)


def _pace(hours: Sequence[Hour]) -> tuple[float, float]:
    """Mails per hour that come and go: a weighted mean of the last full hours; with none of them, the running hour's."""
    full = [hour for hour in hours if hour.part >= 1][-_LOOKS_BACK:]
    if not full:
        running = [hour for hour in hours if hour.part > 0][-1:]
        return (running[0].arrived / running[0].part, running[0].cleared / running[0].part) if running else (0.0, 0.0)
    weights = range(1, len(full) + 1)
    arrived = sum(weight * hour.arrived for weight, hour in zip(weights, full, strict=True))
    cleared = sum(weight * hour.cleared for weight, hour in zip(weights, full, strict=True))
    return arrived / sum(weights), cleared / sum(weights)
