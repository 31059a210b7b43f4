"""The table of jobs: asked for, claimed by compare-and-set, given back with their next moment.

In: names, arguments, moments. Out: claims. A due moment is a column, so that nothing is dropped by a misfire or a crash.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from maildesk.db import tables as t
from maildesk.db.upsert import add_missing

#: A claim this old was left by a worker that died: longer than any job may take.
LEASE = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A job that is ours until it is given back, or until our lease has run out and another took it. `at` tells these apart."""

    job_id: int
    at: datetime
    key: str
    name: str
    args: dict[str, Any]
    attempts: int


def ask(session: Session, name: str, due_at: datetime, args: dict[str, Any] | None = None, key: str = "") -> None:
    """Ask for a job. One with the same key that already stands is brought forward; one that runs just now will run again."""
    key = key or name
    row = {"key": key, "name": name, "args": args or {}, "due_at": due_at, "claimed_by": "", "attempts": 0, "said": ""}
    if not add_missing(session, t.Job, row):
        sooner = or_(t.Job.due_at > due_at, t.Job.claimed_at.is_not(None))
        session.execute(update(t.Job).where(t.Job.key == key, sooner).values(due_at=due_at))


def due(session: Session, now: datetime, limit: int = 50) -> Sequence[int]:
    """Ids of the jobs that are due and nobody's, or whose worker died."""
    free = or_(t.Job.claimed_at.is_(None), t.Job.claimed_at < now - LEASE)
    return session.scalars(select(t.Job.id).where(t.Job.due_at <= now, free).order_by(t.Job.due_at).limit(limit)).all()


def claim(session: Session, job_id: int, worker: str, now: datetime) -> Claimed | None:
    """Take one due job; None when another worker was first."""
    free = or_(t.Job.claimed_at.is_(None), t.Job.claimed_at < now - LEASE)
    row = session.execute(
        update(t.Job)
        .where(t.Job.id == job_id, t.Job.due_at <= now, free)
        .values(claimed_at=now, claimed_by=worker, attempts=t.Job.attempts + 1)
        .returning(t.Job.key, t.Job.name, t.Job.args, t.Job.attempts)
    ).one_or_none()
    return Claimed(job_id, now, *row) if row else None


def done(session: Session, claimed: Claimed, next_at: datetime | None) -> None:
    """Give a job back: due again at `next_at`, or finished. One asked for again while it ran keeps that earlier moment.

    A worker that was held up for longer than the lease gives nothing back: the job is another's by then.
    """
    row = session.get(t.Job, claimed.job_id, with_for_update=True)
    if row is None or row.claimed_at != claimed.at:
        return
    if row.due_at > row.claimed_at:
        next_at = min(row.due_at, next_at) if next_at else row.due_at
    if next_at is None:
        session.delete(row)
        return
    row.due_at, row.claimed_at, row.claimed_by, row.attempts, row.said = next_at, None, "", 0, ""


def failed(session: Session, claimed: Claimed, why: str, next_at: datetime) -> None:
    """Give back a job that raised: tried again later, with the reason on it."""
    session.execute(
        update(t.Job)
        .where(t.Job.id == claimed.job_id, t.Job.claimed_at == claimed.at)
        .values(due_at=next_at, claimed_at=None, claimed_by="", said=why[:500])
    )


def bring_forward(session: Session, now: datetime, until: datetime) -> None:
    """What nobody has and was to run by `until` is due now."""
    waiting = t.Job.claimed_at.is_(None), t.Job.due_at > now, t.Job.due_at <= until
    session.execute(update(t.Job).where(*waiting).values(due_at=now), execution_options={"synchronize_session": False})


def workers(session: Session) -> set[str]:
    """The workers that hold a job just now."""
    return set(session.scalars(select(t.Job.claimed_by).where(t.Job.claimed_at.is_not(None))))


def free(session: Session, dead: Sequence[str]) -> None:
    """Workers known to be dead: their claims are nobody's any more, without waiting for the lease."""
    session.execute(update(t.Job).where(t.Job.claimed_by.in_(dead)).values(claimed_at=None, claimed_by=""))
