"""Set aside: what failed, in which room and why. Each can be put back on the road; its bytes are never lost."""

from __future__ import annotations

from flask import Blueprint, request, url_for
from werkzeug.wrappers import Response

from maildesk.core.queue.roles import Act
from maildesk.db.queries import set_aside as read
from maildesk.flow.clocks import mending
from maildesk.flow.house import jobs
from maildesk.flow.mail.setting_aside import put_back, waiting
from maildesk.web.acting import acting, done
from maildesk.web.asked import whole
from maildesk.web.desk import desk
from maildesk.web.show import show

pages = Blueprint("set_aside", __name__)
#: Put back in one transaction; more are left for the next click.
_AT_ONCE = 200


@pages.get("/set-aside")
def page() -> str:
    with desk().store.reading() as session:
        found = read.page(session, whole(request.args.get("before", "")) or None)
        return show(session, "set_aside.html", rows=found.rows, next=found.next, clocks=mending.aside(session))


@pages.post("/set-aside/<int:number>")
def one(number: int) -> Response:
    with acting() as (session, doing):
        doing.by.must(Act.REPLAY)
        put_back(session, number, desk().settings.timezone, doing.now)
        jobs.ask(session, "road", doing.now)
    return done("put_back", url_for("set_aside.page"))


@pages.post("/set-aside/clock/<int:number>")
def clock(number: int) -> Response:
    """A clock that could not be stepped runs again."""
    with acting() as (session, doing):
        mending.put_back(session, number, doing)
        jobs.ask(session, "clocks", doing.now)
    return done("put_back", url_for("set_aside.page"))


@pages.post("/set-aside")
def everything() -> Response:
    """Everything back, the newest first, as many as one transaction should hold."""
    with acting() as (session, doing):
        doing.by.must(Act.REPLAY)
        rows = waiting(session, _AT_ONCE)
        for row in rows:
            put_back(session, row.id, desk().settings.timezone, doing.now)
        jobs.ask(session, "road", doing.now)
    return done(f"put_back_many:{len(rows)}", url_for("set_aside.page"))
