"""Two years of cases in the store: platforms, zones, holidays, pauses and downtimes by chance, held against the slow clock of the tests.

Nothing runs out unseen, nothing rings twice, and each ring is written with the moment at which it was due. Long form:
`MAILDESK_SIMULATED_CASES=10000 pytest tests/flow/clocks/test_two_years.py`.
"""

from __future__ import annotations

import os
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import groupby

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.clock.clock import Clock
from maildesk.core.clock.span import Ends, Span, Unit
from maildesk.core.clock.turn import pause, resume, start, stop
from maildesk.core.dispute.row import Actor, DeadlineRow, DisputePacks
from maildesk.db import tables as t
from maildesk.db.engine import Store
from maildesk.flow.clocks import ringing, turning
from maildesk.flow.clocks.keeping import Standing
from maildesk.packs.calendars import Shelf
from maildesk.packs.disputes import load_disputes
from tests.core.clock.oracle import TICK, SlowClock, counted, end_of_days

COUNT = int(os.environ.get("MAILDESK_SIMULATED_CASES", "160"))
BEGIN = datetime(2026, 1, 5, tzinfo=UTC)
TWO_YEARS = 2 * 365 * 96
#: The slow clock walks quarter by quarter: what takes longer than this is left to the tests of single spans.
LONGEST = 10
CALENDARS = Shelf(2027)
TURNS = {"pause": pause, "resume": resume, "stop": stop}


@dataclass(frozen=True)
class Life:
    """A case: its deadline, where it counts, when it begins, and what happens to it (ticks since `BEGIN`)."""

    number: int
    row: DeadlineRow
    zone: str
    calendar: str
    begins: int
    happens: tuple[tuple[int, str], ...]

    @property
    def subject(self) -> str:
        return f"life:{self.number}"


def lives(seed: int, count: int) -> Iterator[Life]:
    dice = random.Random(seed)
    packs = load_disputes()
    rows = [row for platform in packs.platforms.values() for row in platform.rows if _can_be_walked(row)]
    for number in range(count):
        row = dice.choice(rows)
        market = packs.markets[dice.choice(packs.platforms[row.platform].markets)]
        begins = dice.randrange(TWO_YEARS)
        ticks = sorted(dice.sample(range(1, 96 * 6), 2 * dice.choice([0, 0, 1, 2])))
        turns = [(begins + tick, "resume" if n % 2 else "pause") for n, tick in enumerate(ticks)]
        if dice.random() < 0.3:
            turns.append((begins + dice.randint(1, 96 * 8), "stop"))
        counts = market.calendar if row.span.unit is Unit.BUSINESS_DAYS else ""
        yield Life(number, row, market.zone, counts, begins, tuple(sorted(turns)))


def _can_be_walked(row: DeadlineRow) -> bool:
    span: Span = row.span
    days = span.amount if span.in_days else span.amount / 24
    return row.actor is Actor.SELLER and span.ends is Ends.SAME_TIME and not span.rolls and days <= LONGEST


def clock_of(life: Life, packs: DisputePacks) -> Clock:
    return start(
        life.subject, life.row.kind, _at(life.begins), life.row.span, CALENDARS,
        calendar=life.calendar, zone=life.zone, ladder=packs.firm,
    )  # fmt: skip


def oracle(life: Life, shares: list[float]) -> list[tuple[datetime, int]]:
    """(tick, rung) as the slow clock rings, whoever is down when."""
    calendar = CALENDARS[life.calendar] if life.calendar else None
    counts = counted(calendar, life.zone, hours=False)
    begun = _at(life.begins)
    if life.row.span.in_days:
        ends = end_of_days(begun, int(life.row.span.amount), calendar, life.zone)
        total = TICK * sum(counts(begun + n * TICK) for n in range(int((ends - begun) / TICK)))
    else:
        ends, total = begun, timedelta(hours=life.row.span.amount)
    clock = SlowClock(total, [total * (1 - share) for share in shares], counts, ends)
    happens, tick = list(life.happens), life.begins
    while happens or not (clock.over or clock.paused):
        clock.look(_at(tick))
        while happens and happens[0][0] == tick:
            getattr(clock, happens.pop(0)[1])(_at(tick))
        clock.pass_tick(_at(tick))
        tick += 1
    return clock.rang


def played(store: Store, seed: int, everybody: list[Life]) -> None:
    """Agents begin and turn clocks, the worker rings now and then, and is down for days at times."""
    dice = random.Random(seed)
    packs = load_disputes()
    happens = [(life.begins, life, "begin") for life in everybody]
    happens += [(tick, life, what) for life in everybody for tick, what in life.happens]
    happens.sort(key=lambda each: each[0])
    looks = _looks(dice, TWO_YEARS + 96 * 40)
    look = next(looks)
    for tick, now in groupby(happens, key=lambda each: each[0]):
        while look < tick:
            ringing.ring(store, _at(look), batch=dice.choice([3, 50]))
            look = next(looks)
        with store.writing() as session:
            for _, life, what in now:
                _happens(session, life, what, packs, _at(tick))
    for last in looks:
        ringing.ring(store, _at(last))


def _looks(dice: random.Random, until: int) -> Iterator[int]:
    tick = 0
    while tick < until:
        tick += dice.randint(96, 96 * 3) if dice.random() < 0.02 else dice.randint(1, 96)
        yield tick


def _happens(session: Session, life: Life, what: str, packs: DisputePacks, now: datetime) -> None:
    if what == "begin":
        turning.begin(session, clock_of(life, packs), Standing("platform"))
        return
    row = turning.find(session, life.subject, life.row.kind)
    assert row is not None
    turning.turn(session, row, TURNS[what], now)


def _at(tick: int) -> datetime:
    return BEGIN + tick * TICK


def _on_tick(moment: datetime) -> datetime:
    """The tick at or after a moment: the slow clock knows no others."""
    past = (moment - BEGIN) % TICK
    return moment + (TICK - past if past else timedelta())


@dataclass
class Rang:
    """What a case rang, as the store has it: (tick, rung) in the order of ringing, the acts, and whether each told somebody."""

    at: list[tuple[datetime, int]] = field(default_factory=list)
    acts: list[str] = field(default_factory=list)
    told: list[bool] = field(default_factory=list)


def rang(store: Store) -> dict[str, Rang]:
    """By case. Each ring has one note for everybody whom it told, and none besides; what came late says so."""
    found: dict[str, Rang] = defaultdict(Rang)
    notes: Counter[tuple[str | None, int]] = Counter()
    query = select(t.Ring, t.ClockRow.subject).join(t.ClockRow, t.ClockRow.id == t.Ring.clock_id).order_by(t.Ring.id)
    with store.reading() as session:
        for note in session.scalars(select(t.Notification)):
            notes[note.ring_key, note.user_id] += 1
        for ring, subject in session.execute(query):
            life = found[subject]
            life.at.append((_on_tick(ring.at), int(ring.key.rpartition(".")[2])))
            life.acts.append(ring.act)
            life.told.append(bool(ring.told))
            assert ring.late == (ring.rung_at - ring.at > timedelta(minutes=5)), ring.key
            assert all(notes.pop((ring.key, person)) == 1 for person in ring.told), ring.key
    assert not notes, "somebody was told of what did not ring"
    return found


@pytest.mark.timeout(max(120, COUNT))
def test_in_two_years_nothing_runs_out_unseen_and_nothing_rings_twice(store: Store) -> None:
    with store.writing() as session:
        for role in ("lead", "supervisor"):
            session.add(t.User(login=role, name=role, password_hash="x", role=role, created_at=BEGIN, languages=[]))
    everybody = list(lives(7, COUNT))
    played(store, 11, everybody)
    found = rang(store)
    shares = [rung.share or 0.0 for rung in load_disputes().firm]
    for life in everybody:
        own = found[life.subject]
        assert own.at == sorted(oracle(life, shares)), life
        assert all(own.told), life
        if "expire" in own.acts:
            assert len(own.told) >= 3, f"ran out, and was told fewer than twice: {life}"
    assert sum("expire" in each.acts for each in found.values()) > COUNT / 10
