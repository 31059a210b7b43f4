"""Telling buyers by hand of what only people know: goods that ran out, a warehouse that closes, a coupon that ends.

In: a form. Out: planned mails, which wait for a person like all others (of a closure, the job that plans them), and a redirect that says
how many.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask import Blueprint, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from maildesk.core.placing.writing import normalise
from maildesk.core.queue.roles import Act
from maildesk.db import tables as t
from maildesk.errors import UsageError
from maildesk.flow.care import closing, contacts, events
from maildesk.flow.care.closing import Closing
from maildesk.flow.house.entered import EnteredError
from maildesk.web.acting import acting, done, text
from maildesk.web.desk import desk
from maildesk.web.entered import sentence
from maildesk.web.outreach import bars
from maildesk.web.outreach.coupon import typed_coupon, typed_day
from maildesk.web.show import show
from maildesk.web.signing_in import me

pages = Blueprint("outreach_told", __name__)
#: Orders that one form names at most.
_MOST = 200


@pages.before_request
def _agents_only() -> None:
    me().must(Act.APPROVE)


@pages.get("/outreach/tell")
def page() -> str:
    return _page()


@pages.post("/outreach/tell/stock")
def stock() -> Response | tuple[str, int]:
    """Goods of some orders ran out."""
    try:
        titles = [line.strip()[:200] for line in text("titles", 2_000).splitlines() if line.strip()]
        if not titles:
            raise EnteredError("titles", "", "needed")
        restock = _maybe_day("restock_on")
        with acting() as (session, doing):
            orders = list(_orders(session, text("orders", 4_000)))
            planned = sum(
                events.out_of_stock(session, desk().care, each, titles, doing.now, restock_on=restock)
                for each in orders
            )
    except UsageError as error:
        return _page(sentence(error)), 422
    return _planned(planned)


@pages.post("/outreach/tell/closure")
def closure() -> Response | tuple[str, int]:
    """The warehouse closes: a job plans the mails of every order that has not left."""
    try:
        first, last = typed_day("first", "closed_from"), typed_day("last", "closed_until")
        resumes = _maybe_day("resumes")
        if last < first or (resumes and resumes <= last):
            raise EnteredError("closed_until", last.isoformat(), "days_in_order")
        with acting() as (session, doing):
            doing.by.must(Act.APPROVE_IN_BULK)
            if last < doing.now.date():
                raise EnteredError("closed_until", last.isoformat(), "day_not_over")
            concerned = closing.ask(session, Closing(first, last, resumes), doing.now)
    except UsageError as error:
        return _page(sentence(error)), 422
    return done(f"closure_asked:{concerned}" if concerned else "outreach_planned_none", url_for("outreach_told.page"))


@pages.post("/outreach/tell/closure/again")
def again() -> Response:
    """Have what failed or was set aside tried now."""
    with acting() as (session, doing):
        doing.by.must(Act.APPROVE_IN_BULK)
        closing.try_again(session, text("key", 80), doing.now)
    return done("closure_again", url_for("outreach_told.page"))


@pages.get("/outreach/tell/closure/progress")
def progress() -> dict[str, Any]:
    """How far the telling of a closure is: what the bar's script asks every few seconds."""
    with desk().store.reading() as session:
        key = request.args.get("key", "")
        return bars.numbers(next((each.told for each in bars.of_closures(session) if each.again["key"] == key), None))


@pages.post("/outreach/tell/coupon")
def coupon() -> Response | tuple[str, int]:
    """One buyer's coupon is about to end."""
    try:
        typed = typed_coupon()
        with acting() as (session, doing):
            contact = contacts.find(session, desk().care, text("email", 320))
            if contact is None or contact.erased_at is not None:
                raise EnteredError("email", text("email", 100), "a_contact")
            planned = events.coupon_ends(session, desk().care, contact.id, typed, doing.now)
    except UsageError as error:
        return _page(sentence(error)), 422
    return _planned(planned)


def _page(wrong: str = "") -> str:
    with desk().store.reading() as session:
        return show(session, "outreach_told.html", wrong=wrong, typed=request.form, under_way=bars.of_closures(session))


def _planned(count: int) -> Response:
    code = f"outreach_planned:{count}" if count else "outreach_planned_none"
    return done(code, url_for("outreach.page", view="coming" if count else None))


def _orders(session: Session, typed: str) -> Iterable[int]:
    """The orders of these numbers; the first that the book does not have is named."""
    numbers = typed.replace(",", " ").replace(";", " ").split()[:_MOST]
    if not numbers:
        raise EnteredError("orders", "", "needed")
    for number in numbers:
        found = session.scalars(select(t.OrderRow.id).where(t.OrderRow.key == normalise(number)).limit(2)).all()
        if len(found) != 1:
            raise EnteredError("orders", number, "one_order")
        yield found[0]


def _maybe_day(name: str) -> date | None:
    return typed_day(name, name) if text(name, 10) else None
