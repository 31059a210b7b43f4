"""Days of the year as people say them."""

from __future__ import annotations

from datetime import date

import pytest

from maildesk.core.peak.rule import rule_of
from tests.core.peak.rows import HOLIDAYS


@pytest.mark.parametrize(
    ("text", "year", "days"),
    [
        ("11 November", 2026, [date(2026, 11, 11)]),
        ("4th Thursday of November + 1", 2026, [date(2026, 11, 27)]),
        ("4th Thursday of November + 4", 2027, [date(2027, 11, 29)]),
        ("4th Thursday of November + 1", 2028, [date(2028, 11, 24)]),
        ("last Sunday of May", 2026, [date(2026, 5, 31)]),
        ("2nd Sunday of May", 2027, [date(2027, 5, 9)]),
        ("5th Sunday of February", 2026, []),
        ("29 February", 2027, []),
        ("29 February", 2028, [date(2028, 2, 29)]),
        ("1 January - 1", 2027, [date(2026, 12, 31)]),
        ("Moon Feast (XA) - 3", 2026, [date(2026, 2, 14)]),
        ("Moon Feast (XA)", 2027, [date(2027, 2, 6)]),
        ("Moon Feast (XA)", 2028, []),
        ("Moon Feast (XB)", 2026, []),
        ("Quiet Friday (XA) - 19", 2026, [date(2026, 3, 15)]),
    ],
)
def test_a_rule_gives_its_days(text: str, year: int, days: list[date]) -> None:
    assert list(rule_of(text).days(year, HOLIDAYS)) == days


@pytest.mark.parametrize(
    ("year", "day"),
    [(2026, date(2026, 5, 31)), (2023, date(2023, 6, 4))],
)
def test_an_exception_counts_only_where_both_rules_give_one_day(year: int, day: date) -> None:
    rule = rule_of("last Sunday of May unless 29 May - 1 then 1st Sunday of June")
    assert rule.days(year, {}) == (day,)


def test_a_holiday_of_several_days_is_named_by_its_first() -> None:
    assert rule_of("Moon Feast (XA)").days(2026, HOLIDAYS) == (date(2026, 2, 17),)


def test_a_rule_knows_the_countries_it_leans_on() -> None:
    rule = rule_of("last Sunday of May unless Pentecost Monday (FR) - 1 then 1st Sunday of June")
    assert rule.countries == {"FR"}


def test_a_holiday_whose_name_has_brackets_is_found() -> None:
    assert rule_of("Chinese New Year (Spring Festival) (CN) - 3").countries == {"CN"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("31 February", "no year has that day"),
        ("10 Juni", "'Juni' is none of January"),
        ("6th Sunday of May", "'6th' is none of 1st"),
        ("2nd Someday of May", "'Someday' is none of Monday"),
        ("around Christmas", "is no day"),
        ("", "is no day of the year"),
        ("1 May + 61", "wanted at most 60"),
        ("last Sunday of May unless 1 June", "unless A then B"),
    ],
)
def test_a_rule_that_cannot_be_says_why(text: str, said: str) -> None:
    with pytest.raises(ValueError) as wrong:
        rule_of(text)
    assert said in str(wrong.value)
