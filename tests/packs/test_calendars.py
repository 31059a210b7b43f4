"""Calendars from the public holidays of a country."""

from __future__ import annotations

from datetime import date, time

import pytest

from maildesk.core.clock.calendar import Shift
from maildesk.packs.calendars import WEEKDAYS, Shelf, desk_calendar, is_calendar

SHELF = Shelf(2026)


@pytest.mark.parametrize(
    ("name", "day", "worked"),
    [
        ("US", date(2026, 11, 26), False),
        ("GB", date(2026, 11, 26), True),
        ("GB", date(2026, 12, 28), False),
        ("GB-SCT", date(2026, 11, 30), False),
        ("GB", date(2026, 11, 28), False),
        ("DE", date(2026, 10, 3), False),
        # the make-up workdays of China, and its weekend in between
        ("CN", date(2026, 2, 14), True),
        ("CN", date(2026, 2, 15), False),
        # the weekend of Saudi Arabia is Friday and Saturday
        ("SA", date(2026, 11, 27), False),
        ("SA", date(2026, 11, 29), True),
        (WEEKDAYS, date(2026, 12, 25), True),
        (WEEKDAYS, date(2026, 12, 26), False),
        ("US", date(2028, 2, 29), True),
    ],
)
def test_a_day_is_worked(name: str, day: date, worked: bool) -> None:
    assert SHELF[name].works(day) is worked


@pytest.mark.parametrize("name", ["XX", "US-XX", "Moon", "", "USA"])
def test_an_unknown_calendar_is_not_on_the_shelf(name: str) -> None:
    assert name not in SHELF
    assert not is_calendar(name)
    with pytest.raises(KeyError):
        SHELF[name]


def test_a_desk_works_its_countrys_days_in_its_own_hours() -> None:
    desk = desk_calendar("night desk", SHELF["CN"], {0: (Shift(time(9), time(18)),)})
    assert desk.hours[0] == (Shift(time(9), time(18)),)
    assert desk.hours[1:] == ((),) * 6
    assert not desk.works(date(2026, 10, 5))


def test_a_calendar_is_built_once() -> None:
    assert SHELF["PL"] is Shelf(2026)["PL"]
