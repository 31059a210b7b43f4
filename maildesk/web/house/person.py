"""What is one's own: how the screens should be, and what one was told."""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from sqlalchemy import update
from werkzeug.wrappers import Response

from maildesk.core.locales import DESK_LOCALES
from maildesk.db import tables as t
from maildesk.db.queries import told as read
from maildesk.db.queries.told import Line
from maildesk.errors import NotFoundError
from maildesk.flow.clocks import mending
from maildesk.web.acting import acting, back
from maildesk.web.desk import desk
from maildesk.web.signing_in import me

pages = Blueprint("person", __name__)
THEMES = ("system", "light", "dark")


@pages.post("/me")
def liking() -> Response:
    """Language, theme, and whether single letters are keys."""
    locale, theme = request.form.get("locale", ""), request.form.get("theme", "")
    with acting() as (session, doing):
        row = session.get_one(t.User, doing.by.id)
        row.locale = locale if locale in DESK_LOCALES else row.locale
        row.theme = theme if theme in THEMES else row.theme
        row.letter_keys = "letter_keys" in request.form
    return redirect(back(), 303)


@pages.get("/told/<int:number>")
def told(number: int) -> Response:
    """To what a notification speaks of; it counts as read from then on."""
    with desk().store.writing() as session:
        line = read.one(session, me().id, number)
        if line is None:
            raise NotFoundError(f"there is no notification {number}")
        line.note.seen_at = line.note.seen_at or desk().now()
        there = _place_of(line)
    return redirect(there)


#: What speaks of no single matter leads to the page that does.
_PLACES = {"overload": "home.page", "untold": "reports.page", mending.CODE: "set_aside.page"}


def _place_of(line: Line) -> str:
    """The page of what a notification speaks of: a conversation, a case, a task, a plan, home where the load stands."""
    told = line.note
    for endpoint, number in (
        ("conversation.page", told.conversation_id),
        ("cases.one", line.case.id if line.case else None),
        ("cases.task", line.task.id if line.task else None),
        ("peak_plan.page", told.detail.get("plan")),
        ("outreach_batches.page", told.detail.get("batch")),
    ):
        if number is not None:
            return url_for(endpoint, number=number)
    if told.code in _PLACES:
        return url_for(_PLACES[told.code])
    return url_for("told.page") if told.ring_key else url_for("queue.page")


@pages.post("/told")
def all_told() -> Response:
    with acting() as (session, doing):
        mine = update(t.Notification).where(t.Notification.user_id == doing.by.id, t.Notification.seen_at.is_(None))
        session.execute(mine.values(seen_at=doing.now))
    return redirect(back(), 303)
