"""Webhooks: which systems are told of rings, in which shape, of what; what each said last, and a try of it now."""

from __future__ import annotations

from flask import Blueprint, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from maildesk.core.clock.ladder import Act as Rings
from maildesk.core.locales import DESK_LOCALES
from maildesk.core.queue.roles import Act
from maildesk.core.telling.answers import Verdict
from maildesk.core.telling.shapes import Shape
from maildesk.db import tables as t
from maildesk.errors import UsageError
from maildesk.flow.telling import webhooks
from maildesk.flow.telling.webhooks import FAMILIES, Entry
from maildesk.hooks.address import Reach
from maildesk.web.acting import acting, done, text
from maildesk.web.desk import desk
from maildesk.web.entered import sentence
from maildesk.web.show import show
from maildesk.web.signing_in import me

pages = Blueprint("webhooks", __name__)
_CHOICES = {"shapes": tuple(Shape), "acts": tuple(Rings), "families": FAMILIES, "locales": DESK_LOCALES}
_NEWEST = 12


@pages.before_request
def _supervisors_only() -> None:
    me().must(Act.MANAGE_SHOP)


@pages.get("/webhooks")
def page() -> str:
    with desk().store.reading() as session:
        return show(session, "webhooks.html", rows=webhooks.all_of(session))


@pages.get("/webhooks/new")
def new() -> str:
    return _form(None, Entry("", Shape.GENERIC, "", "", me().locale, (Rings.ESCALATE, Rings.EXPIRE)))


@pages.get("/webhooks/<int:number>")
def one(number: int) -> str:
    return _form(number)


@pages.post("/webhooks/new")
def add() -> Response | str | tuple[str, int]:
    """A secret that the desk made is shown on this page and never again."""
    try:
        with acting() as (session, doing):
            row, made = webhooks.add(session, _entry(), desk().vault, _reach(), doing)
            number = row.id
    except UsageError as error:
        return _form(None, _entry(), wrong=sentence(error)), 422
    return _form(number, made=made) if made else done("webhook_kept", url_for("webhooks.one", number=number))


@pages.post("/webhooks/<int:number>")
def change(number: int) -> Response | tuple[str, int]:
    try:
        with acting() as (session, doing):
            webhooks.change(session, number, _entry(), desk().vault, _reach(), doing)
    except UsageError as error:
        return _form(number, _entry(), wrong=sentence(error)), 422
    return done("webhook_kept", url_for("webhooks.one", number=number))


@pages.post("/webhooks/<int:number>/test")
def test(number: int) -> str:
    """A test message now, and what came of it."""
    return _form(number, came=desk().try_webhook(number))


@pages.post("/webhooks/<int:number>/switch")
def switch(number: int) -> Response:
    active = request.form.get("active") == "1"
    with acting() as (session, doing):
        webhooks.switch(session, number, active, doing)
    return done("webhook_on" if active else "webhook_off", url_for("webhooks.one", number=number))


@pages.post("/webhooks/<int:number>/forget")
def forget(number: int) -> Response:
    with acting() as (session, doing):
        webhooks.forget(session, number, doing)
    return done("webhook_gone", url_for("webhooks.page"))


def _form(
    number: int | None, typed: Entry | None = None, *, wrong: str = "", made: str = "", came: Verdict | None = None
) -> str:
    with desk().store.reading() as session:
        row = webhooks.get(session, number) if number is not None else None
        return show(
            session, "webhook.html", row=row, it=typed or row, wrong=wrong, made=made, came=came,
            told=_told(session, number) if number is not None else (), anywhere=desk().settings.hooks_anywhere, **_CHOICES,
        )  # fmt: skip


def _told(session: Session, number: int) -> list[t.Delivery]:
    """What it was told lately."""
    query = select(t.Delivery).where(t.Delivery.channel == f"hook:{number}", t.Delivery.done_at.is_not(None))
    return list(session.scalars(query.order_by(t.Delivery.done_at.desc()).limit(_NEWEST)))


def _entry() -> Entry:
    form = request.form
    return Entry(
        text("name", 100), form.get("shape", ""), text("url", 2_100), form.get("secret", "").strip()[:500],
        form.get("locale", ""), tuple(form.getlist("acts")), tuple(form.getlist("families")),
    )  # fmt: skip


def _reach() -> Reach:
    return Reach.allowed(desk().settings.hooks_anywhere)
