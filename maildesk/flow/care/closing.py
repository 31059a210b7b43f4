"""Telling buyers of a closure: asked for by a person or by a plan that comes on, done by a job, seen while it lasts.

In: a session, `Care`, a closure, now. Out: the job, which goes on in steps (`steps`), and planned mails of the rule for closures, one for
each order that had not left when it was asked for. An import asks for nothing: a plan does, once, from the day on which drafts tell of its
closure. When it is dropped or moved, its mails that have not left are taken back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, select, update
from sqlalchemy.orm import Session

from maildesk.core.care.followup import Event, Trigger
from maildesk.core.order import OrderStatus
from maildesk.db import tables as t
from maildesk.flow.care import matter, steps
from maildesk.flow.care.house import Care
from maildesk.flow.care.planning import WAITING, about_order, happen
from maildesk.flow.care.steps import Part, Progress
from maildesk.flow.house import jobs
from maildesk.flow.peak import season

#: The job's name (`jobs.care`); one stands for each closure.
JOB = "care_closure"
#: Why a mail of a closure was taken back: the plan was dropped, or has other days now.
OFF = "closure_off"
#: An order that has not left for so long is forgotten, not open.
_OPEN = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Closing:
    """A closure that buyers are told of. `event`: of a plan; empty: in a person's own words."""

    first: date
    last: date
    resumes: date | None = None
    event: str = ""

    @property
    def mark(self) -> str:
        """Its days: nobody is told of the same days twice."""
        return f"{self.first}/{self.last}"

    @property
    def key(self) -> str:
        return f"{JOB}:{self.event}:{self.mark}"

    def to_values(self) -> dict[str, Any]:
        resumes = self.resumes.isoformat() if self.resumes else None
        return {"first": self.first.isoformat(), "last": self.last.isoformat(), "resumes": resumes, "event": self.event}

    @classmethod
    def from_values(cls, raw: Mapping[str, Any]) -> Closing:
        first, last = date.fromisoformat(raw["first"]), date.fromisoformat(raw["last"])
        resumes = raw.get("resumes")
        return cls(first, last, date.fromisoformat(resumes) if resumes else None, raw.get("event", ""))


def ask(session: Session, closing: Closing, now: datetime) -> int:
    """Ask for buyers to be told; returns how many orders it concerns that were not told yet. A person's closure with none is not begun."""
    concerned = steps.count(session, _concerned(closing, now))
    if concerned or closing.event:
        asked = {"closure": closing.to_values(), "asked": now.isoformat()}
        jobs.ask(session, JOB, now, asked, key=closing.key)
    return concerned


def try_again(session: Session, key: str, now: datetime) -> None:
    """Have the job of a closure run now; nothing when it has ended meanwhile."""
    job = steps.locked(session, key)
    if job is not None and job.name == JOB:
        jobs.ask(session, JOB, now, key=key)


def go_on(session: Session, care: Care, closing: Closing, now: datetime) -> bool:
    """Look at the next orders. False: all were looked at. The job of a plan stays until its last day, so that it is asked for once."""
    job = steps.locked(session, closing.key)
    if job is None or now.date() > closing.last:
        return False
    asked = datetime.fromisoformat(job.args["asked"])
    look = Part("order", _concerned(closing, asked), lambda each: _tell(session, care, closing, each, asked, now))
    more = steps.go_on(session, job, (look,), now)
    if not more and closing.event and not steps.mark_of(job).failed:
        job.due_at = datetime.combine(closing.last + timedelta(days=1), time(), now.tzinfo)
    return more


def under_way(session: Session) -> tuple[Progress, ...]:
    """The closures that buyers are being told of just now: for the page that shows it."""
    return steps.under_way(session, JOB)


def follow(session: Session, now: datetime) -> None:
    """Planned closures that have come on are asked for; of those that are gone, the mails are looked at now, which takes them back."""
    on = {closing.key: closing for closing in _planned(session, now)}
    told = {job.key: job for job in session.scalars(select(t.Job).where(t.Job.name == JOB).with_for_update())}
    for key in on.keys() - told.keys():
        ask(session, on[key], now)
    for key in told.keys() - on.keys():
        closing = Closing.from_values(told[key].args["closure"])
        if closing.event:
            session.delete(told[key])
            waiting = _of(closing), t.Outreach.state.in_(WAITING)
            session.execute(update(t.Outreach).where(*waiting).values(look_at=now))


def is_off(session: Session, row: t.Outreach, now: datetime) -> bool:
    """Whether this mail tells of a planned closure that no longer stands so."""
    raw = row.detail.get("closure") or {}
    return bool(raw.get("event")) and Closing.from_values(raw) not in _planned(session, now)


def _planned(session: Session, now: datetime) -> list[Closing]:
    found = season.at(session, now).closures()
    return [Closing(each.first, each.last, each.last + timedelta(days=1), each.event.id) for each in found]


def _concerned(closing: Closing, asked: datetime) -> Select[int]:
    """Orders that had not left when it was asked for, and whose buyer was not told of these days yet."""
    told = exists().where(t.Outreach.order_id == t.OrderRow.id, _of(closing), t.Outreach.why != OFF)
    waits = t.OrderRow.status == OrderStatus.PAID, t.OrderRow.shipped_at.is_(None)
    return select(t.OrderRow.id).where(
        *waits, t.OrderRow.ordered_at > asked - _OPEN, t.OrderRow.ordered_at <= asked, ~told
    )


def _of(closing: Closing) -> ColumnElement[bool]:
    return t.Outreach.key.endswith(f":{closing.mark}")


def _tell(session: Session, care: Care, closing: Closing, order_id: int, asked: datetime, now: datetime) -> None:
    row = session.get_one(t.OrderRow, order_id)
    # What was taken back is wanted again: the plan has these days once more.
    back = t.Outreach.order_id == order_id, _of(closing), t.Outreach.why == OFF
    session.execute(update(t.Outreach).where(*back).values(state="planned", why="", ended_at=None))
    event = Event(Trigger.CLOSURE, f"order:{order_id}", asked, closing.mark)
    standing = matter.standing(session, order_id, None)
    happen(session, care, [event], standing, about_order(row, {"closure": closing.to_values()}), now)
