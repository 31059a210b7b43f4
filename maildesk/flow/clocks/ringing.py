"""Ringing: the clocks whose moment has come are claimed, stepped, and what they bring is written in the same transaction.

In: the store and now. Out: rings, and a notification for everybody who is told. A clock is claimed by moving its `look_at`
in one statement, so that several workers never ring one twice; each ring has a unique key besides. One that cannot be stepped is set
aside with the reason, and the others go on. After a downtime all missed rungs are rung in order, and told as late.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from maildesk.core.clock.clock import Calendars, State
from maildesk.core.clock.ladder import Act
from maildesk.core.clock.step import Effect, step
from maildesk.core.telling.told import Told
from maildesk.db import tables as t
from maildesk.db.engine import Store
from maildesk.db.upsert import add_all
from maildesk.flow.clocks import calendars as shelf
from maildesk.flow.clocks import due, keeping, mending, telling
from maildesk.flow.telling import deliveries

_BATCH = 500
#: What a rule makes of rings, in the transaction that wrote them.
Follows = Callable[[Session, Sequence[tuple[t.ClockRow, Effect]], datetime], None]
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


@dataclass(frozen=True, slots=True)
class Sent:
    """A matter sent up by hand: to a level of the chain, to these people, by a colleague (or, empty, by a rule)."""

    key: str
    level: str
    people: Sequence[int]
    by: str = ""


def _nothing(session: Session, rang: Sequence[tuple[t.ClockRow, Effect]], now: datetime) -> None:
    """Nothing follows from rings."""


def ring(store: Store, now: datetime, batch: int = _BATCH, follows: Follows = _nothing) -> Rung:
    """Ring everything that is due by `now`, a batch in one transaction, and what follows from it in the same."""
    total = Rung()
    while True:
        with store.writing() as session:
            rung = _ring(session, now, batch, follows)
        total += rung
        if rung.looked_at < batch:
            return total


def _ring(session: Session, now: datetime, batch: int, follows: Follows) -> Rung:
    calendars = shelf.at(now)
    stepped = [_stepped(row, now, calendars) for row in _claimed(session, now, batch)]
    if stepped:
        session.execute(_STEPPED, [_columns(each) for each in stepped])
        rang = [(each.row, effect) for each in stepped for effect in each.effects]
        tell(session, rang, now)
        mending.tell(session, [(each.row, each.failed) for each in stepped if each.failed], now)
        due.settle(session, [each.row.conversation_id for each in stepped if each.state == State.EXPIRED])
        follows(session, rang, now)
    return Rung(len(stepped), sum(bool(each.failed) for each in stepped))


def tell(session: Session, rung: Sequence[tuple[t.ClockRow, Effect]], now: datetime) -> None:
    """Write what clocks brought, and tell the people it is for. Quiet clocks ring nothing."""
    loud = [(row, effect) for row, effect in rung if not row.quiet]
    if not loud:
        return
    heard = telling.Heard.of(session, [row for row, _ in loud], now)
    rings = [_ring_row(row, effect, heard, now) for row, effect in loud]
    known = set(session.scalars(select(t.Ring.key).where(t.Ring.key.in_([each["key"] for each in rings]))))
    new = [(row, effect, each) for (row, effect), each in zip(loud, rings, strict=True) if each["key"] not in known]
    add_all(session, t.Ring, [each for _, _, each in new])
    told = [note for row, effect, each in new for note in notes(row, each, now, consequence=effect.consequence)]
    add_all(session, t.Notification, told)
    deliveries.queue(session, [told_outside(row, each) for row, _, each in new], now)


def _claimed(session: Session, now: datetime, batch: int) -> Sequence[t.ClockRow]:
    """The clocks that nobody else has: whoever moves `look_at` first has the clock (a second worker's condition fails then)."""
    waiting = (
        select(t.ClockRow.id)
        .where(t.ClockRow.look_at <= now)  # only running clocks have one
        .order_by(t.ClockRow.look_at)
        .limit(batch)
        .with_for_update(skip_locked=True)
    )
    claim = update(t.ClockRow).where(t.ClockRow.id.in_(waiting.scalar_subquery()), t.ClockRow.look_at <= now)
    rows = session.scalars(
        claim.values(look_at=None).returning(t.ClockRow), execution_options={"synchronize_session": False}
    ).all()
    return sorted(rows, key=lambda row: (row.due_at, row.id))


def _stepped(row: t.ClockRow, now: datetime, calendars: Calendars) -> Stepped:
    try:
        moved, effects = step(keeping.value(row), now, calendars)
    except Exception as error:  # a clock that fails is set aside, and the others go on
        return Stepped(row, row.state, None, row.done, failed=mending.why(error))
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
    level = heard.level(row, keeping.value(row).ladder, effect)
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


def at_once(session: Session, sent: Sequence[tuple[t.ClockRow, Sent]], now: datetime) -> list[t.Ring]:
    """Rings that no rung rang: clocks' matters that were sent up."""
    rings: list[dict[str, Any]] = [
        {
            "clock_id": row.id, "key": to.key[:160], "act": str(Act.ESCALATE), "at": now, "due_at": row.due_at, "rung_at": now,
            "late": False, "level": to.level, "told": list(to.people),
        }
        for row, to in sent
    ]  # fmt: skip
    new = [t.Ring(**ring) for ring in rings]
    session.add_all(new)
    told = [(row, ring, to.by) for (row, to), ring in zip(sent, rings, strict=True)]
    add_all(session, t.Notification, [note for each in told for note in notes(each[0], each[1], now, each[2])])
    deliveries.queue(session, [told_outside(*each) for each in told], now)
    session.flush()
    return new


def notes(
    row: t.ClockRow, ring: Mapping[str, Any], now: datetime, by: str = "", consequence: str = ""
) -> Iterable[dict[str, Any]]:
    """What everybody who is told finds on their screens, waiting for an answer. `by`: the colleague who passed it on;
    `consequence`: what follows from an end."""
    detail = {
        "clock": row.id,
        "subject": row.subject,
        "kind": row.kind,
        "due_at": ring["due_at"].isoformat(),
        "level": ring["level"],
        "late": ring["late"],
        "by": by,
        "consequence": consequence,
    }
    for user_id in ring["told"]:
        yield {
            "user_id": user_id,
            "code": f"clock_{ring['act']}",
            "conversation_id": row.conversation_id,
            "detail": detail,
            "at": now,
            "ring_key": ring["key"],
            "waits": True,
        }


def told_outside(row: t.ClockRow, ring: Mapping[str, Any], by: str = "") -> deliveries.Rung:
    """The same for those who are told outside the screens."""
    told = Told(
        ring["key"], ring["act"], row.family, row.kind, ring["due_at"], ring["level"], ring["late"],
        row.conversation_id, by,
    )  # fmt: skip
    return deliveries.Rung(told, ring["told"])
