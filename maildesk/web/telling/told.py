"""What one was told: what waits for one's answer, by urgency, and below it all else. The menu on every page shows the newest unread."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, request, url_for
from werkzeug.wrappers import Response

from maildesk.db.queries import told as read
from maildesk.db.queries.told import Line
from maildesk.flow.clocks import answering
from maildesk.web.acting import acting, back, done
from maildesk.web.asked import whole
from maildesk.web.desk import desk
from maildesk.web.moments import Urgency, left
from maildesk.web.show import show
from maildesk.web.signing_in import me

pages = Blueprint("told", __name__)
_GROUPS = (Urgency.LATE, Urgency.SOON, Urgency.CALM)


@pages.get("/told")
def page() -> str:
    before = whole(request.args.get("before", "")) or None
    with desk().store.reading() as session:
        found = read.page(session, me().id, before)
        waiting = () if before else read.waiting(session, me().id)
        return show(session, "told.html", rows=found.rows, next=found.next, groups=_grouped(waiting))


@pages.post("/told/<int:ring>/have")
def have(ring: int) -> Response:
    """I have it."""
    with acting() as (session, doing):
        answering.acknowledge(session, ring, doing)
    return done("acknowledged", back(url_for("told.page")))


@pages.post("/told/<int:ring>/pass-on")
def pass_on(ring: int) -> Response:
    """Not I: the next one up."""
    with acting() as (session, doing):
        answering.pass_on(session, ring, doing)
    return done("passed_on", back(url_for("told.page")))


def _grouped(waiting: Sequence[Line]) -> list[tuple[str, list[Line]]]:
    """By how near they are due, the nearest first; groups without any are left out."""
    now = desk().now()
    groups = [
        (str(group), [each for each in waiting if each.ring and left(each.ring.due_at, now).urgency is group])
        for group in _GROUPS
    ]
    return [(name, each) for name, each in groups if each]
