"""How long ten thousand clocks take that are due in one minute, beside a million that are not.

    python -m bench.clocks                                     # SQLite and PostgreSQL, 1,000,000 running, 10,000 due
    python -m bench.clocks --running 20000 --due 2000          # in seconds

Makes its own clocks (seeded), rings what is due by the job's own function, and looks afterwards whether each of them rang once, told
somebody, and whether no other rang. Rung twice: in a store with a hundredth of the clocks that are not due, and in the full one. The last
line of each store is the ratio of what both cost in CPU of this process: 1.0 is flat.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from maildesk.core.clock.ladder import Act, Rung
from maildesk.core.clock.span import Span, Unit
from maildesk.core.clock.turn import start
from maildesk.db import tables as t
from maildesk.db.engine import Store, open_store
from maildesk.db.schema import upgrade
from maildesk.db.upsert import add_all
from maildesk.flow.clocks import keeping, ringing
from maildesk.flow.clocks.keeping import Standing
from tests.support.postgres import postgres

NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
SPAN = Span(72, Unit.HOURS)
LADDER = (Rung(Act.WARN, share=0.5), Rung(Act.ESCALATE, share=0.85))
_BATCH = 10_000


def main(words: Sequence[str] | None = None) -> int:
    given = _words().parse_args(words)
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="clocks") as base:
        if given.store in ("sqlite", "both"):
            wrong += _measured("sqlite", [f"sqlite:///{base}/{n}.sqlite" for n in (1, 2)], given)
        if given.store in ("postgresql", "both"):
            with postgres() as cluster:
                urls = []
                for name in ("few", "many"):
                    cluster.run(f"CREATE DATABASE {name}")
                    urls.append(cluster.url(name))
                wrong += _measured("postgresql", urls, given)
    return 1 if wrong else 0


def _measured(name: str, urls: Sequence[str], given: argparse.Namespace) -> int:
    wall: list[float] = []
    ours: list[float] = []
    wrong = 0
    for url, running in zip(urls, (given.running // 100, given.running), strict=True):
        with closing(open_store(url)) as store:
            upgrade(store)
            _fill(store, running, given.due)
            spent, cpu, faults = _ring(store, given.due)
        wall.append(spent)
        ours.append(cpu)
        wrong += len(faults)
        print(
            f"{name}: {given.due} due beside {running}: {spent:.2f} s, {cpu:.2f} s of our CPU, {given.due / spent:.0f} a second"
        )
        for fault in faults:
            print(f"  wrong: {fault}")
    print(f"{name}: within the minute: {'yes' if wall[1] < MINUTE.total_seconds() else 'NO'}")
    print(f"ratio {ours[1] / ours[0]:.2f}")
    return wrong


def _fill(store: Store, running: int, due: int) -> None:
    """Clocks that are due in the minute before `NOW`, and others whose next moment lies hours or days ahead."""
    with store.writing() as session:
        session.add(t.User(login="lin", name="Lin", password_hash="x", role="lead", created_at=NOW, languages=[]))
    rows = _rows(running, due)
    while batch := [row for _, row in zip(range(_BATCH), rows, strict=False)]:
        with store.writing() as session:
            add_all(session, t.ClockRow, batch)
    if not store.is_sqlite:
        with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("ANALYZE clocks")


def _rows(running: int, due: int) -> Iterator[Mapping[str, Any]]:
    """A third of those that are due warn, a third escalate, a third run out."""
    for number in range(due):
        left = (0.5, 0.15, 0.0)[number % 3] * timedelta(hours=72)
        yield _row(f"case:{number}", NOW - MINUTE * (number / due) - timedelta(hours=72) + left)
    for number in range(running):
        yield _row(f"case:{due + number}", NOW - timedelta(hours=1 + number % 30))


def _row(subject: str, at: datetime) -> Mapping[str, Any]:
    clock = start(subject, "ebay return respond", at, SPAN, {}, ladder=LADDER)
    past = [place for place, rung in enumerate(LADDER) if clock.due_at - rung.left(clock.total) < NOW - MINUTE]
    look = next((at for at in _moments(clock.due_at, clock.total) if at >= NOW - MINUTE), clock.due_at)
    return keeping.new(clock, Standing("platform")) | {"done": past, "look_at": look}


def _moments(due_at: datetime, total: timedelta) -> Iterator[datetime]:
    yield from (due_at - rung.left(total) for rung in LADDER)
    yield due_at


def _ring(store: Store, due: int) -> tuple[float, float, list[str]]:
    began, cpu = time.perf_counter(), time.process_time()
    rung = ringing.ring(store, NOW)
    spent, cpu = time.perf_counter() - began, time.process_time() - cpu
    with store.reading() as session:
        return spent, cpu, list(_faults(session, rung, due))


def _faults(session: Session, rung: ringing.Rung, due: int) -> Iterator[str]:
    """What is not as it should be: a fast wrong run is no result."""
    if rung != ringing.Rung(due, 0):
        yield f"{rung.looked_at} clocks were looked at and {rung.failed} failed; {due} are due"
    rings = session.scalar(select(func.count()).select_from(t.Ring)) or 0
    clocks = session.scalar(select(func.count(t.Ring.clock_id.distinct()))) or 0
    if (rings, clocks) != (due, due):
        yield f"{clocks} clocks rang {rings} times; {due} should have rung once each"
    told = session.scalar(select(func.count()).select_from(t.Notification)) or 0
    if told != due:
        yield f"{told} people were told of {due} rings"
    again = session.scalar(select(func.count()).select_from(t.ClockRow).where(t.ClockRow.look_at <= NOW))
    if again:
        yield f"{again} clocks still wait to be looked at"


def _words() -> argparse.ArgumentParser:
    words = argparse.ArgumentParser(
        description="Ten thousand clocks that are due in one minute, beside a million that are not."
    )
    words.add_argument("--running", type=int, default=1_000_000)
    words.add_argument("--due", type=int, default=10_000)
    words.add_argument("--store", choices=("sqlite", "postgresql", "both"), default="both")
    return words


if __name__ == "__main__":
    sys.exit(main())
