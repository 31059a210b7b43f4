"""What the desk learnt: each night's lesson, from how many corrections, what it brought, and its undo."""

from __future__ import annotations

from flask import Blueprint, url_for
from werkzeug.wrappers import Response

from maildesk.core.queue.roles import Act
from maildesk.db.queries.lessons import nights
from maildesk.flow.learning import lesson as learning
from maildesk.web.acting import acting, done
from maildesk.web.desk import desk
from maildesk.web.show import show
from maildesk.web.signing_in import me

pages = Blueprint("learnt", __name__)


@pages.before_request
def _supervisors_only() -> None:
    me().must(Act.MANAGE_SHOP)


@pages.get("/shop/learnt")
def page() -> str:
    with desk().store.reading() as session:
        return show(session, "learnt.html", nights=nights(session), in_use=learning.newest_in_use(session))


@pages.post("/shop/learnt/<int:number>/undo")
def undo(number: int) -> Response:
    with acting() as (session, doing):
        learning.undo(session, number, doing)
    return done("lesson_undone", url_for("learnt.page"))
