"""What a person sees when something could not be done: what it means, what to do, and the words they had typed.

In: an error of the desk or of HTTP. Out: a page with the right status; a refused act goes back to where it was asked for.
"""

from __future__ import annotations

import structlog
from flask import Flask, flash, redirect, request
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from maildesk.errors import NotFoundError, RefusedError, StaleError, UsageError
from maildesk.web.acting import back
from maildesk.web.entered import sentence
from maildesk.web.i18n import _, refusal, say
from maildesk.web.show import show_alone

Answer = Response | tuple[str, int]
_log = structlog.get_logger()
#: Fields that hold what a person wrote, by the beginning of their names.
_TYPED = ("text", "note", "why", "block.", "slot.", "q")


def install(app: Flask) -> None:
    app.register_error_handler(RefusedError, refused)
    app.register_error_handler(UsageError, wrong)
    app.register_error_handler(NotFoundError, not_found)
    app.register_error_handler(StaleError, stale)
    app.register_error_handler(CSRFError, session_over)
    app.register_error_handler(HTTPException, http)
    app.register_error_handler(Exception, broken)


def refused(error: RefusedError) -> Answer:
    """A rule forbids it: said on the page it was asked from."""
    words = refusal(error.code)
    if error.who_may:
        roles = _(", ").join(say("role", role) for role in error.who_may)
        words = _("%(why)s Who may: %(roles)s.", why=words, roles=roles)
    if request.method == "POST" and request.form.get("back"):
        flash(words, "refused")
        return redirect(back(), 303)
    return show_alone("error.html", code=403, words=words), 403


def wrong(error: UsageError) -> Answer:
    if request.method == "POST" and request.form.get("back"):
        flash(sentence(error), "refused")
        return redirect(back(), 303)
    return show_alone("error.html", code=400, words=sentence(error)), 400


def not_found(_error: NotFoundError) -> Answer:
    return show_alone("error.html", code=404, words=""), 404


def stale(_error: StaleError) -> Answer:
    """Somebody was first. Nothing was written, and nothing typed is lost."""
    return show_alone("stale.html", typed=typed(), back=back()), 409


def session_over(_error: CSRFError) -> Answer:
    return show_alone("stale.html", typed=typed(), back=back(), session_over=True), 400


def http(error: HTTPException) -> Answer | HTTPException:
    if error.code is None or error.code < 400:
        return error
    return show_alone("error.html", code=error.code, words=""), error.code


def broken(error: Exception) -> Answer:
    _log.error("page failed", endpoint=request.endpoint, method=request.method, exc_info=error)
    return show_alone("error.html", code=500, words=""), 500


def typed() -> list[str]:
    """What the person had written in the form."""
    if not current_user.is_authenticated:
        return []
    return [value for name, value in request.form.items() if name.startswith(_TYPED) and value.strip()]
