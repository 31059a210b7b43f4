"""Batches of greetings: seen before they are approved, let go at a pace, paused, resumed, stopped; by themselves, too.

In: a session, a batch as the person saw it, who and when. Out: the changed batch; rows whose `look_at` says that they may be looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, func, or_, select, update
from sqlalchemy.orm import Session

from maildesk.core.care.batch import BatchState, Counts, allowed, must_stop
from maildesk.core.queue.roles import Act, Role
from maildesk.db import tables as t
from maildesk.errors import NotFoundError, RefusedError, StaleError
from maildesk.flow.care import letter, tasks
from maildesk.flow.care.house import Care
from maildesk.flow.house.person import Doing, Seen

#: Why a mail of a batch does not go that a person took off; its `detail` says under this name for what reason, and who.
LEFT_OUT = "left_out"
#: A coupon that goes with a greeting must be worth something: valid at least so long.
_WORTH = timedelta(days=14)
_MINUTE = timedelta(minutes=1)
_WAITING = 500


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
    return _set(row, BatchState.RUNNING)


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
        _set(row, BatchState.PROPOSED)
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
        _set(row, BatchState.PROPOSED)
    return len(rows)


def pause(session: Session, seen: Seen, doing: Doing) -> t.OutreachBatch:
    """Nothing more of it is looked at until it goes on; what is in the outbox already leaves."""
    return _set(_get(session, seen, doing, BatchState.RUNNING), BatchState.PAUSED)


def resume(session: Session, seen: Seen, doing: Doing) -> t.OutreachBatch:
    """It goes on; a greeting whose day went by meanwhile has lost its sense, and says so."""
    return _set(_get(session, seen, doing, BatchState.PAUSED), BatchState.RUNNING)


def stop(session: Session, seen: Seen, why: str, doing: Doing) -> t.OutreachBatch:
    """No more of it goes; what is in the outbox already leaves."""
    row = _get(session, seen, doing, BatchState.PREPARING, BatchState.PROPOSED, BatchState.RUNNING, BatchState.PAUSED)
    _stop(session, row, why or "by_person", doing.now)
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
    return _set(row, BatchState.PROPOSED)


def release(session: Session, care: Care, now: datetime) -> int:
    """Let the next mails of all running batches be looked at, at the pace of each receiving domain; returns how many.

    None while the team is outrun: whoever waits for an answer is not greeted, and greetings bring mails.
    """
    released, rests = 0, resting(session)
    for batch in session.scalars(select(t.OutreachBatch).where(t.OutreachBatch.state == BatchState.RUNNING)).all():
        why = must_stop(counts(session, batch.id), care.limits)
        if why:
            _stop(session, batch, why, now)
            _tell(session, batch, now)
            continue
        released += 0 if rests else _release(session, care, batch, now)
        _finish(session, batch, now)
    return released


def resting(session: Session) -> bool:
    """Whether greetings rest because more mails come than are cleared (`flow.peak.watch`)."""
    return session.scalar(select(t.Overload.id).where(t.Overload.ended_at.is_(None)).limit(1)) is not None


def counts(session: Session, batch_id: int) -> Counts:
    """What became of a batch so far."""
    query = select(
        func.count(t.Outreach.sent_at),
        func.count(t.Outreach.bounced_at),
        func.count(t.Outreach.complained_at),
        func.count(t.Outreach.unsubscribed_at),
    )
    row = session.execute(query.where(t.Outreach.batch_id == batch_id)).one()
    return Counts(row[0], row[1], row[2], row[3])


def progress(session: Session, batch_id: int) -> dict[str, int]:
    """Rows of a batch by state."""
    query = select(t.Outreach.state, func.count()).where(t.Outreach.batch_id == batch_id).group_by(t.Outreach.state)
    return dict(session.execute(query).all())


def _release(session: Session, care: Care, batch: t.OutreachBatch, now: datetime) -> int:
    waiting = (
        select(t.Outreach.id, t.Contact.email)
        .join(t.Contact, t.Contact.id == t.Outreach.contact_id)
        .where(
            t.Outreach.batch_id == batch.id,
            t.Outreach.state == "planned",
            t.Outreach.look_at.is_(None),
            t.Outreach.due_at <= now,
        )
        .order_by(t.Outreach.due_at, t.Outreach.id)
    )
    rows = session.execute(waiting.limit(_WAITING)).all()
    places = allowed([_domain(email) for _, email in rows], _recent(session, now), care.limits)
    ids = [rows[place][0] for place in places]
    # Another worker may have been quicker with them: what it has queued is not looked at again.
    untouched = t.Outreach.state == "planned", t.Outreach.look_at.is_(None)
    session.execute(update(t.Outreach).where(t.Outreach.id.in_(ids), *untouched).values(look_at=now))
    session.flush()
    return len(ids)


def _recent(session: Session, now: datetime) -> Sequence[str]:
    """Receiving domains of what left of batches within the last minute, or is just about to."""
    query = (
        select(t.Contact.email)
        .join(t.Outreach, t.Outreach.contact_id == t.Contact.id)
        .where(
            t.Outreach.batch_id.is_not(None),
            (t.Outreach.sent_at > now - _MINUTE) | ((t.Outreach.state == "planned") & (t.Outreach.look_at <= now)),
        )
    )
    return [_domain(email) for email in session.scalars(query)]


def _domain(email: str) -> str:
    return email.rpartition("@")[2]


def _finish(session: Session, batch: t.OutreachBatch, now: datetime) -> None:
    left = select(t.Outreach.id).where(
        t.Outreach.batch_id == batch.id, t.Outreach.state.in_(("planned", "waiting", "queued"))
    )
    if session.scalar(left.limit(1)) is None:
        _set(batch, BatchState.DONE).ended_at = now


def _stop(session: Session, batch: t.OutreachBatch, why: str, now: datetime) -> None:
    _set(batch, BatchState.STOPPED)
    batch.why, batch.ended_at = why[:200], now
    session.execute(
        update(t.Outreach)
        .where(t.Outreach.batch_id == batch.id, t.Outreach.state.in_(("planned", "waiting")))
        .values(state="cancelled", why="batch_stopped", look_at=None, ended_at=now)
    )


def _tell(session: Session, batch: t.OutreachBatch, now: datetime) -> None:
    """That it stopped by itself: to who approved it, and to every supervisor."""
    whom = or_(t.User.id == batch.approved_by, t.User.role == Role.SUPERVISOR)
    detail = {"batch": batch.id, "occasion": batch.occasion, "why": batch.why}
    session.add_all(
        t.Notification(user_id=each, code="batch_stopped", detail=detail, at=now)
        for each in session.scalars(select(t.User.id).where(t.User.active, whom).order_by(t.User.id))
    )


def _get(session: Session, seen: Seen, doing: Doing, *states: BatchState) -> t.OutreachBatch:
    doing.by.must(Act.APPROVE_IN_BULK)
    row = session.get(t.OutreachBatch, seen.id, with_for_update=True)
    if row is None:
        raise NotFoundError(f"there is no batch {seen.id}")
    if row.version != seen.version or row.state not in states:
        raise StaleError(f"batch {row.key} is {row.state} by now")
    return row


def _set(row: t.OutreachBatch, state: BatchState) -> t.OutreachBatch:
    row.state, row.version = str(state), row.version + 1
    return row
