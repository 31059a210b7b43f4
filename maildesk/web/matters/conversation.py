"""One conversation: is this draft right? The queue beside it, the mails, the draft with its mirror, the order.

In: the conversation's number and the queue one came from. Out: the page, as it is or while its draft is edited.
"""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from maildesk.core.intent.found import Intent
from maildesk.core.locales import BUYER_LOCALES
from maildesk.core.reply.plan import BLOCKS, Plan
from maildesk.db import tables as t
from maildesk.db.queries import board, cases, queue
from maildesk.db.queries import conversation as read
from maildesk.flow.cases.withdrawal import REFUND
from maildesk.flow.clocks.last_moment import DeskHours
from maildesk.flow.matters import conversation as conversations
from maildesk.flow.matters import escalations
from maildesk.flow.reply import review
from maildesk.flow.reply.approval import letter
from maildesk.flow.reply.bulk import unique_of
from maildesk.flow.reply.drafting import OPEN, newest
from maildesk.web.asked import asked_in, query_of
from maildesk.web.desk import desk
from maildesk.web.matters.draft_view import draft_view, library, outcomes
from maildesk.web.matters.mail_view import MailView, mail_view
from maildesk.web.matters.queue import choices
from maildesk.web.show import show
from maildesk.web.signing_in import me

pages = Blueprint("conversation", __name__)
_BESIDE = 30


@pages.get("/c/<int:number>")
def page(number: int) -> str | Response:
    with desk().store.reading() as session:
        row = conversations.get(session, number)
        if row.id != number:
            return redirect(url_for("conversation.page", number=row.id))
        return conversation_page(session, row, editing="edit" in request.args)


def conversation_page(
    session: Session,
    row: t.Conversation,
    *,
    editing: bool = False,
    plan: Plan | None = None,
    form: MultiDict[str, str] | None = None,
    first: str = "",
) -> str:
    """The page. `plan` and `form`: as typed and not yet saved; `first`: somebody else changed the draft meanwhile."""
    words = (
        request.form.get("queue", "") if request.method == "POST" else request.query_string.decode("ascii", "ignore")
    )
    asked = asked_in(words, me().id)
    loaded = read.load(session, row, all_mails="all" in request.args)
    hours = DeskHours.of(session, desk().now())
    lines = board.of_conversation(session, row.id)
    mails = [
        mail_view(mail, loaded.raws.get(mail.id), me().locale, desk().glossary, loaded.mirrors.get(mail.id, ()))
        for mail in loaded.mails
    ]
    return show(
        session, "conversation.html", row=row, it=loaded, mails=mails, newest_in=_newest_in(mails), because=_because(mails),
        asked=asked, query=query_of(asked), beside=queue.page(session, asked, _BESIDE).rows, editing=editing, typed=form,
        first=first, lines=lines, cases=cases.of_conversation(session, row.id), tasks=cases.tasks_of(session, row.id),
        withdrawn=next((line.clock for line in lines if line.clock.kind == REFUND), None), blocks=BLOCKS,
        hours=hours, safe=hours.approve_by(row.due_at), all_intents=tuple(Intent), all_languages=BUYER_LOCALES,
        ups=escalations.chain(session, row.id), levels=escalations.LEVELS, **_draft(session, row, plan),
        **choices(session),
    )  # fmt: skip


def _draft(session: Session, row: t.Conversation, plan: Plan | None) -> dict[str, object]:
    """The newest draft, as it reads now."""
    draft = newest(session, row.id)
    if draft is None or draft.state in ("withdrawn", "rejected"):
        return {"draft": None, "view": None, "gone": draft.state if draft else ""}
    if draft.state not in OPEN:
        return {"draft": draft, "view": None}
    looked = review.look(session, draft, desk().writer, me().locale, desk().now(), plan)
    ready = letter(session, looked)
    files = session.execute(select(t.DraftFile.id, t.DraftFile.name).where(t.DraftFile.draft_id == draft.id)).all()
    return {
        "draft": draft, "view": draft_view(looked, me()), "to": ready.to, "hash": ready.hash, "unique": unique_of(draft),
        "files": files, "library": library(looked.plan, desk().writer.texts), "outcomes": outcomes(looked.plan, desk().writer.texts),
    }  # fmt: skip


def _because(mails: list[MailView]) -> list[str]:
    """Why its newest mail stands here."""
    return next((list(mail.row.found.get("because", ())) for mail in reversed(mails) if mail.row.direction == "in"), [])


def _newest_in(mails: list[MailView]) -> int:
    """The mail that an answer answers."""
    return next((mail.row.id for mail in reversed(mails) if mail.row.direction == "in"), 0)
