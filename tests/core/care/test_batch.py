"""How fast a batch leaves, and when it stops by itself."""

import pytest

from maildesk.core.care.batch import Counts, Limits, allowed, must_stop

LIMITS = Limits(per_minute=4, per_domain_minute=2)


@pytest.mark.parametrize(
    ("counts", "code"),
    [
        (Counts(), ""),
        (Counts(sent=50, complained=1), ""),
        (Counts(sent=50, complained=2), "too_many_complained"),
        (Counts(sent=5000, complained=4), ""),
        (Counts(sent=5000, complained=6), "too_many_complained"),
        (Counts(sent=10, bounced=4), ""),
        (Counts(sent=10, bounced=5), "too_many_bounced"),
        (Counts(sent=1000, bounced=20), ""),
        (Counts(sent=1000, bounced=31), "too_many_bounced"),
        (Counts(sent=100, unsubscribed=10), "too_many_unsubscribed"),
    ],
)
def test_a_batch_stops_by_itself_above_its_limits(counts, code):
    assert must_stop(counts, LIMITS) == code


def test_each_receiving_domain_has_its_own_pace():
    waiting = ["a.example", "a.example", "a.example", "b.example"]
    assert allowed(waiting, (), LIMITS) == (0, 1, 3)


def test_what_left_in_the_last_minute_counts():
    assert allowed(["a.example", "b.example", "b.example"], ["a.example", "a.example"], LIMITS) == (1, 2)
    assert allowed(["a.example"], ["b.example"] * 4, LIMITS) == ()
