"""Who is signed in: the session's person, the guard before every page, signing in and out.

A session cookie is signed, lives half a day after its last use, and dies with the person's `session_epoch`. At sign-in everything
it held before is thrown away, so that a cookie planted in the browser is worth nothing afterwards.
"""

from __future__ import annotations

from typing import cast

from flask import Blueprint, Flask, flash, redirect, render_template, request, session, url_for
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from sqlalchemy import select, update
from werkzeug.wrappers import Response

from maildesk.db import tables as t
from maildesk.errors import RefusedError
from maildesk.flow.house import people
from maildesk.flow.house.person import Person, person
from maildesk.web.assets import KEPT
from maildesk.web.desk import desk
from maildesk.web.i18n import _

#: Endpoints that need nobody signed in.
OPEN_TO_ALL = frozenset(
    {"signing_in.form", "signing_in.enter", "static", KEPT, "health.healthz", "health.metrics", "feed.read"}
)
#: Guarded by keys of their own: a channel's, and the signature of a buyer's link.
_OWN_KEYS = frozenset({"api", "preferences"})
pages = Blueprint("signing_in", __name__)


class SignedIn(UserMixin):  # type: ignore[misc]
    """The person of this session, and how they like their screens."""

    def __init__(self, row: t.User) -> None:
        self.person: Person = person(row)
        self.login, self.theme, self.letter_keys = row.login, row.theme, row.letter_keys
        self.desk, self.epoch = row.desk, row.session_epoch

    def get_id(self) -> str:
        return f"{self.person.id}.{self.epoch}"


def me() -> Person:
    """Whoever asks for this page."""
    return cast(Person, current_user.person)


def install(app: Flask) -> None:
    manager = LoginManager(app)
    manager.session_protection = None  # phones change their address all day; the epoch ends a session
    manager.user_loader(_load)
    app.before_request(_guard)


def _load(given: str) -> SignedIn | None:
    number, _dot, epoch = given.partition(".")
    if not (number.isdecimal() and epoch.isdecimal()):
        return None
    with desk().store.reading() as read:
        row = read.get(t.User, int(number))
        return SignedIn(row) if row is not None and row.active and row.session_epoch == int(epoch) else None


def _guard() -> Response | None:
    if request.endpoint in OPEN_TO_ALL or request.blueprint in _OWN_KEYS or current_user.is_authenticated:
        return None
    # A form that was sent after the session ended comes back to the page it stood on; its text is kept in the browser.
    path = request.full_path.rstrip("?") if request.method == "GET" else request.form.get("back", "")
    return redirect(url_for("signing_in.form", next=path or None), 303)


@pages.get("/sign-in")
def form() -> str | Response:
    if current_user.is_authenticated:
        return redirect(url_for("queue.page"))
    with desk().store.reading() as read:
        first = read.scalar(select(t.User.id).limit(1)) is None
    return render_template("sign_in.html", login="", next=request.args.get("next", ""), first=first)


@pages.post("/sign-in")
def enter() -> Response | tuple[str, int]:
    login, to = request.form.get("login", "").replace("\x00", ""), request.form.get("next", "")
    try:
        with desk().store.writing() as write:
            row = people.sign_in(
                write, login, request.form.get("password", ""), request.remote_addr or "", desk().now()
            )
    except RefusedError:
        return _again(_("Too many failed sign-ins. Try again in a quarter of an hour."), login, to, 429)
    if row is None:
        return _again(_("The login name or the password is wrong."), login, to, 401)
    session.clear()
    session.permanent = True
    login_user(SignedIn(row))
    return redirect(_inside(to), 303)


@pages.post("/sign-out")
def leave() -> Response:
    """Sign out here, or (`everywhere`) end all sessions of this person."""
    if "everywhere" in request.form:
        with desk().store.writing() as write:
            raised = update(t.User).where(t.User.id == me().id).values(session_epoch=t.User.session_epoch + 1)
            write.execute(raised)
    logout_user()
    session.clear()
    flash(_("You are signed out."))
    return redirect(url_for("signing_in.form"), 303)


def _again(why: str, login: str, to: str, status: int) -> tuple[str, int]:
    return render_template("sign_in.html", login=login, next=to, why=why), status


def _inside(path: str) -> str:
    """A path of this desk, never another site: `//host` and `/\\host` are read as addresses by browsers."""
    fine = path.startswith("/") and not path.startswith(("//", "/\\")) and not any(ord(c) < 33 for c in path)
    return path if fine else url_for("queue.page")
