"""A year through the store and the sending, on both stores, with a buyer of each country: nothing that left broke a rule.

On PostgreSQL fewer live through it: what the stores do differently shows with a handful. YEAR_BUYERS=2000 lives it with as many as the
year of the gates has (tests/core/care/test_year.py).
"""

import os
from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import pairwise

import pytest

from maildesk.core.reply.families import MailClass
from tests.core.care.test_year import DAYS
from tests.flow.care.year import DOWN, lived

#: A buyer of each country, and a third of them.
COUNTED = int(os.environ.get("YEAR_BUYERS", "0"))
ON_SQLITE, ON_POSTGRESQL = 30, 10


@pytest.mark.timeout(max(300, COUNTED * 10))
def test_a_year_through_the_store_keeps_every_rule(parlour):
    """One test, for the year is lived once; what it asks stands below, a rule in each function."""
    count = COUNTED or (ON_SQLITE if parlour.store.is_sqlite else ON_POSTGRESQL)
    year = lived(parlour, 2027, count)
    assert len(year.left) > count * 2
    assert {row.mail_class for _, row in year.left} == set(MailClass)
    nobody_who_stopped_was_advertised_to(year)
    nobody_in_a_case_was_written_to(year)
    no_relay_was_written_to(parlour, year)
    nothing_came_in_quiet_hours(parlour, year)
    no_cap_was_exceeded(year)
    every_greeting_came_on_its_day(parlour, year)
    nothing_went_twice(year)
    nothing_went_while_the_worker_was_down_nor_after_it_had_lost_its_sense(year)


def nobody_who_stopped_was_advertised_to(year):
    assert any(buyer.stops_at for buyer in year.buyers.values())
    for email, row in year.left:
        stops_at = year.buyers[email].stops_at
        assert row.mail_class == MailClass.TRANSACTIONAL or stops_at is None or row.sent_at < stops_at


def nobody_in_a_case_was_written_to(year):
    for email, row in year.left:
        case = year.buyers[email].case
        assert case is None or not case[0] <= row.sent_at < case[1]
    assert any(buyer.case for buyer in year.buyers.values())
    assert "trouble" in year.stopped or len(year.buyers) < ON_SQLITE


def no_relay_was_written_to(parlour, year):
    assert not [email for email, _ in year.left if year.buyers[email].relay]
    assert not [mail.recipients for mail in parlour.left() if "amazon" in mail.recipients[0]]


def nothing_came_in_quiet_hours(parlour, year):
    for email, row in year.left:
        for zone in parlour.care.packs.zones_of(year.buyers[email].country):
            assert 9 <= row.sent_at.astimezone(zone).hour < 20


def no_cap_was_exceeded(year):
    moments, greetings = defaultdict(list), defaultdict(list)
    for email, row in sorted(year.left, key=lambda each: each[1].sent_at):
        if row.mail_class != MailClass.TRANSACTIONAL:
            moments[email, row.mail_class].append(row.sent_at)
        if row.purpose == "greeting":
            greetings[email].append(row.sent_at)
    for each in moments.values():
        assert all(later - earlier >= timedelta(days=7) for earlier, later in pairwise(each))
    for each in greetings.values():
        assert all(each[n + 4] - each[n] >= timedelta(days=365) for n in range(len(each) - 4))
    assert max(map(len, greetings.values())) >= 4


def every_greeting_came_on_its_day(parlour, year):
    seen = set()
    for email, row in year.left:
        country = year.buyers[email].country
        right = DAYS.get(row.occasion, {})
        day = right.get(country, right.get("*"))
        if day is None or row.greeting["day"] < str(day.year):
            continue
        early = timedelta(days=5 if country in ("DE", "AT", "CH", "IL") else 0)
        late = timedelta(days=5 if row.occasion == "hanukkah" else 2)
        assert date.fromisoformat(row.greeting["day"]) == day
        for zone in parlour.care.packs.zones_of(country):
            assert day - early <= row.sent_at.astimezone(zone).date() <= day + late
        seen.add(row.occasion)
    assert len(seen) > 5


def nothing_went_twice(year):
    assert Counter(row.key for _, row in year.left).most_common(1)[0][1] == 1


def nothing_went_while_the_worker_was_down_nor_after_it_had_lost_its_sense(year):
    for _, row in year.left:
        assert not DOWN[0] <= row.sent_at < DOWN[1]
        assert row.sent_at < row.lapses_at
