"""Search: where did somebody write this? Words in every language, newest first; a whole order number leads straight to its conversation."""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from maildesk.core.search.hits import excerpt
from maildesk.core.search.words import query_groups
from maildesk.db import tables as t
from maildesk.db.queries import search as read
from maildesk.db.queries.search import Asked
from maildesk.web.asked import whole
from maildesk.web.desk import desk
from maildesk.web.show import show

pages = Blueprint("search", __name__)
_LONGEST = 200


@pages.get("/search")
def page() -> str | Response:
    query = request.args.get("q", "").replace("\x00", "").strip()[:_LONGEST]
    asked = _asked(query)
    with desk().store.reading() as session:
        orders = read.named(session, query) if asked.before is None else ()
        there = read.conversations_of(session, orders) if orders else ()
        if len(there) == 1 and "all" not in request.args:
            return redirect(url_for("conversation.page", number=there[0].id))
        return _shown(session, query, asked, orders, there)


def _shown(session: Session, query: str, asked: Asked, *named: object) -> str:
    orders, there = named
    found = read.page(session, asked) if asked.groups else read.Page(())
    boxes = session.execute(select(t.Mailbox.id, t.Mailbox.name).order_by(t.Mailbox.name)).all()
    return show(
        session, "search.html", query=query, asked=asked, rows=found.rows, next=found.next, orders=orders, there=there,
        boxes=boxes, excerpt=lambda text: excerpt(text, asked.groups),
    )  # fmt: skip


def _asked(query: str) -> Asked:
    direction = request.args.get("direction", "")
    return Asked(
        query_groups(query),
        direction if direction in ("in", "out") else "",
        whole(request.args.get("mailbox", "")),
        whole(request.args.get("before", "")) or None,
    )
