"""What was approved is let go at the pace of each receiving domain; a batch that goes badly stops by itself.

In: a session, now. Out: rows whose `look_at` says that they may be looked at; they are sent, and judged once more, by `sending`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from maildesk.core.care.batch import BatchState, Counts, allowed, must_stop
from maildesk.core.queue.roles import Role
from maildesk.db import tables as t
from maildesk.flow.care.batches import halt, turned
from maildesk.flow.care.house import Care

_MINUTE = timedelta(minutes=1)
_WAITING = 500


def release(session: Session, care: Care, now: datetime) -> int:
    """Let the next mails of all running batches be looked at, at the pace of each receiving domain; returns how many.

    None while the team is outrun: whoever waits for an answer is not greeted, and greetings bring mails.
    """
    released, rests = 0, resting(session)
    for batch in session.scalars(select(t.OutreachBatch).where(t.OutreachBatch.state == BatchState.RUNNING)).all():
        why = must_stop(counts(session, batch.id), care.limits)
        if why:
            halt(session, batch, why, now)
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
        turned(batch, BatchState.DONE).ended_at = now


def _tell(session: Session, batch: t.OutreachBatch, now: datetime) -> None:
    """That it stopped by itself: to who approved it, and to every supervisor."""
    whom = or_(t.User.id == batch.approved_by, t.User.role == Role.SUPERVISOR)
    detail = {"batch": batch.id, "occasion": batch.occasion, "why": batch.why}
    session.add_all(
        t.Notification(user_id=each, code="batch_stopped", detail=detail, at=now)
        for each in session.scalars(select(t.User.id).where(t.User.active, whom).order_by(t.User.id))
    )
