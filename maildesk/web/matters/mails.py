"""One mail: its original HTML in a frame that runs nothing, its attachments, its bytes; moving it, and setting right what was understood.

Buyers' bytes leave the desk only with a policy of their own: sandboxed, never sniffed, downloaded rather than shown, unless they are
truly a raster picture.
"""

from __future__ import annotations

import base64
from io import BytesIO

from flask import Blueprint, render_template, request, send_file, url_for
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from maildesk.core.mail.attachments import part_bytes
from maildesk.core.mail.parse import parse
from maildesk.core.mail.parsed import Attachment
from maildesk.core.mail.text.sanitise import safe_html
from maildesk.db import tables as t
from maildesk.errors import NotFoundError, UsageError
from maildesk.flow.mail import found
from maildesk.flow.matters import corrections, moving
from maildesk.flow.matters.corrections import Field, Right
from maildesk.web.acting import acting, back, done, newest_deed, seen, text
from maildesk.web.asked import whole
from maildesk.web.desk import desk
from maildesk.web.headers import FILE_POLICY, FRAME_POLICY
from maildesk.web.i18n import _
from maildesk.web.show import show

pages = Blueprint("mails", __name__)
#: First bytes of the pictures a browser may show from us; SVG is a document, not a picture.
_RASTER = {
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/gif": (b"GIF87a", b"GIF89a"),
    "image/webp": (b"RIFF",),
}
#: Inline pictures are written into the framed page: its origin is nobody's, so it could not fetch them with our cookie.
_INLINE_BYTES = 6_000_000


@pages.get("/m/<int:number>/html")
def html(number: int) -> Response:
    """The original HTML, sanitised, in a page that is only ever shown in a sandboxed frame."""
    remote = "remote" in request.args
    with desk().store.reading() as session:
        row, raw = _mail(session, number)
        safe = safe_html(parse(raw).html, _inline_pictures(row, raw), remote)
        page = render_template("mail_html.html", safe=safe, row=row, remote=remote)
    answer = Response(page, mimetype="text/html")
    answer.headers["Content-Security-Policy"] = FRAME_POLICY.format(pictures=" https: http:" if remote else "")
    answer.headers["X-Frame-Options"] = "SAMEORIGIN"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


@pages.get("/m/<int:number>/a/<int:part>")
def attachment(number: int, part: int) -> Response:
    """A file that came with the mail. Shown in the page only when it is a picture by its bytes, not by its name."""
    with desk().store.reading() as session:
        row, raw = _mail(session, number)
    file = next((each for each in found.attachments(row.found) if each.part == part), None)
    if file is None:
        raise NotFoundError(f"mail {number} has no attachment {part}")
    body = part_bytes(raw, part)
    kind = picture_kind(body)
    inline = "inline" in request.args and kind != ""
    answer = send_file(
        BytesIO(body),
        mimetype=kind if inline else "application/octet-stream",
        as_attachment=not inline,
        download_name=file.name,
    )
    answer.headers["Content-Security-Policy"] = FILE_POLICY
    return answer


@pages.get("/m/<int:number>/raw")
def source(number: int) -> Response:
    """The bytes exactly as they came."""
    with desk().store.reading() as session:
        _row, raw = _mail(session, number)
    answer = send_file(BytesIO(raw), mimetype="message/rfc822", as_attachment=True, download_name=f"mail-{number}.eml")
    answer.headers["Content-Security-Policy"] = FILE_POLICY
    return answer


@pages.get("/m/<int:number>")
def page(number: int) -> str:
    """The whole mail: headers, text, what the desk found unusual."""
    with desk().store.reading() as session:
        row, raw = _mail(session, number)
        return show(session, "mail.html", row=row, mail=parse(raw), size=len(raw))


@pages.post("/m/<int:number>/correct")
def correct(number: int) -> Response:
    """Set right the language, the intent, the order, or which words are the newest."""
    field = request.form.get("field", "")
    if field not in {str(each) for each in Field}:
        raise BadRequest("no such field")
    right = Right(number, Field(field), text("value"))
    with acting() as (session, doing):
        row = corrections.correct(session, seen(_conversation_id()), right, desk().writer, doing)
        deed = newest_deed(session, row.id, doing.by.id)
    return done("corrected", back(), deed)


@pages.post("/m/<int:number>/move")
def move(number: int) -> Response:
    """Into another conversation."""
    to = whole(request.form.get("to", "").strip().lstrip("#"))
    if not to:
        raise UsageError(_("Type the number of the conversation it belongs to."))
    with acting() as (session, doing):
        row = moving.move(session, number, seen(_conversation_id()), to, doing)
        deed = newest_deed(session, row.id, doing.by.id)
    return done("moved", url_for("conversation.page", number=row.id), deed)


@pages.post("/c/<int:conversation>/split")
def split(conversation: int) -> Response:
    """The ticked mails become a matter of their own."""
    chosen = [number for each in request.form.getlist("mail") if (number := whole(each))]
    if not chosen:
        raise UsageError(_("Tick the mails that are another matter."))
    with acting() as (session, doing):
        row = moving.split(session, chosen, seen(conversation), doing)
        deed = newest_deed(session, row.id, doing.by.id)
    return done("split", url_for("conversation.page", number=row.id), deed)


@pages.post("/c/<int:conversation>/merge")
def merge(conversation: int) -> Response:
    to = whole(request.form.get("to", "").strip().lstrip("#"))
    if not to:
        raise UsageError(_("Type the number of the conversation it belongs to."))
    with acting() as (session, doing):
        row = moving.merge(session, seen(conversation), to, doing)
        deed = newest_deed(session, row.id, doing.by.id)
    return done("merged", url_for("conversation.page", number=row.id), deed)


def picture_kind(body: bytes) -> str:
    """The type of a raster picture by its first bytes; empty for everything else."""
    found_ = next((kind for kind, starts in _RASTER.items() if body.startswith(starts)), "")
    return "" if found_ == "image/webp" and body[8:12] != b"WEBP" else found_


def _inline_pictures(row: t.Message, raw: bytes) -> dict[str, str]:
    """The pictures that the HTML names by Content-ID, as data addresses."""
    urls: dict[str, str] = {}
    left = _INLINE_BYTES
    for file in found.attachments(row.found):
        body = part_bytes(raw, file.part) if _may_be_inline(file, left) else b""
        kind = picture_kind(body)
        if kind:
            urls[file.content_id] = f"data:{kind};base64,{base64.b64encode(body).decode('ascii')}"
            left -= len(body)
    return urls


def _may_be_inline(file: Attachment, left: int) -> bool:
    return bool(file.content_id) and file.content_type.startswith("image/") and file.size <= left


def _mail(session: Session, number: int) -> tuple[t.Message, bytes]:
    row, raw = session.get(t.Message, number), session.get(t.RawMail, number)
    if row is None or raw is None:
        raise NotFoundError(f"there is no mail {number}")
    return row, raw.body


def _conversation_id() -> int:
    value = whole(request.form.get("conversation", ""))
    if not value:
        raise BadRequest("no conversation")
    return value
