"""Pausing, resuming, restarting, moving and stopping: nothing that had passed is hidden."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from maildesk.core.clock.clock import Clock, State
from maildesk.core.clock.ladder import Act, Rung
from maildesk.core.clock.span import span_of
from maildesk.core.clock.step import Moved, step
from maildesk.core.clock.turn import move, pause, restart, resume, start, start_until, stop
from tests.core.clock.calendars import CALENDARS, at

HOUR = timedelta(hours=1)
LADDER = (Rung(Act.WARN, share=0.5), Rung(Act.ESCALATE, lead=2 * HOUR))
Turn = Callable[..., Moved]


@pytest.fixture
def clock() -> Clock:
    """A day from Monday noon: warns after twelve hours, escalates two hours before the end."""
    return start("case:1", "k", at("2026-11-23 12:00"), span_of("24 hours"), CALENDARS, ladder=LADDER)


def acts(moved: Moved) -> list[Act]:
    return [effect.act for effect in moved[1]]


def test_a_pause_keeps_what_is_left_and_the_resume_counts_it(clock: Clock) -> None:
    paused, _ = pause(clock, at("2026-11-23 20:00"), CALENDARS)
    assert (paused.state, paused.left, paused.look_at) == (State.PAUSED, 16 * HOUR, None)
    assert step(paused, at("2027-01-01 00:00"), CALENDARS) == (paused, ())
    resumed, _ = resume(paused, at("2026-11-30 06:00"), CALENDARS)
    assert (resumed.state, resumed.due_at, resumed.look_at) == (
        State.RUNNING,
        at("2026-11-30 22:00"),
        at("2026-11-30 10:00"),
    )


def test_working_time_is_left_in_working_time() -> None:
    office = start("c", "k", at("2026-11-20 15:00"), span_of("8 working hours"), CALENDARS, calendar="office")
    paused, _ = pause(office, at("2026-11-21 03:00"), CALENDARS)
    assert paused.left == 6 * HOUR
    assert resume(paused, at("2026-11-21 20:00"), CALENDARS)[0].due_at == at("2026-11-23 15:00")


def test_business_days_left_over_a_weekend_wait_for_monday() -> None:
    days = start("c", "k", at("2026-11-19 10:00"), span_of("3 business days"), CALENDARS, calendar="bare")
    paused, _ = pause(days, at("2026-11-20 10:00"), CALENDARS)
    assert resume(paused, at("2026-11-21 10:00"), CALENDARS)[0].due_at == at("2026-11-25 00:00")


@pytest.mark.parametrize("turn", [pause, resume, restart, stop])
def test_no_turn_hides_a_deadline_that_had_passed(clock: Clock, turn: Turn) -> None:
    assert acts(turn(clock, at("2026-11-24 12:30"), CALENDARS)) == [Act.WARN, Act.ESCALATE, Act.EXPIRE]


@pytest.mark.parametrize("turn", [pause, resume, stop])
def test_what_ran_out_stays_expired(clock: Clock, turn: Turn) -> None:
    assert turn(clock, at("2026-11-24 12:30"), CALENDARS)[0].state is State.EXPIRED


def test_a_stopped_clock_rings_no_more(clock: Clock) -> None:
    stopped, _ = stop(clock, at("2026-11-23 20:00"), CALENDARS)
    assert (stopped.state, stopped.look_at) == (State.STOPPED, None)
    for turn in (step, pause, resume):
        assert turn(stopped, at("2027-01-01 00:00"), CALENDARS) == (stopped, ())
    assert move(stopped, at("2027-02-01 00:00"), at("2027-01-01 00:00"), CALENDARS) == (stopped, ())


def test_a_restart_begins_anew_with_keys_of_its_own(clock: Clock) -> None:
    warned, first = step(clock, at("2026-11-24 00:00"), CALENDARS)
    again, _ = restart(warned, at("2026-11-24 06:00"), CALENDARS)
    assert (again.due_at, again.done, again.round) == (at("2026-11-25 06:00"), frozenset(), 1)
    _, second = step(again, at("2026-11-24 18:00"), CALENDARS)
    assert acts((again, second)) == [Act.WARN]
    assert first[0].key != second[0].key


def test_a_date_restarts_with_the_same_length() -> None:
    dated = start_until("c", "k", at("2026-11-23 12:00"), at("2026-11-24 12:00"))
    assert restart(dated, at("2026-11-24 00:00"), {})[0].due_at == at("2026-11-25 00:00")


def test_an_extended_clock_warns_again_where_the_rung_lies_ahead(clock: Clock) -> None:
    warned, _ = step(clock, at("2026-11-24 00:00"), CALENDARS)
    extended, effects = move(warned, at("2026-11-26 12:00"), at("2026-11-24 00:00"), CALENDARS)
    assert effects == ()
    assert (extended.due_at, extended.look_at) == (at("2026-11-26 12:00"), at("2026-11-25 00:00"))


def test_a_shortened_clock_rings_at_once_what_it_has_passed(clock: Clock) -> None:
    shortened = move(clock, at("2026-11-23 21:00"), at("2026-11-23 20:00"), CALENDARS)
    assert acts(shortened) == [Act.WARN, Act.ESCALATE]
    assert not any(effect.late_by for effect in shortened[1])
    assert shortened[0].look_at == at("2026-11-23 21:00")


def test_the_same_date_told_twice_changes_nothing(clock: Clock) -> None:
    warned, _ = step(clock, at("2026-11-24 00:00"), CALENDARS)
    assert move(warned, warned.due_at, at("2026-11-24 01:00"), CALENDARS) == (warned, ())


def test_an_expired_clock_runs_again_only_to_a_date_ahead(clock: Clock) -> None:
    expired, _ = step(clock, at("2026-11-24 12:00"), CALENDARS)
    assert move(expired, at("2026-11-24 13:00"), at("2026-11-24 14:00"), CALENDARS) == (expired, ())
    again, _ = move(expired, at("2026-11-26 12:00"), at("2026-11-24 14:00"), CALENDARS)
    assert (again.state, again.due_at) == (State.RUNNING, at("2026-11-26 12:00"))


def test_a_paused_clock_that_is_moved_stays_paused(clock: Clock) -> None:
    paused, _ = pause(clock, at("2026-11-23 20:00"), CALENDARS)
    moved, _ = move(paused, at("2026-11-25 20:00"), at("2026-11-23 21:00"), CALENDARS)
    assert (moved.state, moved.left) == (State.PAUSED, 47 * HOUR)
    assert resume(moved, at("2026-12-01 00:00"), CALENDARS)[0].due_at == at("2026-12-02 23:00")


def test_a_pause_does_not_make_an_extension_longer(clock: Clock) -> None:
    paused, _ = pause(clock, at("2026-11-23 20:00"), CALENDARS)
    resumed, _ = resume(paused, at("2026-11-25 20:00"), CALENDARS)
    moved, _ = move(resumed, at("2026-11-26 20:00"), at("2026-11-25 20:00"), CALENDARS)
    assert moved.total == 32 * HOUR
    assert moved.look_at == at("2026-11-26 04:00")
