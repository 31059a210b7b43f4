"""What pages that change something share: one transaction, who acts and when, the version seen, and the way back.

In: the request's form. Out: values for the flow, and redirects (303) with a message and, where it can be undone, the undo.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from flask import flash, redirect, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from maildesk.db import tables as t
from maildesk.flow.house.person import Doing, Seen
from maildesk.web.desk import desk
from maildesk.web.signing_in import me


@contextmanager
def acting() -> Iterator[tuple[Session, Doing]]:
    """A transaction in which the person of this session does something now. Committed at the end, or not at all."""
    with desk().store.writing() as session:
        yield session, Doing(me(), desk().now())


def number(name: str) -> int:
    """A whole number of the form. A request without it was made by no page of ours."""
    value = request.form.get(name, "")
    if not value.isascii() or not value.isdecimal() or len(value) > 9:
        raise BadRequest(f"{name} is no number")
    return int(value)


def seen(row_id: int, field: str = "version") -> Seen:
    """A row as the person saw it."""
    return Seen(row_id, number(field))


def text(name: str, most: int = 20_000) -> str:
    """A typed text: one kind of line end, no NUL (PostgreSQL refuses it), no blanks around it."""
    return request.form.get(name, "").replace("\r\n", "\n").replace("\x00", "").strip()[:most]


def back(default: str = "") -> str:
    """The page of ours that the form stood on."""
    try:
        asked = urlsplit(request.form.get("back", ""))
    except ValueError:  # half an IPv6 address
        asked = urlsplit("")
    # Browsers read `/\host` as `//host`: another site.
    path = asked.path if asked.path.startswith("/") and not asked.path.startswith(("//", "/\\")) else ""
    return (path + (f"?{asked.query}" if asked.query else "")) if path else default or url_for("queue.page")


def newest_deed(session: Session, conversation_id: int, by: int) -> int | None:
    """What this person did last to a conversation, if it can be undone."""
    query = select(t.Deed).where(t.Deed.conversation_id == conversation_id).order_by(t.Deed.id.desc()).limit(1)
    deed = session.scalar(query)
    return deed.id if deed is not None and deed.by == by and deed.undo and deed.undone_at is None else None


def done(code: str, to: str, deed: int | None = None, seconds: int = 0) -> Response:
    """Back to a page with a message that says what was done. `deed`: with its undo, for `seconds` if it has a window."""
    flash({"code": code, "deed": deed, "seconds": seconds}, "done")  # type: ignore[arg-type]
    return redirect(to, 303)
