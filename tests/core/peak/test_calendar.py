"""The calendar: what takes place when, and what nobody has announced."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from maildesk.core.peak.calendar import awaited, holidays_between, occurrences
from maildesk.core.peak.event import Announced, Kind, Side
from tests.core.peak.rows import HOLIDAYS, SOURCED, event

YEAR = date(2026, 1, 1), date(2026, 12, 31)
TOLD = Announced(date(2026, 6, 23), date(2026, 6, 26), SOURCED)


def test_events_stand_in_the_order_of_their_days() -> None:
    rows = event("late", "20 December"), event("early", "6 January")
    assert [each.event.id for each in occurrences(rows, *YEAR, {})] == ["early", "late"]


def test_an_event_that_began_last_year_and_still_runs_is_there() -> None:
    found = occurrences([event("sales", "26 December", days=12)], date(2026, 1, 2), date(2026, 1, 31), {})
    assert [(each.first, each.last) for each in found] == [(date(2025, 12, 26), date(2026, 1, 6))]
    assert found[0].id == "sales-2025"


def test_announced_days_are_data_and_no_other_year_is_computed() -> None:
    row = event("prime", "", announced=(TOLD,), usual="June or July")
    found = occurrences([row], date(2025, 1, 1), date(2028, 1, 1), {})
    assert [(each.first, each.last) for each in found] == [(TOLD.first, TOLD.last)]


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [
        (date(2026, 1, 1), date(2026, 12, 31), []),  # announced
        (date(2026, 11, 22), date(2027, 11, 22), [2027]),
        (date(2027, 3, 1), date(2028, 2, 29), [2027, 2028]),  # this year's is still to come
        (date(2027, 7, 31), date(2027, 12, 31), [2027]),  # the last day of its month
        (date(2027, 8, 1), date(2027, 12, 31), []),  # what comes by July is not awaited in August
    ],
)
def test_what_nobody_has_announced_is_awaited_until_its_month_is_over(first, last, years) -> None:
    row = event("prime", "", announced=(TOLD,), usual="June or July", by_month=7)
    assert [each.year for each in awaited([row], first, last, {})] == years


def test_a_carriers_day_of_an_earlier_year_is_awaited_until_somebody_has_asked() -> None:
    row = event("last_post", "18 December", kind=Kind.CUTOFF, side=Side.SUPPLY, estimated=True)
    asked = Announced(date(2026, 12, 16), date(2026, 12, 16), SOURCED, sure=True)
    (each,) = awaited([row], date(2026, 11, 22), date(2027, 11, 22), {})
    assert (each.year, each.guess) == (2026, date(2026, 12, 18))
    known = replace(row, announced=(asked,))
    assert awaited([known], date(2026, 11, 22), date(2027, 11, 22), {}) == ()
    days = [(each.first, each.estimated) for each in occurrences([known], date(2026, 12, 1), date(2027, 12, 31), {})]
    assert days == [(date(2026, 12, 16), False), (date(2027, 12, 18), True)]


def test_announced_days_take_the_place_of_a_rule_in_their_year() -> None:
    row = event("fair", "10 June", announced=(TOLD,))
    found = occurrences([row], date(2026, 1, 1), date(2027, 12, 31), {})
    assert [each.first for each in found] == [TOLD.first, date(2027, 6, 10)]


def test_a_holiday_that_hangs_on_the_moon_is_estimated() -> None:
    found = occurrences([event("feast", "Moon Feast (XA)")], date(2026, 1, 1), date(2027, 12, 31), HOLIDAYS)
    assert [each.estimated for each in found] == [False, True]


def test_public_holidays_of_both_sides_are_told_by_day() -> None:
    found = holidays_between(HOLIDAYS, ["XA", "XB"], date(2026, 2, 18), date(2026, 12, 31))
    assert [(each.day, each.name) for each in found] == [
        (date(2026, 2, 18), "Moon Feast"),
        (date(2026, 4, 3), "Quiet Friday"),
    ]


def test_an_event_begins_at_midnight_of_its_own_zone() -> None:
    row = event("prime", "", announced=(TOLD,), zone="America/Los_Angeles", usual="June")
    found = occurrences([row], *YEAR, {})[0]
    assert found.starts_at(ZoneInfo("Asia/Shanghai")) == datetime(2026, 6, 23, 7, tzinfo=UTC)
    assert found.ends_at(ZoneInfo("Asia/Shanghai")) == datetime(2026, 6, 27, 7, tzinfo=UTC)


def test_an_event_without_zone_begins_at_midnight_of_who_asks() -> None:
    found = occurrences([event()], *YEAR, {})[0]
    assert found.starts_at(ZoneInfo("Asia/Shanghai")) == datetime(2026, 6, 9, 16, tzinfo=UTC)


def test_where_goods_come_from_is_felt_everywhere() -> None:
    closed = occurrences([event("closed", side=Side.SUPPLY, countries=("CN",))], *YEAR, {})[0]
    sale = occurrences([event("sale", countries=("US",))], *YEAR, {})[0]
    assert closed.reaches("DE")
    assert not sale.reaches("DE")
    assert sale.reaches("US")
