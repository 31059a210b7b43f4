"""A slow and stupid clock to hold the quick one against.

It knows nothing of the engine: it walks quarter by quarter of an hour, asks of each tick only what the wall clocks of the zone show, and
counts. It starts, pauses, resumes and expires a clock by counting down what is left.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from maildesk.core.clock.calendar import Calendar

TICK = timedelta(minutes=15)
#: Whether a tick counts.
Counts = Callable[[datetime], bool]


def local(tick: datetime, zone: str) -> datetime:
    """What the wall clock shows."""
    return tick.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)


def counted(calendar: Calendar | None, zone: str, *, hours: bool) -> Counts:
    """Asks the wall clock: is this a worked day, and within a shift?"""

    def counts(tick: datetime) -> bool:
        if calendar is None:
            return True
        shown = local(tick, zone)
        if shown.date() in calendar.off:
            return False
        if not hours:
            return True
        shifts = calendar.hours[shown.weekday()]
        minute = shown.hour * 60 + shown.minute
        return any(_minute(s.opens) <= minute < (_minute(s.closes) or 1440) for s in shifts)

    return counts


def _minute(at: object) -> int:
    return at.hour * 60 + at.minute


def end_of_days(start: datetime, days: int, calendar: Calendar | None, zone: str) -> datetime:
    """Walks on from the start until the wall clock shows the same time on the last day, or has jumped over it."""
    last = local(start, zone).date()
    left = days
    while left:
        last += timedelta(days=1)
        left -= calendar is None or last not in calendar.off
    wanted = datetime.combine(last, local(start, zone).time())
    tick = start
    while local(tick + TICK, zone) <= wanted and local(tick, zone).date() <= last:
        tick += TICK
        if local(tick, zone) == wanted:
            return tick
    return tick + (wanted - local(tick, zone))  # the clock jumped over it: as if it had not


@dataclass
class SlowClock:
    """Counts down tick by tick. `rungs`: what is left at each; `rang`: (tick, rung), the end as the last rung."""

    left: timedelta
    rungs: Sequence[timedelta]
    counts: Counts
    #: Where an end of days lies, though nothing counts just before it.
    not_before: datetime
    rang: list[tuple[datetime, int]] = field(default_factory=list)
    paused: bool = False
    over: bool = False

    def look(self, tick: datetime) -> None:
        if self.over or self.paused:
            return
        ended = self.left <= timedelta() and tick >= self.not_before
        done = {rung for _, rung in self.rang}
        near = [
            rung for rung, left in enumerate(self.rungs) if rung not in done and (ended or left.total_seconds() > 0)
        ]
        self.rang += [(tick, rung) for rung in near if ended or self.left <= self.rungs[rung]]
        if ended:
            self.rang.append((tick, len(self.rungs)))
            self.over = True

    def pause(self, tick: datetime) -> None:
        self.look(tick)
        self.paused = not self.over

    def resume(self, tick: datetime) -> None:
        if self.paused:
            self.paused, self.not_before = False, tick
        self.look(tick)

    def stop(self, tick: datetime) -> None:
        self.look(tick)
        self.over = True

    def pass_tick(self, tick: datetime) -> None:
        if not self.paused and self.counts(tick):
            self.left -= TICK
