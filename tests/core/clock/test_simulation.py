"""Thousands of random clocks with pauses, restarts and downtimes, held against the slow clock of the tests.

Nothing may run out unseen, nothing may ring twice, and every ring must come at its moment, or be told as late by how much.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from maildesk.core.clock.clock import Calendars, Clock, State
from maildesk.core.clock.ladder import Act, Rung
from maildesk.core.clock.span import Span, Unit
from maildesk.core.clock.step import Effect, Moved, step
from maildesk.core.clock.turn import move, pause, restart, resume, start, stop
from tests.core.clock.calendars import CALENDARS, at
from tests.core.clock.oracle import TICK, Counts, SlowClock, counted, end_of_days

ZONES = [
    "UTC", "America/Los_Angeles", "America/New_York", "Europe/London", "Europe/Berlin", "Asia/Shanghai", "Asia/Kathmandu",
    "Australia/Lord_Howe", "America/Sao_Paulo", "Africa/Cairo", "Pacific/Auckland", "America/St_Johns",
]  # fmt: skip
SPANS = [
    (Unit.HOURS, [1, 24, 36, 48, 72]), (Unit.CALENDAR_DAYS, [1, 2, 3, 5, 7]),
    (Unit.BUSINESS_DAYS, [1, 2, 3, 4]), (Unit.WORKING_HOURS, [1, 4, 8, 20, 30]),
]  # fmt: skip
WHOLE, STAFFED = ["week", "bare", "gulf"], ["office", "split", "night"]
#: Days on which clocks change, years end, February is long: half of the cases start near one of them.
AWKWARD = [
    "2026-03-08",
    "2026-03-29",
    "2026-04-05",
    "2026-10-04",
    "2026-10-25",
    "2026-11-01",
    "2026-12-24",
    "2028-02-28",
    "2026-04-24",
]
LADDER = (
    Rung(Act.WARN, share=0.5),
    Rung(Act.WARN_AGAIN, lead=timedelta(hours=6)),
    Rung(Act.WARN, after=timedelta(hours=3)),
    Rung(Act.ESCALATE, share=0.75),
    Rung(Act.ESCALATE, lead=timedelta(hours=1)),
)
HORIZON = 96 * 18


@dataclass(frozen=True)
class Case:
    """One clock's life: what it is, what happens to it when, and when nobody looks."""

    span: Span
    calendar: str
    zone: str
    started: datetime
    happens: tuple[tuple[datetime, str], ...]
    down: tuple[tuple[datetime, datetime], ...]

    def up(self, moment: datetime) -> datetime:
        """The moment itself, or the end of the downtime it falls in."""
        return next((until for since, until in self.down if since <= moment < until), moment)


def cases(seed: int, count: int) -> Iterator[Case]:
    dice = random.Random(seed)
    for _ in range(count):
        unit, amounts = dice.choice(SPANS)
        near = at(f"{dice.choice(AWKWARD)} 00:00") if dice.random() < 0.5 else at("2026-01-10 00:00")
        reach = 4 * 96 if near.month != 1 else 700 * 96
        started = near + dice.randint(-3 * 96, reach) * TICK
        ticks = sorted(dice.sample(range(1, 96 * 6), 2 * dice.choice([0, 0, 1, 2])))
        downs = [(tick, tick + dice.randint(1, 96 * 2)) for tick in dice.sample(range(96 * 8), dice.choice([0, 1]))]
        down = tuple((started + since * TICK, started + until * TICK) for since, until in downs)
        turns = [(started + tick * TICK, "resume" if n % 2 else "pause") for n, tick in enumerate(ticks)]
        if dice.random() < 0.15:
            turns.append((started + dice.randint(1, 96 * 5) * TICK, "restart"))
        if dice.random() < 0.1:
            turns.append((started + dice.randint(1, 96 * 8) * TICK, "stop"))
        calendar = dice.choice(STAFFED if unit is Unit.WORKING_HOURS else WHOLE)
        yield Case(Span(dice.choice(amounts), unit), calendar, dice.choice(ZONES), started, tuple(sorted(turns)), down)


def engine(case: Case) -> tuple[Clock, list[tuple[datetime, Effect]]]:
    """The clock as a worker would drive it: looked at when it says so, when something happens, and after every downtime."""
    clock = start("s", "k", case.started, case.span, CALENDARS, calendar=case.calendar, zone=case.zone, ladder=LADDER)
    done: list[tuple[datetime, Effect]] = []
    turns = {"pause": pause, "resume": resume, "restart": restart, "stop": stop}
    happens = sorted((case.up(moment), n, what) for n, (moment, what) in enumerate(case.happens))
    while happens or clock.look_at:
        looked = case.up(clock.look_at) if clock.look_at else None
        if looked and (not happens or looked < happens[0][0]):
            now, turn = looked, step
        else:
            now, _, what = happens.pop(0)
            turn = turns[what]
        clock, effects = turn(clock, now, CALENDARS)
        done += [(now, effect) for effect in effects]
    return clock, done


def oracle(case: Case) -> list[tuple[datetime, int, int]]:
    """(tick, round, rung) in the order the slow clock rang."""
    working = case.calendar if case.span.unit in (Unit.BUSINESS_DAYS, Unit.WORKING_HOURS) else None
    counts = counted(CALENDARS[working] if working else None, case.zone, hours=case.span.unit is Unit.WORKING_HOURS)
    happens = sorted((case.up(moment), n, what) for n, (moment, what) in enumerate(case.happens))
    clocks = [_slow(case, case.started, counts)]
    tick = case.started
    while happens or not (clocks[-1].over or clocks[-1].paused):
        clocks[-1].look(tick)
        while happens and happens[0][0] == tick:
            what = happens.pop(0)[2]
            if what == "restart":
                clocks[-1].stop(tick)
                clocks.append(_slow(case, tick, counts))
                clocks[-1].look(tick)
            else:
                getattr(clocks[-1], what)(tick)
        clocks[-1].pass_tick(tick)
        tick += TICK
    return [(tick, turn, rung) for turn, clock in enumerate(clocks) for tick, rung in clock.rang]


def _slow(case: Case, begun: datetime, counts: Counts) -> SlowClock:
    if case.span.in_days:
        calendar = CALENDARS[case.calendar] if case.span.unit is Unit.BUSINESS_DAYS else None
        ends = end_of_days(begun, int(case.span.amount), calendar, case.zone)
        total, tick = timedelta(), begun
        while tick < ends:
            total += TICK * counts(tick)
            tick += TICK
    else:
        ends, total = begun, timedelta(hours=case.span.amount)
    hour = timedelta(hours=1)
    lefts = [total / 2, min(6 * hour, total), max(total - 3 * hour, timedelta()), total / 4, min(hour, total)]
    return SlowClock(total, lefts, counts, ends)


def _tick(case: Case, moment: datetime) -> datetime:
    """The tick at or after a moment."""
    past = (moment - case.started) % TICK
    return moment + (TICK - past if past else timedelta())


@pytest.mark.parametrize("seed", range(10))
def test_every_ring_comes_once_and_at_its_moment(seed: int) -> None:
    for case in cases(seed, 200):
        clock, done = engine(case)
        rang = sorted((_tick(case, effect.at), effect.round, effect.rung) for _, effect in done)
        assert rang == sorted(oracle(case)), case
        keys = [effect.key for _, effect in done]
        assert len(set(keys)) == len(keys), case
        assert clock.state in (State.EXPIRED, State.STOPPED, State.PAUSED)


@pytest.mark.parametrize("seed", range(10, 14))
def test_what_a_downtime_hid_is_rung_in_order_and_told_as_late(seed: int) -> None:
    for case in cases(seed, 200):
        _, done = engine(case)
        moments = [(effect.round, effect.at) for _, effect in done]
        assert moments == sorted(moments), case
        for now, effect in done:
            assert effect.late_by == now - effect.at, case
            hidden = any(since <= effect.at < until for since, until in case.down)
            assert effect.late == (hidden and effect.late_by > timedelta(minutes=5)), case


@pytest.mark.parametrize("seed", range(20, 24))
def test_between_two_looks_nothing_changes_whatever_was_done_to_the_clock(seed: int) -> None:
    for case in cases(seed, 100):
        dice = random.Random(str(case))
        clock = start(
            "s", "k", case.started, case.span, CALENDARS, calendar=case.calendar, zone=case.zone, ladder=LADDER
        )
        now, rung = case.started, list[Effect]()
        for _ in range(12):
            now += dice.randint(1, 60) * TICK
            if clock.look_at and clock.look_at > now:
                assert step(clock, clock.look_at - timedelta(microseconds=1), CALENDARS) == (clock, ())
                assert step(clock, clock.look_at, CALENDARS)[1], case
            turn = dice.choice([step, step, pause, resume, restart, _moved(dice)])
            clock, effects = turn(clock, now, CALENDARS)
            rung += effects
            assert (clock.look_at is None) is (clock.state is not State.RUNNING), case
            assert clock.look_at is None or clock.look_at > now, case
        assert len({effect.key for effect in rung}) == len(rung), case


def _moved(dice: random.Random) -> Callable[[Clock, datetime, Calendars], Moved]:
    by = dice.randint(-60, 400) * TICK
    return lambda clock, now, calendars: move(clock, now + by, now, calendars)
