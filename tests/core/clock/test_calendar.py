"""Calendars: worked days, shifts, and what is no calendar."""

from __future__ import annotations

from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from maildesk.core.clock.calendar import CalendarEndedError, Shift
from maildesk.core.clock.clock import calendar_named
from maildesk.core.clock.working_time import Working, after, before, between
from tests.core.clock.calendars import CALENDARS, at, calendar

LONDON = ZoneInfo("Europe/London")
OFFICE = Working(CALENDARS["office"], LONDON)


def test_a_day_with_a_clock_change_has_its_true_length() -> None:
    working = Working(CALENDARS["night"].whole_days(), ZoneInfo("America/New_York"))
    spring = next(working.forward(at("2026-03-08 05:00")))
    assert spring == (at("2026-03-08 05:00"), at("2026-03-09 04:00"))


def test_a_shift_that_a_clock_change_swallows_does_not_count() -> None:
    early = calendar("early", set(), frozenset(), hours=((Shift(time(2), time(3)),),) * 7)
    assert early.open_on(date(2026, 3, 8), ZoneInfo("America/New_York")) == ()


@pytest.mark.parametrize(("opens", "closes"), [(time(9), time(9)), (time(22), time(6))])
def test_a_shift_without_length_is_refused(opens: time, closes: time) -> None:
    with pytest.raises(ValueError, match="has no length"):
        Shift(opens, closes)


def test_a_calendar_that_is_not_there_is_named() -> None:
    with pytest.raises(CalendarEndedError, match="there is no calendar 'moon'"):
        calendar_named("moon", CALENDARS)


def test_a_calendar_that_never_opens_ends_instead_of_running_on() -> None:
    never = Working(calendar("never", set(range(7))), LONDON)
    with pytest.raises(CalendarEndedError, match="calendar never"):
        after(at("2026-11-20 10:00"), timedelta(hours=1), never)


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2026-11-20 16:00", "2026-11-23 10:00", 2),
        ("2026-11-21 10:00", "2026-11-22 10:00", 0),
        ("2026-11-23 12:00", "2026-11-23 12:00", 0),
        ("2026-11-23 12:00", "2026-11-20 12:00", 0),
        ("2026-11-25 09:00", "2026-11-27 17:00", 16),
    ],
)
def test_so_much_working_time_lies_between(start: str, end: str, hours: int) -> None:
    assert between(at(start), at(end), OFFICE).total_seconds() == hours * 3600


@pytest.mark.parametrize(
    ("end", "hours", "moment"),
    [
        ("2026-11-23 10:00", 0, "2026-11-23 10:00"),
        ("2026-11-23 10:00", 1, "2026-11-20 17:00"),
        ("2026-11-23 10:00", 2, "2026-11-20 16:00"),
        ("2026-11-22 10:00", 8, "2026-11-19 17:00"),
    ],
)
def test_the_earliest_moment_with_so_much_left(end: str, hours: int, moment: str) -> None:
    assert before(at(end), timedelta(hours=hours), OFFICE) == at(moment)
