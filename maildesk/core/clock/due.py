"""When a span ends.

In: an aware start, a span, the named calendar and zone. Out: the due moment in UTC.

N calendar days end at the same wall time N days later. N business days end at the same wall time on the Nth worked day after the day
of the start, which itself never counts. The end of a day is its last second.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from maildesk.core.clock.calendar import Calendar, CalendarEndedError, wall
from maildesk.core.clock.span import Ends, Span, Unit
from maildesk.core.clock.working_time import MOST_DAYS, Working, after

_DAY = timedelta(days=1)


def due(start: datetime, span: Span, calendar: Calendar | None, zone: ZoneInfo) -> datetime:
    """The moment at which `span` from `start` has run out. `CalendarEndedError` when the calendar is missing or too short."""
    begun = start.astimezone(UTC)
    if span.needs_calendar and calendar is None:
        raise CalendarEndedError(f"{span} needs a calendar")
    if span.in_days:
        return _end_of(_last_day(start.astimezone(zone).date(), span, calendar), start, span, zone)
    working = working_of(span.unit, calendar, zone)
    return after(begun, timedelta(hours=span.amount), working)


def working_of(unit: Unit, calendar: Calendar | None, zone: ZoneInfo) -> Working | None:
    """The time that counts for a unit; nothing when every minute does."""
    if calendar is None or unit in (Unit.HOURS, Unit.CALENDAR_DAYS):
        return None
    return Working(calendar if unit is Unit.WORKING_HOURS else calendar.whole_days(), zone)


def start_of(day: date, zone: ZoneInfo) -> datetime:
    """The first moment of a day, as UTC: a date without a time expires there."""
    return wall(day, time(), zone)


def _last_day(first: date, span: Span, calendar: Calendar | None) -> date:
    if span.unit is Unit.CALENDAR_DAYS:
        day = first + span.amount * _DAY
        return _worked(day, calendar) if span.rolls and calendar else day
    assert calendar is not None
    day = first
    for _ in range(int(span.amount)):
        day = _worked(day + _DAY, calendar)
    return day


def _worked(day: date, calendar: Calendar) -> date:
    """The day, or the next one that is worked."""
    for number in range(MOST_DAYS):
        if calendar.works(day + number * _DAY):
            return day + number * _DAY
    raise CalendarEndedError(f"calendar {calendar.name}: no day is worked after {day}")


def _end_of(day: date, start: datetime, span: Span, zone: ZoneInfo) -> datetime:
    if span.ends is Ends.SAME_TIME:
        return wall(day, start.astimezone(zone).time(), zone)
    if span.ends is Ends.START_OF_DAY:
        return start_of(day, zone)
    return start_of(day + _DAY, zone) - timedelta(seconds=1)
