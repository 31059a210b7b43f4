"""The plan of one event: its switches and waves, its checklist, its squad and shifts; while it is on, its load and its questions."""

from __future__ import annotations

from datetime import date, datetime

from flask import Blueprint, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from maildesk.core.moment import read_moment
from maildesk.core.peak.event import Occurrence
from maildesk.core.peak.plan import phase
from maildesk.core.peak.switches import On
from maildesk.core.peak.waves import expected
from maildesk.db import tables as t
from maildesk.errors import NotFoundError, UsageError
from maildesk.flow.peak import own_waves, plans, questions, readiness, season, trade
from maildesk.packs.peaks import load_peaks
from maildesk.web.acting import acting, done, number, seen, text
from maildesk.web.asked import whole
from maildesk.web.desk import desk
from maildesk.web.entered import sentence
from maildesk.web.peak.band import band
from maildesk.web.peak.calendar import day_of
from maildesk.web.peak.findings import by_task
from maildesk.web.show import show

pages = Blueprint("peak_plan", __name__)
_TOP = 5


@pages.get("/peak/<int:number>")
def page(number: int) -> str:
    return _page(number)


@pages.post("/peak/<int:plan>/days")
def days(plan: int) -> Response | tuple[str, int]:
    try:
        with acting() as (session, doing):
            plans.set_days(session, seen(plan), day_of("first"), day_of("last"), doing)
    except UsageError as error:
        return _page(plan, sentence(error)), 422
    return done("peak_days_set", url_for("peak_plan.page", number=plan))


@pages.post("/peak/<int:plan>/drop")
def drop(plan: int) -> Response:
    with acting() as (session, doing):
        plans.drop(session, seen(plan), doing)
    return done("peak_dropped", url_for("peak.page"))


@pages.post("/peak/<int:plan>/tasks")
def add_task(plan: int) -> Response | tuple[str, int]:
    try:
        with acting() as (session, doing):
            plans.add_task(session, plan, text("title", 200), day_of("due"), doing)
    except UsageError as error:
        return _page(plan, sentence(error)), 422
    return _back(plan, "peak_task_added", "tasks")


@pages.post("/peak/<int:plan>/tasks/<int:task>/owner")
def give_task(plan: int, task: int) -> Response:
    with acting() as (session, doing):
        owner = request.form.get("owner", "")
        plans.give_task(session, task, whole(owner) or None, doing)
    return _back(plan, "peak_task_given", "tasks")


@pages.post("/peak/<int:plan>/tasks/<int:task>/done")
def tick(plan: int, task: int) -> Response:
    with acting() as (session, doing):
        plans.tick(session, task, doing, done=request.form.get("done") == "1")
    return _back(plan, "peak_task_ticked", "tasks")


@pages.post("/peak/<int:plan>/shifts")
def add_shift(plan: int) -> Response | tuple[str, int]:
    try:
        with acting() as (session, doing):
            plans.add_shift(session, plan, number("user"), _moment("starts"), _moment("ends"), doing)
    except UsageError as error:
        return _page(plan, sentence(error)), 422
    return _back(plan, "peak_shift_added", "squad")


@pages.post("/peak/<int:plan>/shifts/<int:shift>/drop")
def drop_shift(plan: int, shift: int) -> Response:
    with acting() as (session, doing):
        plans.drop_shift(session, shift, doing)
    return _back(plan, "peak_shift_dropped", "squad")


@pages.post("/peak/<int:plan>/waves")
def learn_waves(plan: int) -> Response:
    """Take over the waves as this shop's own mails show them."""
    with acting() as (session, doing):
        found = own_waves.learn(session, plan, doing)
    return _back(plan, f"peak_waves_learnt:{len(found)}", "waves")


def _page(number: int, wrong: str = "") -> str:
    now = desk().now()
    today = now.date()  # the days of the season are those of UTC
    with desk().store.reading() as session:
        plan = plans.get(session, number)
        found = season.occurrence(plan.event, plan.first, plan.last)
        if found is None:
            raise NotFoundError(f"the packs no longer know {plan.event}")
        people = session.execute(select(t.User.id, t.User.name).where(t.User.active).order_by(t.User.name)).all()
        return show(
            session, "peak_plan.html", plan=plan, it=found, phase=phase(found, today), today=today, wrong=wrong,
            switches=_switches(found, today), waves=expected(trade.waves(session), [found], trade.trade(session).supplies),
            tasks=plans.tasks(session, plan.id), rows={row.id: row for row in load_peaks().tasks},
            shifts=plans.shifts(session, plan.id), people=people, names={row.id: row.name for row in people},
            band=band(session, now), questions=questions.shown(session, now, _TOP), counted=_done(session, plan.id),
            findings=by_task(readiness.look(session, found, desk().writer.texts, desk().settings.timezone, now)),
        )  # fmt: skip


def _switches(found: Occurrence, today: date) -> list[tuple[On, str]]:
    """What the event switches, each with whether it comes, is on, or is over."""
    rows = (On(row, found, *row.days.of(found)) for row in load_peaks().switches if row.concerns(found))
    return sorted(((on, _stands(on, today)) for on in rows), key=lambda each: (each[0].first, each[0].switch.id))


def _stands(on: On, today: date) -> str:
    if today < on.first:
        return "comes"
    return "on" if today <= on.last else "over"


def _done(session: Session, plan_id: int) -> tuple[int, int]:
    """How many tasks are done, of how many."""
    tasks = plans.tasks(session, plan_id)
    return sum(task.done_at is not None for task in tasks), len(tasks)


def _moment(name: str) -> datetime:
    """A moment of a form, in the desk's zone."""
    try:
        return read_moment(text(name, 25), desk().settings.timezone)
    except ValueError as wrong:
        raise BadRequest(f"{name} is no moment") from wrong


def _back(plan: int, code: str, part: str) -> Response:
    return done(code, url_for("peak_plan.page", number=plan) + f"#{part}")
