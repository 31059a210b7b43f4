"""What people and platforms do to a clock: start, pause, resume, restart, move its end, stop.

In: a clock, now, the calendars. Out: the clock turned, and the effects that were already due before the turn: a clock is brought up to
`now` first, so that no turn can hide a deadline that had passed.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from maildesk.core.clock.clock import Calendars, Clock, State, ahead, calendar_named, working
from maildesk.core.clock.due import due, working_of
from maildesk.core.clock.ladder import Ladder
from maildesk.core.clock.span import Span
from maildesk.core.clock.step import Moved, step
from maildesk.core.clock.working_time import after, before, between


def start(
    subject: str,
    kind: str,
    at: datetime,
    span: Span,
    calendars: Calendars,
    *,
    calendar: str = "",
    zone: str = "UTC",
    ladder: Ladder = (),
    consequence: str = "",
) -> Clock:
    """A clock that runs for `span` from `at`. `CalendarEndedError` when its calendar is missing or too short."""
    begun = at.astimezone(UTC)
    named = calendar_named(calendar, calendars) if span.needs_calendar else None
    ends = due(begun, span, named, ZoneInfo(zone))
    total = between(begun, ends, working_of(span.unit, named, ZoneInfo(zone)))
    begun_clock = Clock(
        subject, kind, span, calendar, zone, ladder, begun, begun, ends, total, ends, consequence=consequence
    )
    return _looked(begun_clock, calendars)


def start_until(
    subject: str,
    kind: str,
    at: datetime,
    due_at: datetime,
    *,
    zone: str = "UTC",
    ladder: Ladder = (),
    consequence: str = "",
) -> Clock:
    """A clock that runs to a given date; one that has passed expires at its first step, told as late."""
    begun, ends = at.astimezone(UTC), due_at.astimezone(UTC)
    total = max(ends - begun, timedelta())
    begun_clock = Clock(
        subject, kind, None, "", zone, ladder, begun, min(begun, ends), ends, total, ends, consequence=consequence
    )
    return _looked(begun_clock, {})


def pause(clock: Clock, now: datetime, calendars: Calendars) -> Moved:
    """Stop counting: it is the buyer's turn. Only a running clock pauses."""
    clock, effects = step(clock, now, calendars)
    if clock.state is not State.RUNNING:
        return clock, effects
    left = between(now, clock.due_at, working(clock, calendars))
    return replace(clock, state=State.PAUSED, left=left, look_at=None), effects


def resume(clock: Clock, now: datetime, calendars: Calendars) -> Moved:
    """Count on with what was left. Only a paused clock resumes."""
    if clock.state is not State.PAUSED or clock.left is None:
        return step(clock, now, calendars)
    at = now.astimezone(UTC)
    ends = after(at, clock.left, working(clock, calendars))
    running = replace(clock, state=State.RUNNING, left=None, since=at, due_at=ends)
    return step(_looked(running, calendars), now, calendars)


def restart(clock: Clock, now: datetime, calendars: Calendars) -> Moved:
    """Begin the whole span again from `now`, all rungs anew: the buyer changed the dispute, a new mail came."""
    clock, effects = step(clock, now, calendars)
    span = clock.span
    if span:
        again = start(
            clock.subject, clock.kind, now, span, calendars,
            calendar=clock.calendar, zone=clock.zone, ladder=clock.ladder, consequence=clock.consequence,
        )  # fmt: skip
    else:
        again = start_until(
            clock.subject, clock.kind, now, now + clock.total,
            zone=clock.zone, ladder=clock.ladder, consequence=clock.consequence,
        )  # fmt: skip
    running, rung = step(replace(again, round=clock.round + 1), now, calendars)
    return running, effects + rung


def move(clock: Clock, due_at: datetime, now: datetime, calendars: Calendars) -> Moved:
    """Give the clock another end: the platform extended it, or named its date. Rungs that lie ahead again ring again; a stopped
    clock stays as it is, a paused one keeps its pause, an expired one runs again if the new end lies ahead."""
    clock, effects = step(clock, now, calendars)
    at, ends = now.astimezone(UTC), due_at.astimezone(UTC)
    same = clock.state is State.RUNNING and ends == clock.due_at
    if same or clock.state is State.STOPPED or (clock.state is State.EXPIRED and ends <= at):
        return clock, effects
    counts = working(clock, calendars)
    left = between(at, clock.due_at, counts) if clock.left is None else clock.left
    total = clock.total - left + between(at, ends, counts)
    ahead_again = {place for place, rung in enumerate(clock.ladder) if before(ends, rung.left(total), counts) > at}
    moved = replace(
        clock, due_at=ends, total=total, since=min(at, ends), round=clock.round + 1,
        done=frozenset(range(len(clock.ladder))) & clock.done - ahead_again,
    )  # fmt: skip
    if clock.state is State.PAUSED:
        return replace(moved, left=between(at, ends, counts)), effects
    running, rung = step(_looked(replace(moved, state=State.RUNNING), calendars), now, calendars)
    return running, effects + rung


def stop(clock: Clock, now: datetime, calendars: Calendars) -> Moved:
    """It is done: answered, refunded, closed. What had run out before stays expired."""
    clock, effects = step(clock, now, calendars)
    if clock.state is State.EXPIRED:
        return clock, effects
    return replace(clock, state=State.STOPPED, left=None, look_at=None), effects


def revive(clock: Clock, now: datetime, calendars: Calendars) -> Moved:
    """Take a stop back: the clock runs as if it had never been stopped, and what it rang rings no second time."""
    if clock.state is not State.STOPPED:
        return step(clock, now, calendars)
    return step(replace(clock, state=State.RUNNING), now, calendars)


def _looked(clock: Clock, calendars: Calendars) -> Clock:
    return replace(clock, look_at=ahead(clock, calendars)[0].at)
