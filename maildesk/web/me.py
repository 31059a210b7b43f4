"""One's own profile: language, theme, letter keys, password."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, session, url_for
from flask_login import login_user
from werkzeug.wrappers import Response

from maildesk.errors import RefusedError, UsageError
from maildesk.flow import people_changes
from maildesk.web.acting import acting, done
from maildesk.web.desk import desk
from maildesk.web.entered import sentence
from maildesk.web.i18n import _, say
from maildesk.web.show import show
from maildesk.web.signing_in import SignedIn

pages = Blueprint("me", __name__)


@pages.get("/me")
def page() -> str:
    with desk().store.reading() as read:
        return show(read, "me.html")


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


def _back(why: str) -> Response:
    flash(why, "refused")
    return redirect(url_for("me.page"), 303)
