"""The peaks that are near are planned at the sample shop: most of what should be done by now is done, some people have shifts.

In: a session, now. Out: plans of the large events that have just been, are on, or begin within five weeks. At the first start only; what a
visitor changes stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.peak.calendar import occurrences
from maildesk.core.peak.plan import AFTERMATH, Phase, phase
from maildesk.db import tables as t
from maildesk.flow.house.person import Doing, person
from maildesk.flow.peak import plans, season, trade
from maildesk.packs.peaks import load_peaks

_SOON = timedelta(days=35)
_DAY = timedelta(days=1)
#: From when until when the squad has a shift, in hours of the day (UTC): two people, a gap at night for the visitor to fill.
_SHIFTS = ((1, 9), (9, 17))
#: Days of an event on which shifts are filled.
_FILLED = 3
#: What is still open though it was due: the desk sees what these lack.
_OPEN = ("carriers", "shifts")


def plan_ahead(session: Session, now: datetime) -> None:
    """Plan what is near, if nobody has planned anything yet."""
    if session.scalar(select(t.PeakPlan.id).limit(1)) is not None:
        return
    people = session.scalars(select(t.User).where(t.User.active).order_by(t.User.id)).all()
    lead = next(each for each in people if each.role in ("lead", "supervisor"))
    doing = Doing(person(lead), now)
    large = [row for row in load_peaks().events if row.planned]
    since, until = now.date() - AFTERMATH, now.date() + _SOON
    for each in occurrences(large, since, until, trade.holidays((), since, until)):
        plan = plans.make(session, each.event.id, each.first, doing)
        plan.told = phase(each, now.date())
        _work_off(session, plan, people, doing)
        _fill(session, plan, people, now.date())


def _work_off(session: Session, plan: t.PeakPlan, people: Sequence[t.User], doing: Doing) -> None:
    """Each task has somebody; most of those that were due are done."""
    today = doing.now.date()
    for number, task in enumerate(plans.tasks(session, plan.id)):
        task.owner_id = people[number % len(people)].id
        if task.due < today and task.row not in _OPEN:
            plans.tick(session, task.id, doing, done=True)


def _fill(session: Session, plan: t.PeakPlan, people: Sequence[t.User], today: date) -> None:
    """Shifts of the event's first days; of one that has just been, of today. Nobody is called: the sample's people were told."""
    found = season.occurrence(plan.event, plan.first, plan.last)
    been = found is not None and phase(found, today) is Phase.AFTER
    first = today if been else plan.first
    for day in (first + n * _DAY for n in range(1 if been else _FILLED)):
        for who, (starts, ends) in zip(people, _SHIFTS, strict=False):
            shift = t.PeakShift(plan_id=plan.id, user_id=who.id, starts_at=_at(day, starts), ends_at=_at(day, ends))
            session.add(shift)


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), UTC)
