"""When a span ends: clock changes, leap days, year ends, business days, ends of days."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from maildesk.core.clock.calendar import CalendarEndedError
from maildesk.core.clock.due import due
from maildesk.core.clock.span import span_of
from tests.core.clock.calendars import CALENDARS, at

#: Span, calendar, zone, start, end; moments in UTC.
CASES = [
    ("24 hours", "", "UTC", "2026-11-27 23:30", "2026-11-28 23:30"),
    ("24 hours", "", "America/Los_Angeles", "2026-03-08 08:00", "2026-03-09 08:00"),
    # calendar days keep the wall time over a clock change
    ("5 calendar days", "", "America/Los_Angeles", "2026-03-06 18:00", "2026-03-11 17:00"),
    ("5 calendar days", "", "America/Los_Angeles", "2026-10-29 17:00", "2026-11-03 18:00"),
    ("14 calendar days", "", "Europe/Berlin", "2026-03-20 11:00", "2026-04-03 10:00"),
    ("1 calendar day", "", "Australia/Lord_Howe", "2026-10-03 02:00", "2026-10-04 01:30"),
    # 02:30 does not exist on 8 March in Los Angeles: read with the offset before the change
    ("1 calendar day", "", "America/Los_Angeles", "2026-03-07 10:30", "2026-03-08 10:30"),
    # 01:30 exists twice on 1 November: the first
    ("1 calendar day", "", "America/Los_Angeles", "2026-10-31 08:30", "2026-11-01 08:30"),
    ("1 calendar day", "", "America/Los_Angeles", "2026-11-01 09:30", "2026-11-02 09:30"),
    # a day that an island skipped: Samoa had no 30 December 2011
    ("1 calendar day", "", "Pacific/Apia", "2011-12-29 20:00", "2011-12-30 20:00"),
    ("1 calendar day", "", "Europe/Paris", "2028-02-28 12:00", "2028-02-29 12:00"),
    ("365 calendar days", "", "UTC", "2027-03-01 00:00", "2028-02-29 00:00"),
    ("2 calendar days", "", "Asia/Shanghai", "2026-12-30 17:00", "2027-01-01 17:00"),
    ("2 calendar days, start of day", "", "Asia/Shanghai", "2026-12-30 17:00", "2027-01-01 16:00"),
    ("2 calendar days, end of day", "", "Asia/Shanghai", "2026-12-30 17:00", "2027-01-02 15:59:59"),
    # Egypt changes its clocks at midnight: the day begins at one
    ("1 calendar day, start of day", "", "Africa/Cairo", "2026-04-23 10:00", "2026-04-23 22:00"),
    # the day of the start never counts
    ("3 business days", "week", "Europe/London", "2026-11-16 10:00", "2026-11-19 10:00"),
    ("3 business days", "week", "Europe/London", "2026-11-20 10:00", "2026-11-25 10:00"),
    ("3 business days", "week", "Europe/London", "2026-11-21 10:00", "2026-11-25 10:00"),
    ("3 business days", "week", "America/Los_Angeles", "2026-11-23 18:00", "2026-11-27 18:00"),
    ("1 business day", "week", "America/Los_Angeles", "2026-10-30 20:00", "2026-11-02 21:00"),
    ("1 business day", "week", "Asia/Bangkok", "2026-11-20 18:00", "2026-11-22 18:00"),
    ("2 business days", "gulf", "Asia/Riyadh", "2026-11-19 10:00", "2026-11-23 10:00"),
    ("2 business days", "week", "Europe/London", "2026-12-24 09:00", "2026-12-29 09:00"),
    ("1 business day, end of day", "week", "Europe/London", "2026-12-31 09:00", "2027-01-04 23:59:59"),
    ("14 calendar days, end of day, rolls", "week", "Europe/Berlin", "2026-11-07 09:00", "2026-11-23 22:59:59"),
    ("14 calendar days, end of day, rolls", "week", "Europe/Berlin", "2026-11-09 09:00", "2026-11-23 22:59:59"),
    # working time: the earliest of the moments between which nothing counts
    ("8 working hours", "office", "Europe/London", "2026-11-20 15:00", "2026-11-23 15:00"),
    ("8 working hours", "office", "Europe/London", "2026-11-21 11:00", "2026-11-23 17:00"),
    ("0.5 working hours", "office", "Europe/London", "2026-11-20 17:30", "2026-11-23 09:30"),
    ("9 working hours", "split", "Europe/London", "2026-11-20 08:00", "2026-11-20 18:00"),
    ("10 working hours", "split", "Europe/London", "2026-11-20 08:00", "2026-11-21 11:00"),
    # the night of the change has seven of its eight hours in spring, nine in autumn
    ("8 working hours", "night", "America/New_York", "2026-03-08 03:00", "2026-03-09 03:00"),
    ("8 working hours", "night", "America/New_York", "2026-11-01 02:00", "2026-11-01 10:00"),
]


@pytest.mark.parametrize(("span", "calendar", "zone", "start", "end"), CASES)
def test_a_span_ends_at(span: str, calendar: str, zone: str, start: str, end: str) -> None:
    assert due(at(start), span_of(span), CALENDARS.get(calendar), ZoneInfo(zone)) == at(end)


def test_the_start_may_be_of_any_zone() -> None:
    start = datetime.fromisoformat("2026-11-27T09:30:00+09:00")
    assert due(start, span_of("2 calendar days"), None, ZoneInfo("UTC")) == at("2026-11-29 00:30")


def test_business_days_without_a_calendar_are_refused() -> None:
    with pytest.raises(CalendarEndedError, match="3 business days needs a calendar"):
        due(at("2026-11-20 10:00"), span_of("3 business days"), None, ZoneInfo("UTC"))


def test_a_calendar_does_not_guess_beyond_its_years() -> None:
    with pytest.raises(CalendarEndedError, match="calendar week: 2029-01-01 is outside"):
        due(at("2028-12-28 10:00"), span_of("3 business days"), CALENDARS["week"], ZoneInfo("UTC"))
