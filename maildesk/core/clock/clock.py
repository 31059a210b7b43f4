"""A clock: one thing that is due, where it stands, and what it still has to ring.

In: what a rule says. Out: a frozen value, and the moments at which its rungs are reached. It moves nowhere by itself (`step`, `turn`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from maildesk.core.clock.calendar import Calendar, CalendarEndedError
from maildesk.core.clock.due import working_of
from maildesk.core.clock.ladder import Act, Ladder
from maildesk.core.clock.span import Span, Unit
from maildesk.core.clock.working_time import Working, before

#: Calendars by name, as the packs and the desk build them.
Calendars = Mapping[str, Calendar]


class State(StrEnum):
    """Only a running clock rings. Expired is an end that a later date or a restart can undo; stopped is final but for a restart."""

    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock. All moments are UTC.

    `subject`: whose clock ("case:12"); `kind`: which ("ebay return respond"). `span` is nothing when a date was given instead.
    `since`: the last start, resume or move; no rung rings before it. `total`: the time that counts from the start to the end,
    `left`: what of it is left while paused. `done`: rungs that rang, by their place in the ladder; `round` counts restarts and moves,
    so that subject, kind, round and rung name each ring once. `look_at`: the next moment at which anything can change, or nothing.
    `consequence`: what running out brings, as the rule says it.
    """

    subject: str
    kind: str
    span: Span | None
    calendar: str
    zone: str
    ladder: Ladder
    started_at: datetime
    since: datetime
    due_at: datetime
    total: timedelta
    look_at: datetime | None
    state: State = State.RUNNING
    left: timedelta | None = None
    done: frozenset[int] = frozenset()
    round: int = 0
    consequence: str = ""

    @property
    def unit(self) -> Unit:
        """What is counted: hours where a date was given instead of a span."""
        return self.span.unit if self.span else Unit.HOURS


@dataclass(frozen=True, slots=True)
class Reached:
    """A rung, or the end (the place after the last rung), and the moment it is reached."""

    at: datetime
    rung: int
    act: Act


def working(clock: Clock, calendars: Calendars) -> Working | None:
    """The time that counts for this clock; `CalendarEndedError` names a calendar that is not there."""
    if not clock.span or not clock.span.needs_calendar:
        return None
    return working_of(clock.unit, calendar_named(clock.calendar, calendars), ZoneInfo(clock.zone))


def calendar_named(name: str, calendars: Calendars) -> Calendar:
    """The calendar of a name; `CalendarEndedError` when there is none."""
    if name not in calendars:
        raise CalendarEndedError(f"there is no calendar {name!r}")
    return calendars[name]


def ahead(clock: Clock, calendars: Calendars) -> tuple[Reached, ...]:
    """What a running clock has not rung yet, in the order it rings; the end comes last and always."""
    counts = working(clock, calendars)
    rungs = (
        Reached(max(before(clock.due_at, rung.left(clock.total), counts), clock.since), place, rung.act)
        for place, rung in enumerate(clock.ladder)
        if place not in clock.done
    )
    end = Reached(clock.due_at, len(clock.ladder), Act.EXPIRE)
    return (*sorted(rungs, key=lambda reached: (reached.at, reached.rung)), end)
