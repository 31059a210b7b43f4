"""A buyer's whole history with the desk: mails in and out, what the desk wrote of itself or not, consents with their evidence, stops.

In: a buyer. Out: a page, and what a buyer asked for by telephone or elsewhere: a stop, or to be forgotten.
"""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from maildesk.core.care.contact import Scope
from maildesk.core.moment import read_moment
from maildesk.core.queue.roles import Act
from maildesk.db import tables as t
from maildesk.db.queries import contact_history as read
from maildesk.errors import NotFoundError, UsageError
from maildesk.flow.care import contacts
from maildesk.web.acting import acting, done
from maildesk.web.desk import desk
from maildesk.web.i18n import _
from maildesk.web.outreach.words import about_words, stands_words, why_words
from maildesk.web.show import show

pages = Blueprint("outreach_buyer", __name__)


@pages.get("/buyers/<int:number>/history")
def page(number: int) -> str:
    before = _before()
    with desk().store.reading() as session:
        buyer = _get(session, number)
        found = read.lines(session, number, before)
        shown = found[: read.PAGE]
        older = shown[-1].at.astimezone(UTC).isoformat().replace("+00:00", "Z") if len(found) > read.PAGE else ""
        return show(
            session, "outreach_buyer.html", buyer=buyer, lines=shown, addresses=read.addresses(session, number), paged=before is not None,
            next=older, why=why_words, about=about_words, stands=stands_words,
        )  # fmt: skip


@pages.post("/buyers/<int:buyer>/stop")
def stop(buyer: int) -> Response:
    """The buyer said stop, not in a mail. Only the buyer takes it back, on their own page."""
    with acting() as (session, doing):
        doing.by.must(Act.APPROVE)
        _get(session, buyer)
        for contact in session.scalars(select(t.Contact).where(t.Contact.buyer_id == buyer)).all():
            contacts.suppress_one(session, contact.id, Scope.ADVERTISING, "agent", doing.now)
    return done("buyer_stopped", url_for("outreach_buyer.page", number=buyer))


@pages.post("/buyers/<int:buyer>/erase")
def erase(buyer: int) -> Response:
    """The person asked to be forgotten. What is done cannot be undone, so it is asked for with a tick."""
    if "sure" not in request.form:
        raise UsageError(_("Tick first that this person asked for it."))
    with acting() as (session, doing):
        _get(session, buyer)
        contacts.erase_buyer(session, buyer, doing)
    return done("buyer_erased", url_for("outreach_buyer.page", number=buyer))


def _get(session: Session, number: int) -> t.Buyer:
    row = session.get(t.Buyer, number)
    if row is None:
        raise NotFoundError(f"there is no buyer {number}")
    return row


def _before() -> datetime | None:
    """Where the page before ended; nothing for a word that is no moment."""
    try:
        return read_moment(request.args.get("before", ""))
    except ValueError:
        return None
