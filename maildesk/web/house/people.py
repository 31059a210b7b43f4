"""People: who works at the desk, in which role, writing which languages."""

from __future__ import annotations

from flask import Blueprint, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response

from maildesk.core.locales import BUYER_LOCALES, DESK_LOCALES
from maildesk.core.queue.roles import Act, Role
from maildesk.db import tables as t
from maildesk.errors import NotFoundError, RefusedError, UsageError
from maildesk.flow.house import people_changes
from maildesk.flow.house.people import NewPerson
from maildesk.flow.house.people_changes import Changes
from maildesk.web.acting import acting, done, text
from maildesk.web.desk import desk
from maildesk.web.entered import sentence
from maildesk.web.house.absence import away, colleagues
from maildesk.web.i18n import say
from maildesk.web.matters.queue import DESKS
from maildesk.web.show import show
from maildesk.web.signing_in import me

pages = Blueprint("people", __name__)
_CHOICES = {"roles": tuple(Role), "locales": DESK_LOCALES, "all_languages": BUYER_LOCALES, "desks": DESKS}


@pages.before_request
def _supervisors_only() -> None:
    me().must(Act.MANAGE_PEOPLE)


@pages.get("/people")
def page() -> str:
    with desk().store.reading() as session:
        rows = session.scalars(select(t.User).order_by(t.User.active.desc(), t.User.name)).all()
        return show(session, "people.html", rows=rows)


@pages.get("/people/new")
def new() -> str:
    return _form(None)


@pages.get("/people/<int:number>")
def one(number: int) -> str:
    return _form(number)


@pages.post("/people/new")
def add() -> Response | tuple[str, int]:
    to = _changes()
    person = NewPerson(
        text("login", 100), to.name, request.form.get("password", ""), to.role, to.locale, to.languages, to.email
    )
    try:
        with acting() as (session, doing):
            row = people_changes.add(session, person, doing)
            row.desk = to.desk
    except UsageError as error:
        return _form(None, sentence(error)), 422
    return done("person_added", url_for("people.page"))


@pages.post("/people/<int:number>")
def change(number: int) -> Response | tuple[str, int]:
    try:
        with acting() as (session, doing):
            people_changes.change(session, number, _changes(), doing)
    except UsageError as error:
        return _form(number, sentence(error)), 422
    except RefusedError as error:
        return _form(number, say("refused", error.code)), 422
    return done("person_kept", url_for("people.page"))


@pages.post("/people/<int:number>/password")
def password(number: int) -> Response | tuple[str, int]:
    try:
        with acting() as (session, doing):
            people_changes.new_password(session, number, request.form.get("password", ""), doing)
    except UsageError as error:
        return _form(number, sentence(error)), 422
    return done("password_set", url_for("people.one", number=number))


@pages.post("/people/<int:number>/sessions")
def sessions(number: int) -> Response:
    with acting() as (session, doing):
        people_changes.end_sessions(session, number, doing)
    return done("sessions_ended", url_for("people.one", number=number))


@pages.post("/people/<int:number>/absence")
def absence(number: int) -> Response | tuple[str, int]:
    try:
        with acting() as (session, doing):
            people_changes.absence(session, number, *away(), doing)
    except UsageError as error:
        return _form(number, sentence(error)), 422
    return done("absence_kept", url_for("people.one", number=number))


def _form(number: int | None, wrong: str = "") -> str:
    with desk().store.reading() as session:
        row = session.get(t.User, number) if number is not None else None
        if number is not None and row is None:
            raise NotFoundError(f"there is no person {number}")
        typed = _changes() if wrong and "role" in request.form else None
        return show(
            session,
            "person.html",
            row=row,
            it=typed or row,
            wrong=wrong,
            colleagues=colleagues(session, number),
            **_CHOICES,
        )


def _changes() -> Changes:
    return Changes(
        text("name", 200), text("email", 320), request.form.get("role", ""), request.form.get("locale", ""),
        tuple(each for each in request.form.getlist("languages") if each in BUYER_LOCALES),
        text("desk", 40), "active" in request.form or request.endpoint == "people.add",
    )  # fmt: skip
