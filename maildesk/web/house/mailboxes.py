"""Mailboxes: whether each is well, what became of its mails day by day, how it is reached, and a try of its logins."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from flask import Blueprint, request, url_for
from werkzeug.wrappers import Response

from maildesk.core.order import Channel
from maildesk.core.queue.roles import Act
from maildesk.db import tables as t
from maildesk.db.queries import mailboxes as read
from maildesk.errors import UsageError
from maildesk.flow.house import mailbox_entry, mailboxes
from maildesk.flow.house.mailbox_entry import AFTER_COMMIT, LOGINS, SECURITIES, Entry, Secret
from maildesk.web.acting import acting, done, text
from maildesk.web.desk import Trial, desk
from maildesk.web.entered import sentence
from maildesk.web.show import show
from maildesk.web.signing_in import me

pages = Blueprint("mailboxes", __name__)
ENDS = ("placed", "outbound", "duplicate", "set_aside", "waiting")
_CHOICES = {
    "channels": tuple(Channel), "securities": SECURITIES, "after_commits": AFTER_COMMIT, "logins": LOGINS, "ends": ENDS,
}  # fmt: skip


@pages.before_request
def _supervisors_only() -> None:
    me().must(Act.MANAGE_MAILBOXES)


@pages.get("/mailboxes")
def page() -> str:
    with desk().store.reading() as session:
        return show(session, "mailboxes.html", boxes=mailbox_entry.all_of(session))


@pages.get("/mailboxes/new")
def new() -> str:
    return _form(None, Entry("", ""))


@pages.get("/mailboxes/<int:number>")
def one(number: int) -> str:
    return _form(number)


@pages.post("/mailboxes/new")
def add() -> Response | tuple[str, int]:
    return _write(None)


@pages.post("/mailboxes/<int:number>")
def change(number: int) -> Response | tuple[str, int]:
    return _write(number)


@pages.post("/mailboxes/<int:number>/test")
def test(number: int) -> str:
    """Both logins, tried now. The page stays where it is: a try is no change."""
    with desk().store.reading() as session:
        row = mailboxes.get(session, number)
        session.expunge(row)
    return _form(number, trials=tuple(desk().try_logins(row)))


@pages.post("/mailboxes/<int:number>/pause")
def pause(number: int) -> Response:
    active = request.form.get("active") == "1"
    with acting() as (session, doing):
        mailbox_entry.pause(session, number, active=active, doing=doing)
    return done("mailbox_active" if active else "mailbox_paused", url_for("mailboxes.one", number=number))


def _write(number: int | None) -> Response | tuple[str, int]:
    """What was typed is never lost: a wrong field comes back with everything but the secrets."""
    entry = _entry()
    try:
        with acting() as (session, doing):
            row = mailbox_entry.write(session, number, entry, desk().vault, doing)
    except UsageError as error:
        return _form(number, entry, wrong=sentence(error)), 422
    return done("mailbox_kept", url_for("mailboxes.one", number=row.id))


def _form(number: int | None, entry: Entry | None = None, *, wrong: str = "", trials: tuple[Trial, ...] = ()) -> str:
    with desk().store.reading() as session:
        row = mailboxes.get(session, number) if number is not None else None
        return show(
            session, "mailbox.html", row=row, entry=entry or (_entry_of(row) if row else Entry("", "")), wrong=wrong,
            trials=trials, days=read.ledger(session, row.id) if row else (),
            folders=read.folders(session, row.id) if row else (), has_secret=bool(row and row.secret), **_CHOICES,
        )  # fmt: skip


def _entry_of(row: t.Mailbox) -> Entry:
    """The mailbox as its form shows it: without its secrets, which no page ever shows."""
    same = {each.name: getattr(row, each.name) for each in fields(Entry) if each.name not in ("secret", "login")}
    provider = str(desk().vault.open(row.secret).get("provider", "other")) if row.auth == "xoauth2" else "password"
    return Entry(**{**same, "trust_authserv": tuple(row.trust_authserv)}, login=provider)


def _entry() -> Entry:
    """What was typed."""
    words: dict[str, Any] = {each.name: text(each.name, 500) for each in fields(Entry) if each.type == "str"}
    numbers: dict[str, Any] = {name: _number(name) for name in ("imap_port", "smtp_port", "per_minute")}
    ticks: dict[str, Any] = {name: name in request.form for name in ("plus_addresses", "keeps_sent_copy")}
    trusted = tuple(text("trust_authserv", 1000).replace(",", " ").split())
    secret = Secret(**{each.name: request.form.get(each.name, "").strip()[:4000] for each in fields(Secret)})
    return Entry(**words, **numbers, **ticks, trust_authserv=trusted, secret=secret)


def _number(name: str) -> int:
    """A whole number; what is none becomes -1, which no check lets pass, so that the rest of the form is not lost."""
    value = text(name, 10) or "0"
    return int(value) if value.isascii() and value.isdecimal() else -1
