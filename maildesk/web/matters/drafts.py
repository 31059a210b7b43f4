"""Acts on a draft: approve (the next conversation opens), edit by its parts, send back, reject, files.

A form that comes back stale or wrong is shown again with everything that was typed, beside what the draft has become meanwhile.
"""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from maildesk.db import tables as t
from maildesk.errors import StaleError, UsageError
from maildesk.flow.matters import conversation as conversations
from maildesk.flow.reply import approval, enclosing, review
from maildesk.flow.reply.approval import Signature
from maildesk.flow.reply.drafting import plan_of
from maildesk.flow.reply.enclosing import Enclosure
from maildesk.web.acting import acting, back, done, newest_deed, seen, text
from maildesk.web.desk import desk
from maildesk.web.i18n import _
from maildesk.web.matters.conversation import conversation_page
from maildesk.web.matters.draft_form import plan_from
from maildesk.web.matters.draft_view import draft_view
from maildesk.web.matters.queue import next_page
from maildesk.web.signing_in import me

pages = Blueprint("drafts", __name__)


@pages.post("/drafts/<int:draft>/approve")
def approve(draft: int) -> Response:
    """Sign what was seen; then the next conversation of the queue opens, with the undo."""
    signature = Signature(request.form.get("hash", ""), request.form.get("unique", "")[:40])
    with acting() as (session, doing):
        row = _conversation(session, draft)
        to = next_page(session, row, request.form.get("queue", ""))
        approval.approve(session, seen(draft), signature, desk().signing, doing)
        deed = newest_deed(session, row.id, me().id)
    return done("approved", to, deed, desk().settings.undo_seconds)


@pages.post("/drafts/<int:draft>/edit")
def edit(draft: int) -> Response | tuple[str, int] | str:
    """Save the changed parts. `preview`: only show how it would read."""
    if "preview" in request.form:
        return _shown(draft)
    try:
        with acting() as (session, doing):
            row = review.get(session, draft)
            changed = plan_from(request.form, plan_of(row), desk().writer.texts)
            review.edit(session, seen(draft), changed, desk().writer, doing)
            deed = newest_deed(session, row.conversation_id, doing.by.id)
    except StaleError:
        return _shown(draft, first=True), 409
    except UsageError as error:
        return _shown(draft, wrong=str(error)), 422
    return done(f"edited:{draft}", back(), deed)


@pages.post("/drafts/<int:draft>/preview")
def preview(draft: int) -> str | tuple[str, int]:
    """The rows of draft and mirror as they would read: what the script puts in their place while one edits."""
    with desk().store.reading() as session:
        row = review.get(session, draft)
        try:
            changed = plan_from(request.form, plan_of(row), desk().writer.texts)
        except UsageError as error:
            return render_template("draft_wrong.html", words=str(error)), 422
        looked = review.look(session, row, desk().writer, me().locale, desk().now(), changed)
        return render_template("draft_rows.html", view=draft_view(looked, me()))


@pages.post("/drafts/<int:draft>/send-back")
def send_back(draft: int) -> Response:
    note = text("note")
    if not note:
        raise UsageError(_("Say what should change: the draft goes back with your sentence."))
    with acting() as (session, doing):
        row = review.send_back(session, seen(draft), note, doing)
        deed = newest_deed(session, row.conversation_id, doing.by.id)
    return done("sent_back", back(), deed)


@pages.post("/drafts/<int:draft>/reject")
def reject(draft: int) -> Response:
    with acting() as (session, doing):
        row = review.reject(session, seen(draft), doing)
        deed = newest_deed(session, row.conversation_id, doing.by.id)
    return done("rejected", back(), deed)


@pages.post("/c/<int:conversation>/draft")
def write(conversation: int) -> Response:
    """An answer of one's own where the desk proposed none."""
    with acting() as (session, doing):
        review.write_own(session, conversation, desk().writer, doing)
    return redirect(url_for("conversation.page", number=conversation, edit=1), 303)


@pages.post("/drafts/<int:draft>/files")
def enclose(draft: int) -> Response:
    file = request.files.get("file")
    if file is None or not file.filename:
        raise UsageError(_("Choose a file first."))
    enclosed = Enclosure(file.filename, file.mimetype or "application/octet-stream", file.read())
    with acting() as (session, doing):
        enclosing.enclose(session, seen(draft), enclosed, doing)
    return done("enclosed", back())


@pages.post("/drafts/<int:draft>/files/<int:file>/out")
def take_out(draft: int, file: int) -> Response:
    with acting() as (session, doing):
        enclosing.take_out(session, seen(draft), file, doing)
    return done("taken_out", back())


def _shown(draft: int, *, first: bool = False, wrong: str = "") -> str:
    """The page again, with what was typed. `first`: somebody else saved before; their draft is shown beside."""
    with desk().store.reading() as session:
        row = review.get(session, draft)
        try:
            plan = None if first else plan_from(request.form, plan_of(row), desk().writer.texts)
        except UsageError:
            plan = None
        told = _who(session, row) if first else wrong
        return conversation_page(
            session, _conversation(session, draft), editing=True, plan=plan, form=MultiDict(request.form), first=told
        )


def _who(session: Session, row: t.Draft) -> str:
    user = session.get(t.User, row.edited_by) if row.edited_by else None
    if user is None:
        return _("This draft changed while you wrote.")
    return _("%(name)s changed this draft while you wrote.", name=user.name)


def _conversation(session: Session, draft: int) -> t.Conversation:
    return conversations.get(session, review.get(session, draft).conversation_id)
