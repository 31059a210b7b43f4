"""In which locale a buyer is answered, and why.

In: the language found, what else is known, the locales that have texts. Out: `LocaleChoice`. It reads no text and asks
nobody; an agent's own choice comes before it and is not its business.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from maildesk.core.language.found import Hints, LanguageFound
from maildesk.core.language.prior import desk_tag
from maildesk.core.locales import BUYER_LOCALES, fallback_chain

#: Below this the text's own language is a guess, and what is known besides it comes first.
SURE = 0.6
#: A country's language is taken when this share of its people use it.
_SPOKEN_BY = 0.5
_ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class LocaleChoice:
    """`because` are codes, the deciding one first; `fallback`: the buyer's language itself has no texts."""

    locale: str
    because: tuple[str, ...]
    fallback: bool = False


def answer_locale(
    found: LanguageFound,
    hints: Hints,
    available: tuple[str, ...] = BUYER_LOCALES,
    spoken: Mapping[str, float] | None = None,
) -> LocaleChoice:
    """The locale of the answer: the text's language when sure, else earlier mails, the order, the country, a guess, English.

    `spoken` are the shares of languages in the buyer's country (`Detector.country_languages[country]`). A witness whose
    language has no texts is passed over for the next one, except the text's own when sure: it falls back to a near locale.
    """
    sure = found.language if found.language and found.confidence >= SURE else None
    if sure:
        return _sure_choice(sure, available)
    witnesses = ((code, tag) for code, tag in _witnesses(found, hints, spoken or {}) if desk_tag(tag) in available)
    code, tag = next(witnesses, ("nothing_known", _ENGLISH))
    locale = desk_tag(tag)
    return LocaleChoice(locale if locale in available else fallback_chain(None, available)[0], (code, "text_unsure"))


def _sure_choice(language: str, available: tuple[str, ...]) -> LocaleChoice:
    if language in available:
        return LocaleChoice(language, ("text_language",))
    locale = fallback_chain(language, available)[0]
    return LocaleChoice(locale, ("text_language", "no_texts_in_language"), fallback=True)


def _witnesses(found: LanguageFound, hints: Hints, spoken: Mapping[str, float]) -> Iterator[tuple[str, str]]:
    """What speaks for a language when the text does not, most reliable first."""
    for tag in hints.earlier:
        yield "earlier_mail", tag
    if hints.order_language:
        yield "order_language", hints.order_language
    best = max(spoken, key=lambda tag: spoken[tag], default="")
    if best and spoken[best] >= _SPOKEN_BY:
        yield "country_language", best
    if hints.content_language:
        yield "content_language", hints.content_language.partition(",")[0]
    if found.language:
        yield "text_guess", found.language
