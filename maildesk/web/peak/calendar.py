"""The calendar of peaks: what comes within a year, which mails follow it, what is planned; and where the shop's buyers and goods are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from babel.dates import format_date
from flask import Blueprint, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from maildesk.core.moment import read_day
from maildesk.core.peak.calendar import awaited, holidays_between, occurrences
from maildesk.core.peak.event import Occurrence
from maildesk.core.peak.plan import phase
from maildesk.core.peak.waves import Expected, Supply, expected
from maildesk.db import tables as t
from maildesk.errors import UsageError
from maildesk.flow.peak import announced, plans, season, trade
from maildesk.web.acting import acting, done, text
from maildesk.web.desk import desk
from maildesk.web.entered import sentence
from maildesk.web.i18n import babel_locale
from maildesk.web.i18n import locale as page_locale
from maildesk.web.peak import year_line
from maildesk.web.peak.paper import squad_reason
from maildesk.web.show import show

pages = Blueprint("peak", __name__)
_YEAR = timedelta(days=year_line.DAYS - 1)
#: A plan stands at the head of the page until so long after its event: its last tasks are due then.
_SHOWN_AFTER = timedelta(days=40)


@pages.get("/peak")
def page() -> str:
    return calendar()


@pages.post("/peak/plans")
def make() -> Response:
    """Plan an event of the calendar."""
    first = day_of("first")
    with acting() as (session, doing):
        plan = plans.make(session, text("event", 60), first, doing)
    return done("peak_planned", url_for("peak_plan.page", number=plan.id))


@pages.post("/peak/trade")
def keep_trade() -> Response | tuple[str, int]:
    """Where buyers and sellers are, and how the goods come."""
    try:
        with acting() as (session, doing):
            buyers, sellers = _codes("buyers"), _codes("sellers")
            trade.save(session, buyers, sellers, request.form.getlist("supplies"), doing)
    except UsageError as error:
        return calendar(sentence(error)), 422
    return done("peak_trade_kept", url_for("peak.page"))


def _codes(name: str) -> list[str]:
    return text(name, 300).replace(",", " ").split()


def day_of(name: str) -> date:
    """A day of a form. A request without it was made by no page of ours."""
    try:
        return read_day(text(name, 10))
    except ValueError as wrong:
        raise BadRequest(f"{name} is no day") from wrong


@pages.app_template_filter("plain_day")
def plain_day(day: date) -> str:
    """A day as the reader writes it, with its weekday."""
    return format_date(day, "E d MMM" if page_locale() == "en" else "M月d日 E", locale=babel_locale())


@pages.app_template_filter("month_name")
def month_name(day: date) -> str:
    return format_date(day, "MMM", locale=babel_locale())


@pages.app_template_filter("squad_reason")
def reason_words(rule: str) -> str:
    """Why an order went to the squad, in the history of its conversation."""
    return squad_reason(rule)


def calendar(wrong: str = "") -> str:
    """The page; with what was wrong about a form of it."""
    today = desk().now().date()  # the days of the season are those of UTC
    with desk().store.reading() as session:
        ours = trade.trade(session)
        both = (*ours.buyers, *ours.sellers)
        public = trade.holidays(both, today, today + _YEAR)
        holidays = holidays_between(public, both, today, today + _YEAR)
        events = [row for row in announced.events(session) if ours.concerned(row.countries)]
        found = occurrences(events, today, today + _YEAR, public)
        planned = _plans(session)
        waves = expected(trade.waves(session), found, ours.supplies)
        large = [each for each in waves if each.occurrence.event.planned or each.occurrence.id in planned]
        return show(
            session, "peak.html", year=year_line.year(found, large, holidays, ours.sellers, today), line=year_line, found=found,
            planned=planned, standing=_standing(planned, today), by_event=_by_event(large), holidays=holidays, trade=ours, events=events,
            awaited=awaited(events, today, today + _YEAR, public), entered=announced.entries(session), supplies=tuple(Supply),
            phase=phase, today=today, wrong=wrong,
        )  # fmt: skip


def _plans(session: Session) -> dict[str, t.PeakPlan]:
    """The plans that stand, by occurrence."""
    rows = session.scalars(select(t.PeakPlan).where(t.PeakPlan.state != "dropped").order_by(t.PeakPlan.first))
    return {f"{row.event}-{row.first.year}": row for row in rows}


def _standing(planned: Mapping[str, t.PeakPlan], today: date) -> list[tuple[t.PeakPlan, Occurrence]]:
    """The plans whose weeks these are, or whose event has just been: those of events to come stand in the calendar."""
    near = [plan for plan in planned.values() if plan.first <= today <= plan.last + _SHOWN_AFTER]
    found = ((plan, season.occurrence(plan.event, plan.first, plan.last)) for plan in near)
    return [(plan, event) for plan, event in found if event is not None]


def _by_event(waves: Iterable[Expected]) -> dict[str, list[Expected]]:
    found: dict[str, list[Expected]] = {}
    for each in waves:
        found.setdefault(each.occurrence.id, []).append(each)
    return found
