"""The page on which a buyer chooses what the shop may write, and the one click out. A signed link leads here; nobody signs in.

In: the token of a link. Out: pages in the buyer's language, without scripts, cookies or anything that tells who looked. Showing a page
never changes anything; a link that is none of ours gets a page that says what to do, and nothing of whether an address is known.
"""

from __future__ import annotations

import math
from typing import Any

from flask import Blueprint, Flask, current_app, make_response, render_template, request, url_for
from werkzeug.exceptions import TooManyRequests
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from maildesk.core.care import link
from maildesk.core.locales import BUYER_LOCALES, direction
from maildesk.core.reply.families import MailClass
from maildesk.errors import NotFoundError
from maildesk.flow.care import preferences
from maildesk.flow.care.preferences import Preferences, Ticked
from maildesk.flow.house.shop import shop
from maildesk.texts.public import PUBLIC_LOCALES, load_public
from maildesk.web.desk import desk
from maildesk.web.outreach.preferences_language import masked, native_names, wanted
from maildesk.web.pace import Pace

pages = Blueprint("preferences", __name__, url_prefix="/p")
#: Nothing but our own style; the link is a secret, so no other place may learn it (Referrer-Policy).
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_BURST, _PER_SECOND = 30.0, 0.2
_MOST_BYTES = 20_000
_KEY = "maildesk_preferences_pace"


def install(app: Flask) -> None:
    load_public()  # a language that is not whole is named at the start
    app.extensions[_KEY] = Pace(_BURST, _PER_SECOND)


@pages.before_request
def _paced() -> None:
    """A good link is counted by itself, for mailbox providers post many of them from one address; guesses by where they come from."""
    request.max_content_length = _MOST_BYTES
    linked = link.read(str((request.view_args or {}).get("token", "")), desk().care.secrets)
    key = f"contact {linked.contact_id}" if linked else f"from {request.remote_addr}"
    pace: Pace = current_app.extensions[_KEY]
    if wait := pace.wait(key, desk().now()):
        raise TooManyRequests(retry_after=math.ceil(wait))


@pages.after_request
def _alone(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


@pages.get("/<token>")
def page(token: str) -> Response:
    """What stands, with a form to change it."""
    return _page("preferences.html", _read(token), token, saved="saved" in request.args, spoken=BUYER_LOCALES)


@pages.post("/<token>")
def save(token: str) -> Response:
    form = request.form
    ticked = Ticked(
        frozenset(each for each in preferences.CLASSES if each in form.getlist("class")),
        tuple(form.getlist("day")),
        form["locale"] if form.get("locale") in BUYER_LOCALES else "",
    )
    with desk().store.writing() as session:
        preferences.save(session, desk().care, token, ticked, desk().now())
    return redirect(url_for("preferences.page", token=token, saved=1, **_asked_for()), 303)


@pages.get("/<token>/stop")
def ask(token: str) -> Response:
    """A button. Scanners of mailbox providers open every link, so opening this one stops nothing."""
    return _page("preferences_stop.html", _read(token), token)


@pages.post("/<token>/stop")
def stop(token: str) -> Response:
    """RFC 8058 3.1: no cookies, no redirect; a mailbox provider reads the status and nothing else."""
    with desk().store.writing() as session:
        preferences.one_click(session, desk().care, token, desk().now())
    if "page" in request.form:
        return _page("preferences_stopped.html", _read(token), token)
    return Response("unsubscribed\n", mimetype="text/plain")


@pages.get("/<path:_rest>")
def elsewhere(_rest: str) -> Response:
    raise NotFoundError("there is no such link")


@pages.errorhandler(NotFoundError)
def lost(_error: NotFoundError) -> Response:
    return _page("preferences_lost.html", None, status=404, title="lost_title", words="lost")


@pages.errorhandler(TooManyRequests)
def busy(error: TooManyRequests) -> Response:
    answer = _page("preferences_lost.html", None, status=429, title="busy_title", words="busy")
    answer.headers["Retry-After"] = str(error.retry_after)
    return answer


def _read(token: str) -> Preferences:
    with desk().store.reading() as session:
        return preferences.read(session, desk().care, token, desk().now())


def _page(template: str, of: Preferences | None, token: str = "", *, status: int = 200, **values: object) -> Response:
    """A page in the language asked for, else of our mails to this buyer, else of the browser."""
    locale = wanted(request.args.get("in", ""), of.locale if of else "", request.accept_languages.values())
    with desk().store.reading() as session:
        name = shop(session, desk().writer.shop).name
    html = render_template(
        template, of=of, token=token, locale=locale, way=direction(locale), says=load_public()[locale], shop=name,
        address=masked(of.email) if of else "", names=native_names(), locales=PUBLIC_LOCALES, kept=_asked_for(),
        classes=MailClass, **values,
    )  # fmt: skip
    return make_response(html, status)


def _asked_for() -> dict[str, Any]:
    """The language of the page goes along from page to page."""
    asked = request.args.get("in", "")
    return {"in": asked} if asked in PUBLIC_LOCALES else {}
