"""Sending: what waits, what nobody knows the fate of, what failed and why, what left lately. A person settles the two in the middle."""

from __future__ import annotations

from flask import Blueprint, request, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from maildesk.core.queue.roles import Act
from maildesk.core.queue.sending import Sending
from maildesk.db import tables as t
from maildesk.db.queries import outbox as read
from maildesk.flow.house import jobs
from maildesk.flow.reply import outbox
from maildesk.web.acting import acting, done
from maildesk.web.desk import desk
from maildesk.web.show import show

pages = Blueprint("outbox", __name__)


@pages.get("/sending")
def page() -> str:
    with desk().store.reading() as session:
        return show(
            session, "outbox.html", most=read.MOST,
            uncertain=read.lines(session, Sending.UNCERTAIN), failed=read.lines(session, Sending.FAILED),
            waiting=read.lines(session, Sending.QUEUED, Sending.SENDING), sent=read.lately_sent(session),
        )  # fmt: skip


@pages.post("/sending/<int:number>")
def settle(number: int) -> Response:
    """It left after all, or it is sent once more. Whoever is second learns that somebody was first."""
    verdict = request.form.get("verdict", "")
    if verdict not in ("left", "again"):
        raise BadRequest("no such verdict")
    with acting() as (session, doing):
        doing.by.must(Act.SETTLE_SENDING)
        zone = desk().settings.timezone
        outbox.decide(session, number, left=verdict == "left", zone=zone, now=doing.now, by=doing.by.id)
        if verdict == "again":
            box = session.get_one(t.Outbox, number).mailbox_id
            jobs.ask(session, "send", doing.now, {"mailbox_id": box}, key=f"send:{box}")
    return done(f"sending_{verdict}", url_for("outbox.page"))
