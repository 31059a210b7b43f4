"""The clock of a case and of a task to check one: the packs' deadline, or the date that the platform named.

In: a case's words, when it opened, where. Out: a clock that is begun or moved in the store. A platform, case or region that no pack
knows starts no clock unless a moment was named, and the case says so: nothing starts silently wrong.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.clock.clock import Clock
from maildesk.core.clock.turn import move, start_until
from maildesk.core.dispute.deadline import Asked, Deadline, deadline, named_alone
from maildesk.core.dispute.lookup import UnknownDeadlineError
from maildesk.db import tables as t
from maildesk.flow.cases.overrides import packs
from maildesk.flow.clocks import calendars as shelf
from maildesk.flow.clocks import turning
from maildesk.flow.clocks.keeping import Standing
from maildesk.packs.disputes import load_disputes

FAMILY = "platform"
#: Where the span of a clock comes from that no pack knows: the platform's own word.
_NAMED: dict[str, object] = {"given": True}


@dataclass(frozen=True, slots=True)
class Whose:
    """The subject of a clock, the conversation whose place in the queue it moves, whether it rings, and its family."""

    subject: str
    conversation_id: int | None
    quiet: bool = False
    family: str = FAMILY


def find(session: Session, asked: Asked, now: datetime) -> Deadline | None:
    """The deadline of a case, or nothing when no pack knows it."""
    known = packs(session)
    region = asked.region if asked.region in known.markets or asked.region in known.groups else ""
    try:
        return deadline(known, shelf.at(now), replace(asked, region=region), now.date())
    except UnknownDeadlineError:
        return None


def begin(session: Session, asked: Asked, whose: Whose, now: datetime, kind: str = "") -> t.ClockRow | None:
    """Begin the clock of a case or task; a standing one begins anew. What no pack knows has one only where a moment was named."""
    found = find(session, asked, now)
    clock = found.clock if found else named_alone(load_disputes(), asked)
    if clock is None:
        return None
    clock = replace(clock, subject=whose.subject, kind=kind or clock.kind)
    if whose.quiet:
        clock = _silent(clock)
    origin = _origin(found) if found else _NAMED
    return turning.begin(session, clock, Standing(whose.family, whose.conversation_id, whose.quiet, origin))


def move_to(session: Session, subject: str, respond_by: datetime, now: datetime) -> bool:
    """The platform named another date: the running clocks of a case go to it. Whether it has any."""
    query = select(t.ClockRow).where(t.ClockRow.subject == subject, t.ClockRow.state.in_(("running", "expired")))
    rows = session.scalars(query).all()
    for row in rows:
        row.origin = {**row.origin, "given": True}
        turning.turn(session, row, lambda clock, at, calendars: move(clock, respond_by, at, calendars), now)
        if row.failed:  # its calendar is gone: from now on the moment alone counts
            _begin_dated(session, row, respond_by, now)
    return bool(rows)


def _begin_dated(session: Session, row: t.ClockRow, respond_by: datetime, now: datetime) -> None:
    ladder = load_disputes().firm
    again = start_until(row.subject, row.kind, now, respond_by, ladder=ladder, consequence=row.consequence)
    turning.begin(session, again, Standing(row.family, row.conversation_id, row.quiet, row.origin))


def _silent(clock: Clock) -> Clock:
    """Nothing rings because of an import: only the end is kept, and shown."""
    return replace(clock, ladder=(), look_at=clock.due_at)


def _origin(found: Deadline) -> dict[str, object]:
    row = found.reading.row
    return {
        "source": row.source,
        "grade": str(found.grade),
        "given": found.given,
        "because": list(found.because),
        "consequence": row.on_expiry,
        "actor": str(row.actor),
    }
