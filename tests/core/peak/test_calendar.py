"""The calendar: what takes place when, and what nobody has announced."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from maildesk.core.peak.calendar import holidays_between, occurrences, unannounced
from maildesk.core.peak.event import Announced, Side
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
    assert unannounced([row], 2026) == ()
    assert unannounced([row], 2027) == (row,)


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
