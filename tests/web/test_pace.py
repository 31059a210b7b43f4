"""A key may call in a burst, then at its pace; another key is not held up by it."""

from datetime import UTC, datetime, timedelta

from maildesk.web.pace import Pace

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


def test_after_a_burst_a_call_waits_for_its_turn():
    pace = Pace(burst=3, per_second=2)
    assert [pace.wait("a", NOW) for _ in range(4)] == [0, 0, 0, 0.5]
    assert pace.wait("a", NOW + timedelta(seconds=0.5)) == 0


def test_one_key_does_not_hold_up_another():
    pace = Pace(burst=1, per_second=1)
    pace.wait("a", NOW)
    assert pace.wait("a", NOW) == 1
    assert pace.wait("b", NOW) == 0


def test_a_clock_that_goes_back_gives_nothing_away():
    pace = Pace(burst=1, per_second=1)
    pace.wait("a", NOW)
    assert pace.wait("a", NOW - timedelta(hours=1)) == 1
