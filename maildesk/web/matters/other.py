"""Other mail: what the desk took for no buyer's, and why. One click says that it was a buyer after all."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from maildesk.core.mail.parsed import Kind
from maildesk.db.queries import other as read
from maildesk.flow.mail.kind_correction import is_a_buyer
from maildesk.web.acting import acting, done
from maildesk.web.asked import whole
from maildesk.web.desk import desk
from maildesk.web.show import show

pages = Blueprint("other", __name__)
#: In the order in which a mistake hurts most.
KINDS = (
    Kind.AUTO_REPLY, Kind.PLATFORM_INFO, Kind.COURIER_NOTICE, Kind.PHISHING, Kind.SPAM, Kind.BULK, Kind.BOUNCE,
    Kind.RECEIPT, Kind.REPORT,
)  # fmt: skip
_LATELY = timedelta(days=7)


@pages.get("/other")
def page() -> str:
    kind = request.args.get("kind", "")
    kind = kind if kind in KINDS else ""
    since = (desk().now().astimezone(desk().settings.timezone) - _LATELY).date()
    with desk().store.reading() as session:
        found = read.page(session, kind, whole(request.args.get("before", "")) or None)
        return show(
            session, "other.html", rows=found.rows, next=found.next, kind=kind, kinds=KINDS,
            lately=read.lately(session, since),
        )  # fmt: skip


@pages.get("/other/<int:number>")
def one(number: int) -> str | Response:
    with desk().store.reading() as session:
        mail = read.one(session, number)
        if mail.conversation_id is not None:
            return redirect(url_for("conversation.page", number=mail.conversation_id))
        return show(session, "other_one.html", mail=mail)


@pages.post("/other/<int:number>")
def buyer(number: int) -> Response:
    """This is a buyer: the worker reads the mail again as such, within seconds."""
    with acting() as (session, doing):
        is_a_buyer(session, number, desk().settings.timezone, doing)
    return done("is_a_buyer", url_for("other.page"))
