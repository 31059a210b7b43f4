"""What the desk promises its buyers: how soon it answers and solves, by channel, tier, intent and language.

In: what a supervisor enters. Out: one page: the shop's own rows first, then the desk's; the first that fits counts.
"""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, request, url_for
from werkzeug.wrappers import Response

from maildesk.core.clock.promise import Promise
from maildesk.core.clock.span import Span, Unit
from maildesk.core.queue.roles import Act
from maildesk.errors import UsageError
from maildesk.flow.clocks import levels
from maildesk.packs.promises import WORDS, load_promises
from maildesk.web.acting import acting, done
from maildesk.web.desk import desk
from maildesk.web.entered import sentence
from maildesk.web.show import show
from maildesk.web.signing_in import me
from maildesk.web.spans import typed

pages = Blueprint("promises", __name__)
_USUAL = Span(8, Unit.WORKING_HOURS)


@pages.before_request
def _supervisors_only() -> None:
    me().must(Act.MANAGE_SHOP)


@pages.get("/promises")
def page(wrong: str = "") -> str:
    """The shop's own promises before the desk's, and a form for another one."""
    settings = desk().settings
    with desk().store.reading() as session:
        return show(
            session, "promises.html", own=levels.rows(session), wrong=wrong, promises=tuple(Promise), usual=_USUAL,
            written_of=levels.written_of,
            desks=load_promises(timedelta(hours=settings.first_reply_hours)), zone=str(settings.timezone), **WORDS,
        )  # fmt: skip


@pages.post("/promises")
def add() -> Response | tuple[str, int]:
    """One more promise, before the others."""
    form = request.form.to_dict(flat=False)
    form["span"] = [typed(request.form.get("span", ""))]
    try:
        with acting() as (session, doing):
            levels.add(session, form, doing)
    except UsageError as error:
        return page(wrong=sentence(error)), 422
    return done("promise_kept", url_for("promises.page"))


@pages.post("/promises/remove")
def remove() -> Response:
    """A promise is taken back; clocks that run keep their end."""
    with acting() as (session, doing):
        levels.remove(session, request.form.get("row", ""), doing)
    return done("promise_removed", url_for("promises.page"))
