"""What the job of peaks does every minute: overloads, deadlines near, plans that begin and end, rising questions and their answers.

In: a session, now. Out: rows and notifications. It switches nothing: what is on follows from the day (`season`).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from maildesk.core.peak.load import Limits, load, overloaded
from maildesk.core.peak.plan import Phase, phase
from maildesk.core.queue.roles import Role
from maildesk.db import tables as t
from maildesk.flow.peak import answers, plans, questions, report, season, squad, tally
from maildesk.flow.reply.drafting import Writer

#: Full hours that the alarm looks at.
_HOURS = 6
#: How often questions are looked for while a peak is on.
QUESTIONS_EVERY = timedelta(minutes=5)
LIMITS = Limits()
#: A task that was due longer ago, when its plan was made late, is red on its page; nobody is called for it.
_REMINDED = timedelta(days=2)
_STANDS = t.PeakPlan.state != "dropped"


def overload(session: Session, now: datetime, limits: Limits = LIMITS) -> t.Overload | None:
    """Ring the alarm when mails arrive faster than they are cleared, once; end it when they are. The overload that lasts, if any."""
    hours, waiting = tally.hours(session, now, _HOURS), tally.waiting(session)
    standing = session.scalar(select(t.Overload).where(t.Overload.ended_at.is_(None)).limit(1))
    rings = overloaded(hours, waiting, limits, ringing=standing is not None)
    if standing is not None and not rings:
        standing.ended_at = now
    if standing is not None or not rings:
        return standing if rings else None
    pace = load(hours, waiting)
    begun = t.Overload(began_at=now, waiting=waiting, arriving=pace.arriving, clearing=pace.clearing)
    session.add(begun)
    session.flush()
    detail = {"waiting": waiting, "arriving": round(pace.arriving), "clearing": round(pace.clearing)}
    _tell(session, {*_leads(session), *plans.on_duty(session, now)}, "overload", detail, now)
    return begun


def look_for_questions(session: Session, writer: Writer, now: datetime) -> int:
    """Look for rising questions, and serve those that have an answer. Returns how many drafts were proposed."""
    questions.look(session, now)
    return answers.serve(session, writer, now)


def turn(session: Session, now: datetime) -> None:
    """Tell people of plans that begin and end, hand near deadlines to the squad, and freeze the reports of what is over."""
    for plan in session.scalars(select(t.PeakPlan).where(t.PeakPlan.state == season.PLANNED)).all():
        found = season.occurrence(plan.event, plan.first, plan.last)
        stands = phase(found, now.date()) if found else Phase.OVER
        if stands is Phase.OVER:
            plan.report, plan.state, plan.version = report.to_values(report.of(session, plan)), "over", plan.version + 1
        if stands != plan.told:
            plan.told = stands
            detail = {"plan": plan.id, "event": plan.event}
            _tell(session, _of_plan(session, plan), f"peak_{stands}", detail, now)
    remind(session, now)
    squad.look(session, now)


def remind(session: Session, now: datetime) -> None:
    """Tell whose task is due today, once: its owner, or the leads where nobody was put in charge."""
    query = select(t.PeakTask).join(t.PeakPlan, t.PeakPlan.id == t.PeakTask.plan_id)
    due = t.PeakTask.done_at.is_(None), t.PeakTask.due <= now.date(), t.PeakTask.due > (now - _REMINDED).date()
    tasks = {f"peak_task:{row.id}:{row.due}": row for row in session.scalars(query.where(_STANDS, *due))}
    told = t.Notification.ring_key.in_(tasks)
    for key in tasks.keys() - set(session.scalars(select(t.Notification.ring_key).where(told)) if tasks else ()):
        row = tasks[key]
        detail = {"plan": row.plan_id, "task": row.id}
        owners = (row.owner_id,) if row.owner_id is not None else _leads(session)
        _tell(session, owners, "peak_task_due", detail, now, key)


def is_on(session: Session, now: datetime) -> bool:
    """Whether any planned event is on, or was within the weeks that its questions take to come."""
    return bool(season.at(session, now).on)


def _of_plan(session: Session, plan: t.PeakPlan) -> set[int]:
    """Leads, supervisors, the owners of its tasks and its squad."""
    owners = (task.owner_id for task in plans.tasks(session, plan.id) if task.owner_id is not None)
    return {*_leads(session), *owners, *(shift.user_id for shift in plans.shifts(session, plan.id))}


def _leads(session: Session) -> Iterable[int]:
    roles = t.User.role.in_((str(Role.LEAD), str(Role.SUPERVISOR)))
    return session.scalars(select(t.User.id).where(t.User.active, or_(roles, t.User.desk == squad.DESK))).all()


def _tell(
    session: Session, people: Iterable[int], code: str, detail: dict[str, Any], now: datetime, key: str = ""
) -> None:
    session.add_all(
        t.Notification(user_id=each, code=code, detail=detail, at=now, ring_key=key) for each in sorted(people)
    )
