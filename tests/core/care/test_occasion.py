"""The days of a greeting in the buyer's own calendar."""

from datetime import UTC, date, datetime

import pytest

from maildesk.core.care.occasion import Kind, Occasion, OccasionDay, anniversary, greeting, lapses_at, opens_at
from maildesk.core.care.quiet import Closed, Hours
from tests.core.care.made import PLACES

ROW = Occasion("christmas", Kind.CHOSEN, "greeting_christmas", 4, 1)
DAY = OccasionDay("christmas", "DE", date(2026, 12, 25))
CLOSED = Closed(frozenset({6}), PLACES["DE"].holidays)


def test_a_greeting_arrives_on_the_day():
    assert greeting(ROW, DAY, Closed()).on == date(2026, 12, 25)


def test_where_the_day_is_closed_for_advertising_it_arrives_before():
    assert greeting(ROW, DAY, CLOSED).on == date(2026, 12, 24)


def test_it_opens_and_ends_where_the_buyer_is():
    found = greeting(ROW, DAY, Closed())
    assert opens_at(found, PLACES["US"], Hours()) == datetime(2026, 12, 25, 17, tzinfo=UTC)
    assert lapses_at(found, PLACES["US"]) == datetime(2026, 12, 27, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("first", "year", "day"),
    [
        (date(2025, 3, 2), 2027, date(2027, 3, 2)),
        (date(2024, 2, 29), 2027, date(2027, 2, 28)),
        (date(2024, 2, 29), 2028, date(2028, 2, 29)),
    ],
)
def test_an_anniversary_falls_on_the_day_of_the_first_purchase(first, year, day):
    assert anniversary(first, year) == day
