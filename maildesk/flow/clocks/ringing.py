"""Ringing: the clocks whose moment has come are claimed, stepped, and what they bring is written in the same transaction.

In: the store and now. Out: rings, and a notification for everybody who is told. A clock is claimed by moving its `look_at`
in one statement, so that several workers never ring one twice; each ring has a unique key besides. One that cannot be stepped is set
aside with the reason, and the others go on. After a downtime all missed rungs are rung in order, and told as late.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from maildesk.core.clock.clock import Calendars, State
from maildesk.core.clock.step import Effect, step
from maildesk.db import tables as t
from maildesk.db.engine import Store
from maildesk.db.upsert import add_all
from maildesk.flow.clocks import calendars as shelf
from maildesk.flow.clocks import due, keeping, telling

_BATCH = 500
_RUNNING = str(State.RUNNING)
_STEPPED = (
    update(t.ClockRow.__table__)  # type: ignore[arg-type]
    .where(t.ClockRow.__table__.c.id == bindparam("clock"))
    .values({name: bindparam(f"new_{name}") for name in ("state", "look_at", "done", "failed")})
)


@dataclass(frozen=True, slots=True)
class Rung:
    """How many clocks were looked at, and how many of them were set aside."""

    looked_at: int = 0
    failed: int = 0

    def __add__(self, other: Rung) -> Rung:
        return Rung(self.looked_at + other.looked_at, self.failed + other.failed)


@dataclass(frozen=True, slots=True)
class Stepped:
    """A claimed clock after its step, and what that brings."""

    row: t.ClockRow
    state: str
    look_at: datetime | None
    done: list[int]
    effects: tuple[Effect, ...] = ()
    failed: str = ""


def ring(store: Store, now: datetime, batch: int = _BATCH) -> Rung:
    """Ring everything that is due by `now`, a batch in one transaction."""
    total = Rung()
    while True:
        with store.writing() as session:
            rung = _ring(session, now, batch)
        total += rung
        if rung.looked_at < batch:
            return total


def _ring(session: Session, now: datetime, batch: int) -> Rung:
    calendars = shelf.at(now)
    stepped = [_stepped(row, now, calendars) for row in _claimed(session, now, batch)]
    if stepped:
        session.execute(_STEPPED, [_columns(each) for each in stepped])
        tell(session, [(each.row, effect) for each in stepped for effect in each.effects], now)
        due.settle(session, [each.row.conversation_id for each in stepped if each.state == State.EXPIRED])
    return Rung(len(stepped), sum(bool(each.failed) for each in stepped))


def tell(session: Session, rung: Sequence[tuple[t.ClockRow, Effect]], now: datetime) -> None:
    """Write what clocks brought, and tell the people it is for. Quiet clocks ring nothing."""
    loud = [(row, effect) for row, effect in rung if not row.quiet]
    if not loud:
        return
    heard = telling.Heard.of(session, [row for row, _ in loud])
    rings = [_ring_row(row, effect, heard, now) for row, effect in loud]
    known = set(session.scalars(select(t.Ring.key).where(t.Ring.key.in_([each["key"] for each in rings]))))
    new = [(row, effect, each) for (row, effect), each in zip(loud, rings, strict=True) if each["key"] not in known]
    add_all(session, t.Ring, [each for _, _, each in new])
    add_all(session, t.Notification, [note for row, effect, each in new for note in _notes(row, effect, each, now)])


def _claimed(session: Session, now: datetime, batch: int) -> Sequence[t.ClockRow]:
    """The clocks that nobody else has: whoever moves `look_at` first has the clock (a second worker's condition fails then)."""
    waiting = (
        select(t.ClockRow.id)
        .where(t.ClockRow.state == _RUNNING, t.ClockRow.look_at <= now)
        .order_by(t.ClockRow.look_at)
        .limit(batch)
        .with_for_update(skip_locked=True)
    )
    claim = update(t.ClockRow).where(
        t.ClockRow.id.in_(waiting.scalar_subquery()), t.ClockRow.state == _RUNNING, t.ClockRow.look_at <= now
    )
    rows = session.scalars(
        claim.values(look_at=None).returning(t.ClockRow), execution_options={"synchronize_session": False}
    ).all()
    return sorted(rows, key=lambda row: (row.due_at, row.id))


def _stepped(row: t.ClockRow, now: datetime, calendars: Calendars) -> Stepped:
    try:
        moved, effects = step(keeping.value(row), now, calendars)
    except Exception as error:  # a clock that fails is set aside, and the others go on
        return Stepped(row, row.state, None, row.done, failed=f"{type(error).__name__}: {error}"[:500])
    return Stepped(row, str(moved.state), moved.look_at, sorted(moved.done), effects)


def _columns(each: Stepped) -> dict[str, Any]:
    return {
        "clock": each.row.id,
        "new_state": each.state,
        "new_look_at": each.look_at,
        "new_done": each.done,
        "new_failed": each.failed,
    }


def _ring_row(row: t.ClockRow, effect: Effect, heard: telling.Heard, now: datetime) -> dict[str, Any]:
    level = telling.level(keeping.value(row).ladder, effect)
    return {
        "clock_id": row.id,
        "key": effect.key,
        "act": str(effect.act),
        "at": effect.at,
        "due_at": effect.due_at,
        "rung_at": now,
        "late": effect.late,
        "level": level,
        "told": heard.people(row, level),
    }


def _notes(row: t.ClockRow, effect: Effect, ring: dict[str, Any], now: datetime) -> Iterable[dict[str, Any]]:
    detail = {
        "clock": row.id,
        "subject": row.subject,
        "kind": row.kind,
        "due_at": effect.due_at.isoformat(),
        "level": ring["level"],
        "late": effect.late,
    }
    for user_id in ring["told"]:
        yield {
            "user_id": user_id,
            "code": f"clock_{effect.act}",
            "conversation_id": row.conversation_id,
            "detail": detail,
            "at": now,
        }
