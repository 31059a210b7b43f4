"""The screens' texts: gettext catalogues compiled in memory from their `.po` when first asked for; no build step.

In: a text or a code. Out: words in the reader's language. English texts are their own ids; codes are ids such as `intent.damaged`.
"""

from __future__ import annotations

from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.core import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask, g, has_request_context, request
from flask_login import current_user

from maildesk.core.locales import DESK_LOCALES

TEXTS = Path(__file__).resolve().parents[2] / "templates" / "i18n" / "ui"
_BABEL = {"zh-Hans": "zh_Hans_CN", "en": "en_GB"}


@cache
def catalogue(locale: str) -> NullTranslations:
    """The compiled texts of one of the agents' languages."""
    path = TEXTS / locale / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        read = read_po(file, locale=_BABEL[locale], abort_invalid=True)
    compiled = BytesIO()
    write_mo(compiled, read)
    compiled.seek(0)
    return GNUTranslations(compiled)


def locale() -> str:
    """The language of this page: the person's own, else what the browser asks for."""
    if not has_request_context():
        return "en"
    known: str | None = g.get("locale")
    if known is None:
        wanted = current_user.person.locale if current_user.is_authenticated else _asked_for()
        known = g.locale = wanted if wanted in DESK_LOCALES else "en"
    return known


def babel_locale() -> Locale:
    return _parsed(_BABEL[locale()])


@cache
def _parsed(name: str) -> Locale:
    return Locale.parse(name)


def _asked_for() -> str:
    best = request.accept_languages.best_match(["zh", "zh-CN", "zh-Hans", "en"], "en")
    return "zh-Hans" if best.startswith("zh") else "en"


def gettext(text: str) -> str:
    return catalogue(locale()).gettext(text)


def ngettext(one: str, many: str, number: int) -> str:
    return catalogue(locale()).ngettext(one, many, number)


def _(text: str, **values: object) -> str:
    """A text of the screens, with its values put in."""
    return gettext(text) % values if values else gettext(text)


def say(kind: str, code: str | None) -> str:
    """A code in words. One without words (a newer pack) is shown as it is, readable at least."""
    return _said(locale(), kind, code) if code else ""


@lru_cache(maxsize=8192)
def _said(reader: str, kind: str, code: str) -> str:
    """A page says some two hundred codes, mostly the same ones."""
    key = f"{kind}.{code}"
    words = catalogue(reader).gettext(key)
    if words != key:
        return words
    if kind == "clock" and code.count(" ") == len(_CLOCK) - 1:
        return " · ".join(_said(reader, part, word) for part, word in zip(_CLOCK, code.split(" "), strict=True))
    return _NAMED[kind](code, _parsed(_BABEL[reader])) if kind in _NAMED else code.replace("_", " ")


def of_the_pack(sentence: str) -> str:
    """A sentence of a pack in the reader's language; as it is where it has none (a newer pack, a shop's own)."""
    return catalogue(locale()).gettext(sentence) if sentence else ""


def refusal(code: str) -> str:
    """Why something was refused: a rule, or the check that stops a draft."""
    return say("check", code.removeprefix("check.")) if code.startswith("check.") else say("refused", code)


def _language(code: str, reader: Locale) -> str:
    return str(reader.languages.get(code.replace("-", "_"), code))


def _country(code: str, reader: Locale) -> str:
    return str(reader.territories.get(code, code))


def _of_platform(code: str, _reader: Locale) -> str:
    """Why a mail is of its kind, with the platform's name: `claims_paypal`."""
    sign, _, platform = code.partition("_")
    if sign not in ("platform", "claims"):
        return code.replace("_", " ")
    return f"{say('kind_because', sign)} {say('platform', platform)}"


#: The clock of a case is called by its platform, case and stage.
_CLOCK = ("platform", "case", "stage")
#: Names that the CLDR knows, or another list.
_NAMED = {"language": _language, "country": _country, "kind_because": _of_platform}


def install(app: Flask) -> None:
    """Teach the templates `_`, `ngettext` and `say`."""
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    app.jinja_env.globals.update(say=say, of_the_pack=of_the_pack, refusal=refusal, page_locale=locale)
