"""One step: what rings, in which order, and when to look again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from maildesk.core.clock.clock import Clock, State
from maildesk.core.clock.ladder import Act, Rung
from maildesk.core.clock.span import span_of
from maildesk.core.clock.step import step
from maildesk.core.clock.turn import start, start_until
from tests.core.clock.calendars import CALENDARS, at

HOUR = timedelta(hours=1)
LADDER = (Rung(Act.WARN, share=0.5), Rung(Act.ESCALATE, lead=2 * HOUR))


@pytest.fixture
def clock() -> Clock:
    """A day from Monday noon: warns after twelve hours, escalates two hours before the end."""
    return start(
        "case:1",
        "ebay return respond",
        at("2026-11-23 12:00"),
        span_of("24 hours"),
        CALENDARS,
        ladder=LADDER,
        consequence="lost",
    )


@pytest.mark.parametrize(
    ("now", "acts", "look_at", "state"),
    [
        ("2026-11-23 12:00", [], "2026-11-24 00:00", State.RUNNING),
        ("2026-11-23 23:59", [], "2026-11-24 00:00", State.RUNNING),
        ("2026-11-24 00:00", [Act.WARN], "2026-11-24 10:00", State.RUNNING),
        ("2026-11-24 10:30", [Act.WARN, Act.ESCALATE], "2026-11-24 12:00", State.RUNNING),
        ("2026-11-24 12:00", [Act.WARN, Act.ESCALATE, Act.EXPIRE], None, State.EXPIRED),
        ("2026-12-24 12:00", [Act.WARN, Act.ESCALATE, Act.EXPIRE], None, State.EXPIRED),
    ],
)
def test_all_that_is_reached_rings_in_order(
    clock: Clock, now: str, acts: list[Act], look_at: str | None, state: State
) -> None:
    moved, effects = step(clock, at(now), CALENDARS)
    assert [effect.act for effect in effects] == acts
    assert (moved.look_at, moved.state) == (at(look_at) if look_at else None, state)


def test_the_second_step_at_the_same_moment_rings_nothing(clock: Clock) -> None:
    once, _ = step(clock, at("2026-11-24 10:00"), CALENDARS)
    assert step(once, at("2026-11-24 10:00"), CALENDARS) == (once, ())


def test_only_the_end_tells_the_consequence(clock: Clock) -> None:
    _, effects = step(clock, at("2026-11-24 12:00"), CALENDARS)
    assert [effect.consequence for effect in effects] == ["", "", "lost"]


def test_what_was_missed_is_told_as_late_and_by_how_much(clock: Clock) -> None:
    _, effects = step(clock, at("2026-11-24 10:04"), CALENDARS)
    assert [(effect.late, effect.late_by) for effect in effects] == [
        (True, 10 * HOUR + timedelta(minutes=4)),
        (False, timedelta(minutes=4)),
    ]


def test_a_clock_without_a_ladder_still_ends() -> None:
    bare = start("case:1", "k", at("2026-11-23 12:00"), span_of("1 hour"), CALENDARS)
    assert bare.look_at == at("2026-11-23 13:00")
    assert [effect.act for effect in step(bare, at("2026-11-23 13:00"), CALENDARS)[1]] == [Act.EXPIRE]


def test_a_lead_longer_than_the_span_rings_at_the_start() -> None:
    short = start("case:1", "k", at("2026-11-23 12:00"), span_of("1 hour"), CALENDARS, ladder=LADDER)
    assert [effect.act for effect in step(short, at("2026-11-23 12:00"), CALENDARS)[1]] == [Act.ESCALATE]


def test_a_date_that_has_passed_runs_out_at_once_and_late() -> None:
    past = start_until("case:1", "k", at("2026-11-23 12:00"), at("2026-11-23 09:00"), ladder=LADDER)
    expired, effects = step(past, at("2026-11-23 12:00"), {})
    assert expired.state is State.EXPIRED
    assert effects[-1].act is Act.EXPIRE
    assert effects[-1].late_by == 3 * HOUR
