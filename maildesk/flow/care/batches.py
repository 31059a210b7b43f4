"""Batches of greetings, as people deal with them: seen before they are approved, approved, thinned out, paused, resumed, stopped.

In: a session, a batch as the person saw it, who and when. Out: the changed batch. At which pace its mails go: `releasing`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, func, or_, select, update
from sqlalchemy.orm import Session

from maildesk.core.care.batch import BatchState
from maildesk.core.queue.roles import Act
from maildesk.db import tables as t
from maildesk.errors import NotFoundError, RefusedError, StaleError
from maildesk.flow.care import letter, tasks
from maildesk.flow.house.person import Doing, Seen

#: Why a mail of a batch does not go that a person took off; its `detail` says under this name for what reason, and who.
LEFT_OUT = "left_out"
#: A coupon that goes with a greeting must be worth something: valid at least so long.
_WORTH = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Mails of a batch: single ones by their ids, and all of some locales."""

    ids: frozenset[int] = frozenset()
    locales: frozenset[str] = frozenset()

    @property
    def clause(self) -> ColumnElement[bool]:
        return or_(t.Outreach.id.in_(self.ids), t.Outreach.locale.in_(self.locales))


@dataclass(frozen=True, slots=True)
class Preview:
    """What would happen: rows by state, gate and reason; by locale those that would go; one sample of each locale."""

    by_gate: tuple[tuple[str, str, str, int], ...]
    by_locale: tuple[tuple[str, int], ...]
    samples: tuple[int, ...]


def preview(session: Session, batch_id: int) -> Preview:
    """Counts for the page on which the batch is approved."""
    mine = t.Outreach.batch_id == batch_id
    told = (t.Outreach.state, t.Outreach.gate, t.Outreach.why)
    by_gate = select(*told, func.count()).where(mine).group_by(*told).order_by(*told)
    going = mine, t.Outreach.state.not_in(("stopped", "cancelled"))
    locales = select(t.Outreach.locale, func.count(), func.min(t.Outreach.id)).where(*going)
    rows = session.execute(locales.group_by(t.Outreach.locale).order_by(t.Outreach.locale)).all()
    return Preview(
        tuple((row[0], row[1], row[2], row[3]) for row in session.execute(by_gate)),
        tuple((row[0], row[1]) for row in rows),
        tuple(row[2] for row in rows),
    )


def approve(session: Session, seen: Seen, doing: Doing) -> t.OutreachBatch:
    """Let a proposed batch go. Key customers become a task for a personal note of their own agent."""
    row = _get(session, seen, doing, BatchState.PROPOSED)
    row.approved_by, row.approved_at = doing.by.id, doing.now
    personal = select(t.Outreach).where(t.Outreach.batch_id == row.id, t.Outreach.why == "key_customer")
    for each in session.scalars(personal):
        tasks.open_for(session, each, "personal_note", doing.now)
    return turned(row, BatchState.RUNNING)


def leave_out(session: Session, seen: Seen, chosen: Chosen, why: str, doing: Doing) -> int:
    """Take some mails off a batch that is not yet approved; the reason stays with them. Returns how many.

    It is another batch then: who saw it with them must look again before approving.
    """
    row = _get(session, seen, doing, BatchState.PROPOSED)
    going = t.Outreach.batch_id == row.id, t.Outreach.state == "planned"
    rows = session.scalars(select(t.Outreach).where(*going, chosen.clause).order_by(t.Outreach.id)).all()
    for each in rows:
        each.state, each.why, each.ended_at = "cancelled", LEFT_OUT, doing.now
        each.detail = {**each.detail, LEFT_OUT: {"why": why[:200], "by": doing.by.id}}
    if rows:
        turned(row, BatchState.PROPOSED)
    return len(rows)


def take_in(session: Session, seen: Seen, chosen: Chosen, doing: Doing) -> int:
    """Take those back in who were left out by a person; whom a gate stops stays out. Returns how many."""
    row = _get(session, seen, doing, BatchState.PROPOSED)
    out = t.Outreach.batch_id == row.id, t.Outreach.state == "cancelled", t.Outreach.why == LEFT_OUT
    rows = session.scalars(select(t.Outreach).where(*out, chosen.clause).order_by(t.Outreach.id)).all()
    for each in rows:
        each.state, each.why, each.ended_at = "planned", "", None
        each.detail = {name: value for name, value in each.detail.items() if name != LEFT_OUT}
    if rows:
        turned(row, BatchState.PROPOSED)
    return len(rows)


def pause(session: Session, seen: Seen, doing: Doing) -> t.OutreachBatch:
    """Nothing more of it is looked at until it goes on; what is in the outbox already leaves."""
    return turned(_get(session, seen, doing, BatchState.RUNNING), BatchState.PAUSED)


def resume(session: Session, seen: Seen, doing: Doing) -> t.OutreachBatch:
    """It goes on; a greeting whose day went by meanwhile has lost its sense, and says so."""
    return turned(_get(session, seen, doing, BatchState.PAUSED), BatchState.RUNNING)


def stop(session: Session, seen: Seen, why: str, doing: Doing) -> t.OutreachBatch:
    """No more of it goes; what is in the outbox already leaves."""
    row = _get(session, seen, doing, BatchState.PREPARING, BatchState.PROPOSED, BatchState.RUNNING, BatchState.PAUSED)
    halt(session, row, why or "by_person", doing.now)
    return row


def with_coupon(session: Session, seen: Seen, coupon: dict[str, str], doing: Doing) -> t.OutreachBatch:
    """Let a coupon go with a batch that is not yet approved. Raises `RefusedError` for one that is worth nothing.

    It is another batch then: who saw it without the coupon must look again before approving.
    """
    read = letter.coupon(dict(coupon))
    row = _get(session, seen, doing, BatchState.PROPOSED)
    latest = session.scalar(select(func.max(t.Outreach.due_at)).where(t.Outreach.batch_id == row.id)) or doing.now
    if read.until < date.fromordinal((latest + _WORTH).date().toordinal()):
        raise RefusedError("the coupon ends within two weeks of the greeting", code="worthless_offer")
    for each in session.scalars(select(t.Outreach).where(t.Outreach.batch_id == row.id)):
        each.detail = {**each.detail, "coupon": dict(coupon)}
    return turned(row, BatchState.PROPOSED)


def progress(session: Session, batch_id: int) -> dict[str, int]:
    """Rows of a batch by state."""
    query = select(t.Outreach.state, func.count()).where(t.Outreach.batch_id == batch_id).group_by(t.Outreach.state)
    return dict(session.execute(query).all())


def halt(session: Session, batch: t.OutreachBatch, why: str, now: datetime) -> None:
    """The batch ends here, by a person or by itself; whoever waits gets nothing of it."""
    turned(batch, BatchState.STOPPED)
    batch.why, batch.ended_at = why[:200], now
    session.execute(
        update(t.Outreach)
        .where(t.Outreach.batch_id == batch.id, t.Outreach.state.in_(("planned", "waiting")))
        .values(state="cancelled", why="batch_stopped", look_at=None, ended_at=now)
    )


def _get(session: Session, seen: Seen, doing: Doing, *states: BatchState) -> t.OutreachBatch:
    doing.by.must(Act.APPROVE_IN_BULK)
    row = session.get(t.OutreachBatch, seen.id, with_for_update=True)
    if row is None:
        raise NotFoundError(f"there is no batch {seen.id}")
    if row.version != seen.version or row.state not in states:
        raise StaleError(f"batch {row.key} is {row.state} by now")
    return row


def turned(row: t.OutreachBatch, state: BatchState) -> t.OutreachBatch:
    """Into another state; whoever has the batch on their screen acts on an old version from now on."""
    row.state, row.version = str(state), row.version + 1
    return row
