"""Texts: what buyers are written, in each language, beside the agent's own, tried on sample orders; and what is wrong with them."""

from __future__ import annotations

from functools import lru_cache

from flask import Blueprint, request

from maildesk.core.locales import BUYER_LOCALES, DESK_LOCALES
from maildesk.core.reply.catalogue import Catalogue
from maildesk.core.reply.render import mirror, render, rows
from maildesk.errors import NotFoundError
from maildesk.packs.care import load_care
from maildesk.texts.check import check
from maildesk.texts.finding import Finding
from maildesk.texts.occasions import fitting, shown
from maildesk.texts.samples import Sample
from maildesk.web.desk import desk
from maildesk.web.show import show
from maildesk.web.signing_in import me

pages = Blueprint("texts", __name__)


@pages.get("/texts")
def page() -> str:
    locale, texts = _locale(), desk().writer.texts
    found: dict[str, list[Finding]] = {}
    for finding in findings(texts, locale):
        found.setdefault(finding.name, []).append(finding)
    names = [name for name in texts.names if (name, locale) in texts.texts]
    with desk().store.reading() as session:
        return show(session, "texts.html", locale=locale, locales=BUYER_LOCALES, names=names, found=found)


@pages.get("/texts/<name>")
def one(name: str) -> str:
    locale, texts = _locale(), desk().writer.texts
    if (name, locale) not in texts.texts:
        raise NotFoundError(f"there is no text {name!r} in {locale}")
    tried = fitting(name, locale)
    chosen = request.args.get("sample", "")
    sample = next((each for each in tried if _key(each) == chosen), tried[0])
    plan = shown(name, locale)
    reply = render(plan, sample.facts, texts)
    reader = me().locale if me().locale in DESK_LOCALES else "en"
    pairs = rows(reply, mirror(plan, sample.facts, texts, reader))
    with desk().store.reading() as session:
        return show(
            session, "text.html", name=name, locale=locale, locales=[x for x in BUYER_LOCALES if (name, x) in texts.texts],
            reply=reply, pairs=pairs, reader=reader, sample=_key(sample), tried=[(_key(each), each) for each in tried],
            wrong=[each for each in findings(texts, locale) if each.name == name],
        )  # fmt: skip


@lru_cache(maxsize=40)
def findings(texts: Catalogue, locale: str) -> tuple[Finding, ...]:
    """What is wrong with the texts of a locale. Texts do not change while the desk runs, so that each is tried once."""
    near = {locale, *DESK_LOCALES}
    few = Catalogue({key: text for key, text in texts.texts.items() if key[1] in near})
    return tuple(check(few, load_care().offers, only=locale))


def _key(sample: Sample) -> str:
    return f"{sample.name}/{sample.intent}"


def _locale() -> str:
    asked = request.args.get("locale", "")
    return asked if asked in BUYER_LOCALES else "en"
