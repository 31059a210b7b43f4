"""How often one address is written to."""

from datetime import timedelta

from maildesk.core.care.caps import Cap, held
from maildesk.core.care.contact import Sent
from tests.core.care.made import MARKETING, NOON, RELATIONSHIP, TRANSACTIONAL

WEEK = Cap("week", MARKETING, 1, 7)
MONTH = Cap("month", MARKETING, 4, 30)
GREETINGS = Cap("greetings", MARKETING, 2, 365, "greeting")


def before(days, mail_class=MARKETING, purpose="coupon_ending"):
    return Sent(NOON - timedelta(days=days), mail_class, purpose)


def test_the_first_mail_is_held_by_nothing():
    assert held(MARKETING, "coupon_ending", (), (WEEK, MONTH), NOON) is None


def test_a_second_one_waits_until_the_week_is_over():
    assert held(MARKETING, "coupon_ending", (before(2),), (WEEK, MONTH), NOON).until == NOON + timedelta(days=5)


def test_the_cap_that_holds_longest_is_named():
    sent = [before(days) for days in (8, 15, 22, 29)]
    found = held(MARKETING, "coupon_ending", sent, (WEEK, MONTH), NOON)
    assert (found.cap, found.until) == ("month", NOON + timedelta(days=1))


def test_a_cap_of_greetings_counts_and_holds_greetings_alone():
    greetings = [before(days, purpose="greeting") for days in (100, 200)]
    assert held(MARKETING, "coupon_ending", greetings, (GREETINGS,), NOON) is None
    assert held(MARKETING, "greeting", greetings, (GREETINGS,), NOON).cap == "greetings"


def test_what_an_order_needs_is_held_by_no_cap():
    assert held(TRANSACTIONAL, "delay", [before(0), before(1, RELATIONSHIP)], (WEEK,), NOON) is None
