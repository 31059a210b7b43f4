"""Whether the team keeps up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from maildesk.core.peak.load import Hour, Limits, load, overloaded

START = datetime(2026, 11, 27, 8, tzinfo=UTC)


def hours(*pairs: tuple[int, int]) -> list[Hour]:
    return [Hour(START + timedelta(hours=n), arrived, cleared) for n, (arrived, cleared) in enumerate(pairs)]


def test_the_newest_hour_counts_most() -> None:
    found = load(hours((10, 40), (20, 40), (60, 40)), 100)
    assert (found.arriving, found.clearing) == ((10 + 2 * 20 + 3 * 60) / 6, 40)


def test_what_waits_grows_by_the_difference() -> None:
    found = load(hours((60, 40)), 100)
    assert found.forecast == ((1, 120), (2, 140), (4, 180), (8, 260))
    assert found.outrun


def test_a_team_that_is_faster_is_told_when_it_is_through() -> None:
    found = load(hours((20, 40)), 100)
    assert (found.clear_in, found.outrun) == (5, False)
    assert found.forecast[-1] == (8, 0)


def test_without_a_full_hour_the_running_one_is_taken() -> None:
    found = load([Hour(START, 10, 5, part=0.25)], 5)
    assert (found.arriving, found.clearing) == (40, 20)


def test_nothing_waits_and_nothing_comes() -> None:
    assert load([], 0).clear_in == 0
    assert not load([], 0).outrun


@pytest.mark.parametrize(
    ("pairs", "waiting", "rings"),
    [
        (((60, 40), (60, 40)), 100, True),
        (((40, 40), (60, 40)), 100, False),  # one bad hour is none
        (((60, 40), (45, 40)), 100, False),  # nearly as many are cleared
        (((60, 40), (60, 40)), 70, False),  # less than two hours' work waits
        (((6, 0), (6, 0)), 12, False),  # a handful is no overload
        (((30, 0), (30, 0)), 60, True),  # nobody clears anything
        (((60, 40),), 100, False),  # too early to say
    ],
)
def test_the_alarm_rings_when_mails_arrive_faster_than_they_are_cleared(pairs, waiting: int, rings: bool) -> None:
    assert overloaded(hours(*pairs), waiting, Limits(), ringing=False) is rings


def test_the_alarm_does_not_flutter() -> None:
    calmer = hours((30, 40), (30, 40))
    assert overloaded(calmer, 90, Limits(), ringing=True)
    assert not overloaded(calmer, 90, Limits(), ringing=False)
    assert not overloaded(calmer, 79, Limits(), ringing=True)


def test_the_running_hour_rings_no_alarm() -> None:
    running = [*hours((60, 40)), Hour(START + timedelta(hours=1), 90, 0, part=0.9)]
    assert not overloaded(running, 200, Limits(), ringing=False)
