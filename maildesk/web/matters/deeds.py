"""Acts on a conversation besides its draft: each one function of the flow, answered with a message and its undo."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from flask import Blueprint, request, url_for
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from maildesk.core.moment import read_moment
from maildesk.db import tables as t
from maildesk.errors import UsageError
from maildesk.flow.matters import acts
from maildesk.flow.matters import conversation as conversations
from maildesk.web.acting import acting, back, done, newest_deed, seen, text
from maildesk.web.asked import whole
from maildesk.web.desk import desk
from maildesk.web.i18n import _
from maildesk.web.matters.queue import next_page

pages = Blueprint("deeds", __name__)
#: Hour of the desk's morning at which a conversation put off to another day comes back.
_MORNING = 9


@pages.post("/c/<int:conversation>/assign")
def assign(conversation: int) -> Response:
    owner = request.form.get("owner", "")
    with acting() as (session, doing):
        row = acts.assign(session, seen(conversation), whole(owner) or None, doing)
        deed = newest_deed(session, row.id, doing.by.id)
    return done("assigned", back(), deed)


@pages.post("/c/<int:conversation>/hand-over")
def hand_over(conversation: int) -> Response:
    why = text("why")
    if not why:
        raise UsageError(_("Say why you hand it over: whoever takes it starts from your sentence."))
    with acting() as (session, doing):
        row = acts.hand_over(session, seen(conversation), request.form.get("desk", ""), why, doing)
        deed = newest_deed(session, row.id, doing.by.id)
    return done("handed_over", back(), deed)


@pages.post("/c/<int:conversation>/snooze")
def snooze(conversation: int) -> Response:
    until = until_of(request.form.get("until", ""), request.form.get("at", ""), desk().now())
    with acting() as (session, doing):
        to = _onward(session, conversation)
        row = acts.snooze(session, seen(conversation), until, doing)
        deed = newest_deed(session, row.id, doing.by.id)
    return done("snoozed", to, deed)


@pages.post("/c/<int:conversation>/state")
def state(conversation: int) -> Response:
    """Solve, reopen, or wait for somebody who is not the buyer. What is off one's hands gives way to the next conversation."""
    wanted = request.form.get("state", "")
    act = {"solve": acts.solve, "reopen": acts.reopen, "wait": acts.wait_for_others}.get(wanted)
    if act is None:
        raise BadRequest("no such state")
    with acting() as (session, doing):
        to = back() if wanted == "reopen" else _onward(session, conversation)
        row = act(session, seen(conversation), doing)
        deed = newest_deed(session, row.id, doing.by.id)
    return done(wanted, to, deed)


@pages.post("/c/<int:conversation>/note")
def note(conversation: int) -> Response:
    words = text("text")
    if not words:
        raise UsageError(_("The note is empty."))
    with acting() as (session, doing):
        acts.note(session, conversation, words, doing)
    return done("noted", back())


@pages.post("/deeds/<int:number>/undo")
def undo(number: int) -> Response:
    with acting() as (session, doing):
        deed = acts.undo(session, number, doing)
    return done("undone", url_for("conversation.page", number=_where(deed)))


def until_of(choice: str, at: str, now: datetime) -> datetime:
    """The moment a snooze ends: `2h`, `1d` (that morning), `mon`, or a typed moment in the desk's zone. Raises `UsageError`."""
    here = now.astimezone(desk().settings.timezone)
    morning = here.replace(hour=_MORNING, minute=0, second=0, microsecond=0)
    if choice.endswith("h") and whole(choice[:-1]):
        return now + timedelta(hours=min(whole(choice[:-1]), 99))
    if choice.endswith("d") and whole(choice[:-1]):
        return morning + timedelta(days=min(whole(choice[:-1]), 99))
    if choice == "mon":
        return morning + timedelta(days=7 - here.weekday())
    try:
        until = read_moment(at, desk().settings.timezone)
    except ValueError:
        until = now
    if until <= now:
        raise UsageError(_("Choose a moment that is still to come."))
    return until


def _onward(session: Session, conversation: int) -> str:
    """The next conversation of the queue whose words stand in the page's address."""
    return next_page(session, conversations.get(session, conversation), urlsplit(back()).query)


def _where(deed: t.Deed) -> int:
    """Where one looks after an undo: for mails that were moved, the place they are back in."""
    return int(deed.undo.get("back_to", deed.conversation_id))
