"""One's own profile: language, theme, letter keys, password; what is told by mail, absence, the calendar feed."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, session, url_for
from flask_login import login_user
from werkzeug.wrappers import Response

from maildesk.core.clock.ladder import Act as Rings
from maildesk.db import tables as t
from maildesk.errors import RefusedError, UsageError
from maildesk.flow.house import people_changes
from maildesk.flow.telling import feeds
from maildesk.web.acting import acting, done
from maildesk.web.desk import desk
from maildesk.web.entered import sentence
from maildesk.web.house.absence import away, colleagues
from maildesk.web.i18n import _, say
from maildesk.web.show import show
from maildesk.web.signing_in import SignedIn, me

pages = Blueprint("me", __name__)


@pages.get("/me")
def page() -> str:
    return _page()


@pages.post("/me/telling")
def telling() -> Response:
    """What is told by mail, too."""
    with acting() as (write, doing):
        people_changes.told_by_mail(write, request.form.getlist("acts"), doing)
    return done("telling_kept", url_for("me.page"))


@pages.post("/me/absence")
def absence() -> Response:
    try:
        with acting() as (write, doing):
            people_changes.absence(write, doing.by.id, *away(), doing)
    except UsageError as error:
        return _back(sentence(error))
    return done("absence_kept", url_for("me.page"))


@pages.post("/me/feed")
def make_feed() -> str:
    """A new address of one's calendar, shown on this page and never again; the one before ends."""
    with acting() as (write, doing):
        secret = feeds.make(write, doing)
    root = desk().settings.public_url or request.url_root
    return _page(feed_url=root.rstrip("/") + url_for("feed.read", secret=secret))


@pages.post("/me/feed/forget")
def forget_feed() -> Response:
    with acting() as (write, doing):
        feeds.forget(write, doing)
    return done("feed_gone", url_for("me.page"))


@pages.post("/me/password")
def password() -> Response:
    """Another password ends every session but this one."""
    new = request.form.get("password", "")
    if new != request.form.get("again", ""):
        return _back(_("The two new passwords differ."))
    try:
        with acting() as (write, doing):
            row = people_changes.own_password(write, request.form.get("was", ""), new, doing)
    except RefusedError as error:
        return _back(say("refused", error.code))
    except UsageError as error:
        return _back(sentence(error))
    session.clear()
    session.permanent = True
    login_user(SignedIn(row))
    return done("password_changed", url_for("me.page"))


def _page(feed_url: str = "") -> str:
    with desk().store.reading() as read:
        return show(
            read, "me.html", row=read.get_one(t.User, me().id), acts=tuple(Rings), feed=feeds.of(read, me().id),
            feed_url=feed_url, colleagues=colleagues(read, me().id),
        )  # fmt: skip


def _back(why: str) -> Response:
    flash(why, "refused")
    return redirect(url_for("me.page"), 303)
