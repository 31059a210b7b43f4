"""What a buyer's mail program does with a mail: shows it as a page, opens its links, and offers the way out beside it.

In: a mail of a buyer's mailbox. Out: its page, and the one POST of RFC 8058. The sample shop's address leads nowhere, so links that
begin with it open on this computer, and only here: nothing in the desk knows of it, and every rule about addresses holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import Context
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import cast
from urllib.parse import urlsplit

from flask import Blueprint, Flask, current_app, redirect, request, url_for
from werkzeug.test import Client
from werkzeug.wrappers import Response

from maildesk.demo.server import DemoServer
from maildesk.errors import NotFoundError
from maildesk.web.headers import FRAME_POLICY

pages = Blueprint("demo_inbox", __name__, url_prefix="/demo")
_KEY = "maildesk.demo.inbox"


@dataclass(frozen=True, slots=True)
class Inbox:
    """Where the buyers' mails are, and the address that is opened here."""

    server: DemoServer
    public_url: str


def install(app: Flask, server: DemoServer, public_url: str) -> None:
    """Add the pages to the app of the screens."""
    app.extensions[_KEY] = Inbox(server, public_url)
    app.register_blueprint(pages)


def ways_out(server: DemoServer, email: str) -> frozenset[int]:
    """Which of a buyer's mails can be unsubscribed from with one click, by their place."""
    read = (message_from_bytes(raw, policy=policy.default) for raw in server.mails_of(email))
    return frozenset(place for place, mail in enumerate(read) if _one_click(mail))


@pages.get("/mail/<int:place>")
def page(place: int) -> Response:
    """The mail's own page in a box of sand; a mail of text alone is text."""
    body = _mail(request.args, place).get_body(("html", "plain"))
    words = body.get_content() if body is not None else ""
    kind = body.get_content_type() if body is not None else "text/plain"
    answer = Response(words.replace(_inbox().public_url, request.host_url.rstrip("/")), mimetype=kind)
    answer.headers["Content-Security-Policy"] = FRAME_POLICY.format(pictures="")
    return answer


@pages.post("/mail/<int:place>/unsubscribe")
def unsubscribe(place: int) -> Response:
    """What a mailbox provider does at a click: one POST without cookies."""
    address = _one_click(_mail(request.form, place))
    if not address.startswith(_inbox().public_url + "/"):
        raise NotFoundError("this mail has no way out that leads here")
    # A context of its own: nothing of the visitor's session goes along.
    post, path = Client(current_app.wsgi_app).post, urlsplit(address).path
    done = Context().run(post, path, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    return redirect(url_for("demo.page", order=request.form.get("order", ""), out="1" if done else None), 303)


def _inbox() -> Inbox:
    return cast(Inbox, current_app.extensions[_KEY])


def _mail(given: Mapping[str, str], place: int) -> EmailMessage:
    mails = _inbox().server.mails_of(given.get("of", ""))
    if place >= len(mails):
        raise NotFoundError("there is no such mail")
    return message_from_bytes(mails[place], policy=policy.default)


def _one_click(mail: EmailMessage) -> str:
    """The address that takes the POST; empty where the mail offers none."""
    asked = str(mail.get("List-Unsubscribe-Post", "")).replace(" ", "")
    return str(mail.get("List-Unsubscribe", "")).strip(" <>") if asked == "List-Unsubscribe=One-Click" else ""
