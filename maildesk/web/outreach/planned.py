"""What the desk would write first: for whom, when, and why or why not. Each mail beside its mirror, let go or taken off.

In: what the address asks for, and the mails chosen. Out: pages and redirects.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

from flask import Blueprint, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from maildesk.core.care.asked import Gate
from maildesk.core.reply.families import MailClass
from maildesk.core.reply.page import page as as_page
from maildesk.core.reply.plan import FOOTER
from maildesk.db import tables as t
from maildesk.db.queries import outreach as read
from maildesk.db.queries.outreach import Asked, Line, View
from maildesk.db.queries.queue import Place
from maildesk.errors import NotFoundError, StaleError, UsageError
from maildesk.flow.care import approving, house
from maildesk.flow.care.approving import Sample
from maildesk.packs.care import GREETING
from maildesk.web.acting import acting, back, done
from maildesk.web.asked import place_in, whole, written
from maildesk.web.desk import desk
from maildesk.web.headers import FRAME_POLICY
from maildesk.web.i18n import _
from maildesk.web.matters.draft_view import DraftView, unasked_view
from maildesk.web.outreach.words import about_words, stands_words, why_words
from maildesk.web.show import show
from maildesk.web.signing_in import me

pages = Blueprint("outreach", __name__)
#: As many as one page shows: nobody lets go of more than they have seen.
_MOST = 2 * read.PAGE
#: States of a mail whose words are still to be written.
_UNWRITTEN = ("planned", "waiting", "stopped", "cancelled")


@pages.get("/outreach")
def page() -> str:
    asked = _asked()
    with desk().store.reading() as session:
        alone = house.automatic(session, desk().care)
        found = read.lines(session, asked, alone)
        shown = found[: read.PAGE]
        return show(
            session, "outreach.html", asked=asked, lines=shown, views=tuple(View), waiting=read.waiting(session, alone),
            gates=tuple(Gate), classes=tuple(MailClass), purposes=(*desk().care.packs.rules, GREETING), query=_query(asked),
            with_view=lambda view: _query(asked, view=view, gate=""), next=_next(shown) if len(found) > read.PAGE else "",
            why=why_words, about=about_words, stands=stands_words,
        )  # fmt: skip


@pages.get("/outreach/<int:number>")
def one(number: int) -> str:
    """One mail: its words beside the mirror, the verdict of the gates, and on what ground it went."""
    with desk().store.reading() as session:
        row = _get(session, number)
        return show(
            session, "outreach_one.html", row=row, why=why_words, about=about_words, stands=stands_words,
            ready=read.asks(row, house.automatic(session, desk().care)), **_around(session, row),
        )  # fmt: skip


@pages.get("/outreach/<int:number>/page")
def look(number: int) -> Response:
    """The mail as mail programs show it, in a box of sand: its page beside the text, links and direction as the buyer gets them."""
    with desk().store.reading() as session:
        row = _get(session, number)
        if _forgotten(session, row):
            raise NotFoundError("this person has been forgotten")
        draft = _sample(session, row).draft
    small = next((block.text for block in draft.blocks if block.name == FOOTER), "")
    answer = Response(as_page(draft.text, draft.locale, draft.subject, small), mimetype="text/html")
    answer.headers["Content-Security-Policy"] = FRAME_POLICY.format(pictures="")
    return answer


@pages.post("/outreach/approve")
def approve() -> Response:
    """Let the chosen mails go."""
    with acting() as (session, doing):
        count = approving.approve(session, desk().care, _chosen(), doing)
    return _ended(count, "outreach_approved")


@pages.post("/outreach/refuse")
def refuse() -> Response:
    """Take the chosen mails off."""
    with acting() as (session, doing):
        count = approving.refuse(session, _chosen(), doing)
    return _ended(count, "outreach_refused")


def _ended(count: int, code: str) -> Response:
    """Back to the list; from a page of one mail to the next that waits."""
    if count == 0:
        raise StaleError("what was chosen came to its end meanwhile")
    left = whole(request.form.get("left", ""))
    if not left:
        return done(f"{code}_many:{count}", back(url_for("outreach.page")))
    with desk().store.reading() as session:
        following = read.next_waiting(session, _get(session, left), house.automatic(session, desk().care))
    return done(code, url_for("outreach.one", number=following) if following else url_for("outreach.page"))


def text_for(session: Session, number: int) -> DraftView | None:
    """The text of a mail that became a person's task, beside its mirror; nothing when the person has been forgotten."""
    row = _get(session, number)
    return None if _forgotten(session, row) else _looked_at(session, row)


def _forgotten(session: Session, row: t.Outreach) -> bool:
    contact = session.get(t.Contact, row.contact_id) if row.contact_id else None
    return contact is not None and contact.erased_at is not None


def _looked_at(session: Session, row: t.Outreach) -> DraftView:
    sample = _sample(session, row)
    return unasked_view(sample.plan, sample.draft, sample.mirror, sample.checks)


def _sample(session: Session, row: t.Outreach) -> Sample:
    return approving.shown(session, desk().care, row.id, me().locale, row.sent_at or desk().now())


def _around(session: Session, row: t.Outreach) -> dict[str, object]:
    """Whom it is for, what it is about, and its words: those that went, or those it would have now."""
    batch = session.get(t.OutreachBatch, row.batch_id) if row.batch_id else None
    word = batch or row
    by = session.get(t.User, word.approved_by) if word.approved_by else None
    return {
        "contact": session.get(t.Contact, row.contact_id) if row.contact_id else None,
        "buyer": session.get(t.Buyer, row.buyer_id) if row.buyer_id else None,
        "order": session.get(t.OrderRow, row.order_id) if row.order_id else None,
        "batch": batch,
        "by": by.name if by else "",
        "by_at": word.approved_at,
        "view": text_for(session, row.id),
        "written": row.text if row.state not in _UNWRITTEN else "",
    }


def _get(session: Session, number: int) -> t.Outreach:
    row = session.get(t.Outreach, number)
    if row is None:
        raise NotFoundError(f"there is no mail {number}")
    return row


def _chosen() -> list[int]:
    chosen = [number for value in request.form.getlist("chosen")[:_MOST] if (number := whole(value))]
    if not chosen:
        raise UsageError(_("Choose a mail first."))
    return chosen


def _known(name: str, words: Iterable[str]) -> str:
    """A word of the address, if it is one that the page offers."""
    asked = request.args.get(name, "")
    return asked if asked in {str(word) for word in words} else ""


def _asked() -> Asked:
    args = request.args
    view, after = args.get("view", ""), place_in(args.get("after", ""))
    return Asked(
        view=View(view) if view in {str(each) for each in View} else View.ASKS,
        gate=_known("gate", Gate),
        mail_class=_known("class", MailClass),
        purpose=_known("purpose", (*desk().care.packs.rules, GREETING)),
        batch=whole(args.get("batch", "")),
        after=(after.at, after.id) if after else None,
    )


def _query(asked: Asked, **changed: str) -> str:
    """The query string that asks for this list, without its place in it."""
    words = {"view": asked.view, "gate": asked.gate, "class": asked.mail_class, "purpose": asked.purpose}
    words |= {"batch": str(asked.batch or "")} | changed
    return urlencode({name: value for name, value in words.items() if value and value != View.ASKS})


def _next(shown: Sequence[Line]) -> str:
    return written(Place("dated", shown[-1].at, shown[-1].row.id))
