"""The page of the demo on which the visitor is a buyer: writes a mail in any language, and sees the answer come.

In: the embedded server and the sample's orders, kept by the app. Out: mails into the shop's mailbox, and the buyers' mails as text.
Only the demo registers it: no desk of a real shop has this page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from flask import Blueprint, Flask, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from maildesk.core.locales import BUYER_LOCALES
from maildesk.core.mail.parse import parse
from maildesk.core.mail.parsed import ParsedMail
from maildesk.core.order import Order
from maildesk.demo import inbox
from maildesk.demo.picture import broken_lamp
from maildesk.demo.server import DemoServer
from maildesk.demo.shop import Shop, toml
from maildesk.demo.writing import Picture, Written, send
from maildesk.web.acting import text
from maildesk.web.desk import desk
from maildesk.web.i18n import locale
from maildesk.web.show import show

pages = Blueprint("demo", __name__, url_prefix="/demo", template_folder="templates", static_folder="static")
_KEY = "maildesk.demo"
_STRANGER = ("Alex Stranger", "alex.stranger@letterbox.example")
MATTERS = ("where", "broken", "return")
#: The largest picture of a visitor.
_MOST_PICTURE = 8_000_000


@dataclass(frozen=True, slots=True)
class Stage:
    """What the page plays with."""

    server: DemoServer
    shop: Shop
    orders: Mapping[str, Order]

    def mails(self, email: str) -> list[ParsedMail]:
        """What a buyer got, the oldest first."""
        return [parse(raw) for raw in self.server.mails_of(email)]


@dataclass(frozen=True, slots=True)
class Asked:
    """Who the visitor is, in which language and about what. `order` None: a stranger."""

    order: Order | None
    language: str
    matter: str
    answers: int | None = None

    @property
    def name(self) -> str:
        return self.order.buyer_name if self.order else _STRANGER[0]

    @property
    def email(self) -> str:
        return self.order.buyer_email if self.order else _STRANGER[1]


def install(app: Flask, server: DemoServer, shop: Shop, orders: Mapping[str, Order]) -> None:
    """Add the page to the app of the screens."""
    app.extensions[_KEY] = Stage(server, shop, orders)
    app.register_blueprint(pages)


def _stage() -> Stage:
    return cast(Stage, current_app.extensions[_KEY])


def _asked(given: Mapping[str, str]) -> Asked:
    """From address line or form. Whatever is missing or unknown becomes the first that fits."""
    orders = _stage().orders
    order = None if given.get("order") == "" else orders.get(given.get("order", ""), next(iter(orders.values())))
    spoken = order.language if order else "en"
    language = given.get("language", "")
    matter = given.get("matter", "")
    answers = given.get("answers", "")
    return Asked(
        order,
        language if language in BUYER_LOCALES else spoken,
        matter if matter in MATTERS else MATTERS[0],
        int(answers) if answers.isdecimal() and len(answers) < 6 else None,
    )


@pages.get("/")
def page() -> str:
    stage, asked, words = _stage(), _asked(request.args), _words()
    mails = stage.mails(asked.email)
    answered = mails[asked.answers] if asked.answers is not None and asked.answers < len(mails) else None
    subject, body = _begun(asked, answered)
    with desk().store.reading() as session:
        return show(
            session,
            "demo.html",
            asked=asked,
            words=words,
            groups=_groups(stage),
            locales=BUYER_LOCALES,
            matters=MATTERS,
            subject=subject,
            body=body,
            answered=answered,
            mails=mails,
            ways_out=inbox.ways_out(stage.server, asked.email),
            outside=stage.shop.public_url,
            sent=request.args.get("sent", ""),
            out="out" in request.args,
            buyers=_others(stage, asked),
        )


@pages.get("/mails")
def mailbox() -> str:
    """The buyer's mails alone: what the page's script puts in when something new has come."""
    stage, asked = _stage(), _asked(request.args)
    return render_template(
        "demo_mails.html", mails=stage.mails(asked.email), ways_out=inbox.ways_out(stage.server, asked.email),
        outside=stage.shop.public_url, asked=asked, words=_words(),
    )  # fmt: skip


@pages.post("/")
def write() -> Response:
    stage, asked = _stage(), _asked(request.form)
    to = stage.shop.box_of(asked.order.channel if asked.order else "own").address
    mails = stage.mails(asked.email)
    answered = mails[asked.answers] if asked.answers is not None and asked.answers < len(mails) else None
    written = Written(asked.name, asked.email, to, text("subject", 200), text("text"), _picture(), answered)
    send(written, stage.shop, stage.server)
    number = asked.order.number if asked.order else ""
    return redirect(url_for("demo.page", order=number, language=asked.language, matter=asked.matter, sent=to), 303)


def _begun(asked: Asked, answered: ParsedMail | None) -> tuple[str, str]:
    """The subject and text that the visitor begins with."""
    if answered is not None:
        return (answered.subject if answered.subject.lower().startswith("re:") else f"Re: {answered.subject}"), ""
    subject, body = toml("examples.toml")[asked.language][asked.matter]
    number = asked.order.number if asked.order else next(iter(_stage().orders))
    return subject.replace("{order}", number), body.replace("{order}", number)


def _picture() -> Picture | None:
    """A picture that was chosen, else the sample's if it was wished for."""
    chosen = request.files.get("file")
    if chosen is not None and chosen.filename and chosen.mimetype.startswith("image/"):
        suffix = chosen.mimetype.removeprefix("image/")
        kind = suffix if suffix.isalnum() else "jpeg"
        return Picture(f"photo.{kind}", f"image/{kind}", chosen.stream.read(_MOST_PICTURE))
    return Picture("IMG_2210.png", "image/png", broken_lamp()) if "photo" in request.form else None


def _groups(stage: Stage) -> list[tuple[str, list[Order]]]:
    """The orders by the buyers' language, in the desk's order of languages."""
    return [(tag, [o for o in stage.orders.values() if o.language == tag]) for tag in BUYER_LOCALES]


def _others(stage: Stage, asked: Asked) -> list[Order]:
    """Another order of each other buyer who got mail: the way into their mailboxes."""
    by_email = {order.buyer_email: order for order in stage.orders.values()}
    return [by_email[email] for email in stage.server.buyers() if email in by_email and email != asked.email]


def _words() -> dict[str, str]:
    return dict(toml("page.toml")[locale()])
