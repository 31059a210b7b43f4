"""The last moment at which a yes still gets an answer out in time."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from maildesk.core.clock.approval import last_safe_moment
from maildesk.core.clock.working_time import Working
from tests.core.clock.calendars import CALENDARS, at, calendar

OFFICE = Working(CALENDARS["office"], ZoneInfo("Asia/Shanghai"))
MARGIN = timedelta(minutes=15)


@pytest.mark.parametrize(
    ("now", "due", "last"),
    [
        # open from 01:00 to 09:00 UTC
        ("2026-11-23 02:00", "2026-11-23 08:00", "2026-11-23 07:45"),
        ("2026-11-23 02:00", "2026-11-23 20:00", "2026-11-23 09:00"),
        ("2026-11-20 02:00", "2026-11-23 00:30", "2026-11-20 09:00"),
        ("2026-11-20 02:00", "2026-11-23 01:10", "2026-11-20 09:00"),
        ("2026-11-20 10:00", "2026-11-22 12:00", None),
        ("2026-11-23 02:00", "2026-11-23 02:10", None),
        ("2026-11-23 02:00", "2026-11-22 02:10", None),
    ],
)
def test_the_last_safe_moment_lies_in_the_hours_of_the_desk(now: str, due: str, last: str | None) -> None:
    assert last_safe_moment(at(due), at(now), OFFICE, MARGIN) == (at(last) if last else None)


def test_a_desk_that_never_closes_has_until_the_margin() -> None:
    assert last_safe_moment(at("2026-11-22 12:00"), at("2026-11-20 12:00"), None, MARGIN) == at("2026-11-22 11:45")


def test_a_desk_that_is_closed_all_year_has_no_such_moment() -> None:
    closed = Working(calendar("closed", set(range(7))), ZoneInfo("UTC"))
    assert last_safe_moment(at("2026-12-22 12:00"), at("2026-11-20 12:00"), closed, MARGIN) is None
