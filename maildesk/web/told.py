"""All that one was told, read or not. The menu on every page shows the newest unread; opening one marks it read."""

from __future__ import annotations

from flask import Blueprint, request

from maildesk.db.queries import told as read
from maildesk.web.asked import whole
from maildesk.web.desk import desk
from maildesk.web.show import show
from maildesk.web.signing_in import me

pages = Blueprint("told", __name__)


@pages.get("/told")
def page() -> str:
    with desk().store.reading() as session:
        found = read.page(session, me().id, whole(request.args.get("before", "")) or None)
        return show(session, "told.html", rows=found.rows, next=found.next)
