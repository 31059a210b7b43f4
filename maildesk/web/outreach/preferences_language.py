"""In which language a buyer's own page speaks, and how it names languages and addresses.

In: what was asked for, what is known, what the browser says. Out: one of the page's languages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from babel.core import Locale

from maildesk.core.locales import fallback_chain
from maildesk.texts.public import PUBLIC_LOCALES

#: Where Chinese is written in its traditional form.
_TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})
#: Tags that browsers still send for what has another name by now.
_OLD = {"iw": "he"}


def wanted(asked: str, known: str, browser: Iterable[str]) -> str:
    """What was clicked, else the language of our mails to this buyer, else the first of the browser's that we speak, else English."""
    if asked in PUBLIC_LOCALES:
        return asked
    return next((near for tag in (known, *browser) if (near := _nearest(tag))), "en")


def _nearest(tag: str) -> str:
    """The page's language for a tag; empty where English would only be a stopgap."""
    first, *rest = tag.replace("_", "-").split("-")
    if first.lower() == "zh":
        return "zh-Hant" if _TRADITIONAL & {part.lower() for part in rest} else "zh-Hans"
    language = _OLD.get(first.lower(), first.lower())
    near = fallback_chain("-".join([language, *rest]), PUBLIC_LOCALES)[0]
    return near if near != "en" or language == "en" else ""


@cache
def native_names() -> Mapping[str, str]:
    """Each language by its own name, as its speakers look for it."""
    return {each: Locale.parse(each.replace("-", "_")).get_display_name() or each for each in PUBLIC_LOCALES}


def masked(email: str) -> str:
    """Enough for its owner to know it, too little for whoever was forwarded the mail: `a…@kunde.example`."""
    name, _, domain = email.rpartition("@")
    return f"{name[:1]}…@{domain}"
