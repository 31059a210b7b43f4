"""Sending a matter up, and ending it there: each one function of the flow, answered with a message and its undo."""

from __future__ import annotations

from flask import Blueprint, request, url_for
from werkzeug.wrappers import Response

from maildesk.flow.matters import escalations
from maildesk.flow.matters.escalations import Upwards
from maildesk.web.acting import acting, back, done, newest_deed, seen, text
from maildesk.web.asked import whole

pages = Blueprint("escalations", __name__)


@pages.post("/c/<int:conversation>/escalate")
def escalate(conversation: int) -> Response:
    """To a level ("lead"), or to a person ("person:7", who then stands at the level chosen first)."""
    level, _colon, person = request.form.get("to", "").partition(":")
    to = Upwards(text("why", 500), escalations.LEVELS[0] if person else level, whole(person) or None)
    with acting() as (session, doing):
        up = escalations.escalate(session, seen(conversation), to, doing)
        deed = newest_deed(session, up.conversation_id, doing.by.id)
    return done("escalated", back(), deed)


@pages.post("/escalations/<int:number>/end")
def end(number: int) -> Response:
    with acting() as (session, doing):
        up = escalations.end(session, number, request.form.get("how", ""), doing)
        deed = newest_deed(session, up.conversation_id, doing.by.id)
        there = url_for("conversation.page", number=up.conversation_id)
    return done("escalation_ended", back(there), deed)
