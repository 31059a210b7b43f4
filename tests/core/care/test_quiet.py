"""Quiet hours and closed days of the buyer."""

from datetime import UTC, date, datetime

import pytest

from maildesk.core.care.quiet import Closed, Hours, closed_by, last_open_day, next_open
from tests.core.care.made import DE, EU, PLACES, US

HOURS = Hours()


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("country", "now", "opens"),
    [
        ("DE", "2026-11-25 11:00", "2026-11-25 11:00"),
        ("DE", "2026-11-25 07:59", "2026-11-25 08:00"),
        ("DE", "2026-11-25 18:59", "2026-11-25 18:59"),
        ("DE", "2026-11-25 19:00", "2026-11-26 08:00"),
        ("DE", "2026-07-01 19:00", "2026-07-02 07:00"),  # summer time
        ("KR", "2026-11-25 11:00", "2026-11-26 00:00"),
        # From nine in Los Angeles to eight in the evening in New York.
        ("US", "2026-11-25 14:00", "2026-11-25 17:00"),
        ("US", "2026-11-26 00:59", "2026-11-26 00:59"),
        ("US", "2026-11-26 01:00", "2026-11-26 17:00"),
    ],
)
def test_a_mail_waits_until_it_is_day_in_all_of_the_country(country, now, opens):
    assert next_open(at(now), PLACES[country], HOURS, Closed()) == at(opens)


def test_advertising_rests_on_sundays_and_holidays_in_germany():
    closed = closed_by((DE, US), PLACES["DE"])
    # Thursday evening; 25 and 26 December are holidays, 27 is a Sunday.
    assert next_open(at("2026-12-24 20:00"), PLACES["DE"], HOURS, closed) == at("2026-12-28 08:00")


def test_a_sellers_sundays_disturb_no_buyer():
    assert closed_by((EU, DE), PLACES["FR"]) == Closed()


def test_a_place_that_never_opens_is_said_so():
    assert next_open(at("2026-11-25 11:00"), PLACES["DE"], HOURS, Closed(frozenset(range(7)))) is None


@pytest.mark.parametrize(
    ("day", "meant"),
    [(date(2026, 12, 25), date(2026, 12, 24)), (date(2026, 12, 24), date(2026, 12, 24))],
)
def test_a_closed_day_is_greeted_on_the_open_day_before(day, meant):
    closed = Closed(frozenset({6}), frozenset({date(2026, 12, 25)}))
    assert last_open_day(day, date(2026, 12, 20), closed) == meant
