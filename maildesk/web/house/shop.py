"""The shop: its name under the letters, its windows, how its order numbers look, and the keys of the systems that write its orders."""

from __future__ import annotations

from dataclasses import fields

from flask import Blueprint, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from maildesk.core.order import Channel
from maildesk.core.placing.numbering import Strength
from maildesk.core.placing.order_format import learn_formats
from maildesk.core.queue.roles import Act
from maildesk.core.reply.facts import Policy
from maildesk.db import tables as t
from maildesk.errors import UsageError
from maildesk.flow.care import house
from maildesk.flow.house import api_tokens
from maildesk.flow.house import shop as shops
from maildesk.flow.house.entered import EnteredError
from maildesk.flow.matters import limits
from maildesk.packs.calendars import is_country
from maildesk.web.acting import acting, done, text
from maildesk.web.desk import desk
from maildesk.web.entered import sentence
from maildesk.web.show import show
from maildesk.web.signing_in import me

pages = Blueprint("shop", __name__)
#: The windows that are one number of days; `transit_days` are two.
WINDOWS = tuple(field.name for field in fields(Policy) if field.name != "transit_days")
_MOST_DAYS = 365
#: What the shop is called and where it is, as texts say it.
_WORDS = ("name", "email", "sign_off", "return_address", "legal_name", "postal_address")
#: As many countries as may be in mourning at once.
_MOST_COUNTRIES = 40
#: The newest orders of the book from which the form of its numbers is learnt.
_LEARN_FROM = 500


@pages.before_request
def _supervisors_only() -> None:
    me().must(Act.MANAGE_SHOP)


@pages.get("/shop")
def page() -> str:
    return _page()


@pages.post("/shop")
def save() -> Response | tuple[str, int]:
    try:
        value, country, mourning = _typed(), _country(), _mourning()
    except UsageError as error:
        return _page(wrong=sentence(error)), 422
    with acting() as (session, doing):
        doing.by.must(Act.MANAGE_SHOP)
        shops.save(session, value, doing.by.id, doing.now)
        house.set_seller(session, country, mourning, doing)
    return done("shop_kept", url_for("shop.page"))


@pages.post("/shop/escalation")
def escalation() -> Response | tuple[str, int]:
    """From where on a matter goes up by itself."""
    try:
        entered = limits.entered(request.form)
    except UsageError as error:
        return _page(wrong=sentence(error)), 422
    with acting() as (session, doing):
        doing.by.must(Act.MANAGE_SHOP)
        limits.save(session, entered, doing.by.id, doing.now)
    return done("limits_kept", url_for("shop.page"))


@pages.post("/shop/keys")
def create_key() -> str | tuple[str, int]:
    """A new key, shown on this page and never again."""
    try:
        with acting() as (session, doing):
            key = api_tokens.create(session, request.form.get("channel", ""), text("name", 80), doing)
    except UsageError as error:
        return _page(wrong=sentence(error)), 422
    return _page(new_key=key)


@pages.post("/shop/keys/<int:number>/revoke")
def revoke_key(number: int) -> Response:
    with acting() as (session, doing):
        api_tokens.revoke(session, number, doing)
    return done("key_revoked", url_for("shop.page"))


def _page(*, wrong: str = "", new_key: str = "") -> str:
    with desk().store.reading() as session:
        kept = shops.shop(session, desk().writer.shop)
        return show(
            session, "shop.html", it=kept, windows=WINDOWS, wrong=wrong, new_key=new_key, channels=tuple(Channel),
            keys=api_tokens.all_of(session), formats=_formats(session), evident=Strength.SELF_EVIDENT,
            upwards=limits.upwards(session), seller=house.settings(session),
        )  # fmt: skip


def _formats(session: Session) -> list[dict[str, object]]:
    """How the book's own numbers look, with an example of each form, and whether a number says by itself that it is one."""
    newest = select(t.OrderRow.number).where(t.OrderRow.channel.in_(("own", "shopify", "woocommerce")))
    numbers = session.scalars(newest.order_by(t.OrderRow.id.desc()).limit(_LEARN_FROM)).all()
    found: list[dict[str, object]] = []
    for form in learn_formats(numbers):
        example = next((number for number in numbers if form.pattern.fullmatch(number)), "")
        if example:
            found.append({"writing": form.writing.replace("{}", "0…"), "example": example, "strength": form.strength})
    return found


def _typed() -> dict[str, object]:
    policy: dict[str, object] = {name: _days(name) for name in WINDOWS}
    shortest, longest = _days("transit_from"), _days("transit_to")
    if shortest > longest:
        raise EnteredError("transit_from", str(shortest), "no_more_than_the_longest")
    words = {name: text(name, 500) for name in _WORDS}
    return {**words, "policy": {**policy, "transit_days": [shortest, longest]}}


def _country() -> str:
    """The seller's own country; empty while nobody has said."""
    code = text("country", 2).upper()
    if code and not is_country(code):
        raise EnteredError("country", code, "countries")
    return code


def _mourning() -> list[str]:
    codes = text("mourning", 300).upper().replace(",", " ").split()
    unknown = next((code for code in codes if not is_country(code)), None)
    if unknown is not None or len(codes) > _MOST_COUNTRIES:
        raise EnteredError("mourning", unknown or "", "countries")
    return codes


def _days(name: str) -> int:
    value = text(name, 10)
    if not value.isascii() or not value.isdecimal() or int(value) > _MOST_DAYS:
        raise EnteredError(name, value, "days")
    return int(value)
