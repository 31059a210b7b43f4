"""Plans of events: made, changed, dropped; their checklist, their squad and shifts.

In: a session, who acts and when. Out: rows, in the caller's transaction. A plan is what turns the season's switches on: nothing changes at
the desk because of an event that nobody has planned.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.peak.calendar import occurrences
from maildesk.core.peak.event import MOST_DAYS, Occurrence
from maildesk.core.peak.plan import Phase, checklist
from maildesk.core.queue.roles import Act
from maildesk.db import tables as t
from maildesk.errors import NotFoundError, StaleError
from maildesk.flow.house.entered import EnteredError
from maildesk.flow.house.person import Doing, Seen
from maildesk.flow.peak import announced, season, trade
from maildesk.packs.peaks import load_peaks

_LONGEST_SHIFT = timedelta(hours=24)
#: A plan may be made for events of a year ahead, and of the weeks behind: a peak that is on was forgotten by somebody.
_AHEAD, _BEHIND = timedelta(days=400), timedelta(days=60)
#: Two plans of one event lie further apart; a shop that moves its sale moves it less.
_APART = timedelta(days=60)


def make(session: Session, event: str, first: date, doing: Doing) -> t.PeakPlan:
    """Plan an event of the calendar: its checklist stands at once. An event planned before and dropped is taken up again; one that is
    planned, with whatever days, is not planned twice."""
    doing.by.must(Act.PLAN_PEAKS)
    found = _found(session, event, first, doing.now.date())
    standing = _near(session, event, first)
    if standing is not None:
        if standing.state == "dropped":
            standing.state, standing.version = season.PLANNED, standing.version + 1
            season.forget(session)
        return standing
    plan = t.PeakPlan(event=event, first=first, last=found.last, made_by=doing.by.id, made_at=doing.now)
    session.add(plan)
    session.flush()
    for task in checklist(load_peaks().tasks, found):
        session.add(
            t.PeakTask(plan_id=plan.id, row=task.row.id, phase=task.row.phase, role=task.row.owner, due=task.due)
        )
    season.forget(session)
    return plan


def drop(session: Session, seen: Seen, doing: Doing) -> t.PeakPlan:
    """No peak after all: its switches go off with this transaction; what was written down stays."""
    doing.by.must(Act.PLAN_PEAKS)
    plan = get(session, seen.id, seen.version)
    plan.state, plan.version = "dropped", plan.version + 1
    season.forget(session)
    return plan


def set_days(session: Session, seen: Seen, first: date, last: date, doing: Doing) -> t.PeakPlan:
    """The days of this shop's own sale: somebody has announced them, or they begin earlier here. Due days of tasks move along, and what is
    switched follows at once, even while it is on."""
    doing.by.must(Act.PLAN_PEAKS)
    today = doing.now.date()
    if not today - _BEHIND <= first <= today + _AHEAD:
        raise EnteredError("first", first.isoformat(), "day_within_a_year")
    if not 0 <= (last - first).days < MOST_DAYS:
        raise EnteredError("last", last.isoformat(), "day_after_the_first")
    plan = get(session, seen.id, seen.version)
    if plan.state != season.PLANNED:
        raise StaleError(f"plan {plan.id} is {plan.state}: its days stay")
    if _near(session, plan.event, first, but=plan.id) is not None:
        raise EnteredError("first", first.isoformat(), "day_of_no_other_plan")
    for task in tasks(session, plan.id):
        task.due += last - plan.last if task.phase == Phase.AFTER else first - plan.first
    plan.first, plan.last, plan.version = first, last, plan.version + 1
    season.forget(session)
    return plan


def add_task(session: Session, plan_id: int, title: str, due: date, doing: Doing) -> t.PeakTask:
    """A line of the checklist that this shop needs besides those of the trade."""
    doing.by.must(Act.PLAN_PEAKS)
    plan = get(session, plan_id)
    if not title:
        raise EnteredError("title", title, "words")
    after = Phase.AFTER if due > plan.last else Phase.BEFORE if due <= plan.first else Phase.DURING
    task = t.PeakTask(plan_id=plan.id, title=title[:200], phase=after, role="lead", due=due, owner_id=doing.by.id)
    session.add(task)
    return task


def give_task(session: Session, task_id: int, owner_id: int | None, doing: Doing) -> t.PeakTask:
    """Name who does it; whoever is named is told."""
    doing.by.must(Act.PLAN_PEAKS)
    task = _task(session, task_id)
    if owner_id is not None and session.get(t.User, owner_id) is None:
        raise NotFoundError(f"there is no person {owner_id}")
    task.owner_id = owner_id
    if owner_id is not None and owner_id != doing.by.id:
        detail = {"by": doing.by.name, "plan": task.plan_id}
        session.add(t.Notification(user_id=owner_id, code="peak_task", detail=detail, at=doing.now))
    return task


def tick(session: Session, task_id: int, doing: Doing, *, done: bool) -> t.PeakTask:
    """It is done, or not after all."""
    doing.by.must(Act.NOTE)
    task = _task(session, task_id)
    task.done_at, task.done_by = (doing.now, doing.by.id) if done else (None, None)
    return task


def add_shift(
    session: Session, plan_id: int, user_id: int, starts: datetime, ends: datetime, doing: Doing
) -> t.PeakShift:
    """Somebody of the squad, from when to when."""
    doing.by.must(Act.PLAN_PEAKS)
    plan = get(session, plan_id)
    if session.get(t.User, user_id) is None:
        raise NotFoundError(f"there is no person {user_id}")
    if not timedelta() < ends - starts <= _LONGEST_SHIFT:
        raise EnteredError("ends", ends.isoformat(), "shift_of_a_day_at_most")
    if _on_duty_within(session, user_id, starts, ends):
        raise EnteredError("starts", starts.isoformat(), "time_without_another_shift")
    shift = t.PeakShift(plan_id=plan.id, user_id=user_id, starts_at=starts, ends_at=ends)
    session.add(shift)
    if user_id != doing.by.id:
        detail = {"by": doing.by.name, "plan": plan.id}
        session.add(t.Notification(user_id=user_id, code="peak_shift", detail=detail, at=doing.now))
    return shift


def drop_shift(session: Session, shift_id: int, doing: Doing) -> int:
    """Take a shift off the plan; returns the plan's id."""
    doing.by.must(Act.PLAN_PEAKS)
    shift = session.get(t.PeakShift, shift_id)
    if shift is None:
        raise NotFoundError(f"there is no shift {shift_id}")
    session.delete(shift)
    return shift.plan_id


def get(session: Session, plan_id: int, version: int | None = None) -> t.PeakPlan:
    """The plan; `NotFoundError`, or `StaleError` when it changed since the person saw it."""
    plan = session.get(t.PeakPlan, plan_id, with_for_update=version is not None)
    if plan is None:
        raise NotFoundError(f"there is no plan {plan_id}")
    if version is not None and version != plan.version:
        raise StaleError(f"plan {plan_id} has changed since it was opened")
    return plan


def tasks(session: Session, plan_id: int) -> list[t.PeakTask]:
    query = select(t.PeakTask).where(t.PeakTask.plan_id == plan_id)
    return list(session.scalars(query.order_by(t.PeakTask.due, t.PeakTask.id)))


def shifts(session: Session, plan_id: int) -> list[t.PeakShift]:
    query = select(t.PeakShift).where(t.PeakShift.plan_id == plan_id)
    return list(session.scalars(query.order_by(t.PeakShift.starts_at, t.PeakShift.id)))


def on_duty(session: Session, now: datetime) -> list[int]:
    """The people whose shift it is, of any plan that stands."""
    query = select(t.PeakShift.user_id).join(t.PeakPlan, t.PeakPlan.id == t.PeakShift.plan_id)
    query = query.where(t.PeakPlan.state != "dropped", t.PeakShift.starts_at <= now, t.PeakShift.ends_at > now)
    return list(dict.fromkeys(session.scalars(query.order_by(t.PeakShift.starts_at, t.PeakShift.id))))


def _near(session: Session, event: str, first: date, but: int = 0) -> t.PeakPlan | None:
    """The plan of an event around a day, other than `but`."""
    around = t.PeakPlan.first >= first - _APART, t.PeakPlan.first <= first + _APART
    query = select(t.PeakPlan).where(t.PeakPlan.event == event, t.PeakPlan.id != but, *around)
    return session.scalar(query.order_by(t.PeakPlan.id.desc()).limit(1))


def _on_duty_within(session: Session, user_id: int, starts: datetime, ends: datetime) -> bool:
    """Whether somebody has a shift then, of any plan that stands: nobody is on duty twice at once."""
    query = select(t.PeakShift.id).join(t.PeakPlan, t.PeakPlan.id == t.PeakShift.plan_id)
    query = query.where(t.PeakPlan.state != "dropped", t.PeakShift.user_id == user_id)
    return session.scalar(query.where(t.PeakShift.starts_at < ends, t.PeakShift.ends_at > starts).limit(1)) is not None


def _found(session: Session, event: str, first: date, today: date) -> Occurrence:
    """The occurrence of the calendar that is to be planned."""
    since, until = today - _BEHIND, today + _AHEAD
    found = occurrences(announced.events(session), since, until, trade.holidays((), since, until))
    plan = next((each for each in found if each.event.id == event and each.first == first), None)
    if plan is None:
        raise NotFoundError(f"the calendar has no {event} on {first}")
    return plan


def _task(session: Session, task_id: int) -> t.PeakTask:
    task = session.get(t.PeakTask, task_id)
    if task is None:
        raise NotFoundError(f"there is no task {task_id} of a plan")
    return task
