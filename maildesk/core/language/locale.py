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

    Sure is what locale the text leads to, not which of two near languages it is in: half Danish and half Norwegian is surely
    answered in Swedish. `spoken` are the shares of languages in the buyer's country (`Detector.country_languages[country]`).
    A witness whose language has no texts is passed over for the next one.
    """
    chances = _locale_chances(found, available)
    likeliest = max(chances, key=lambda locale: chances[locale], default="")
    if chances.get(likeliest, 0.0) >= SURE:
        return _sure_choice(found, likeliest)
    for code, tag in _witnesses(hints, spoken or {}):
        if (locale := desk_tag(tag)) in available:
            return LocaleChoice(locale, (code, "text_unsure"))
    if likeliest:
        return LocaleChoice(likeliest, ("text_guess", "text_unsure"), fallback=found.language != likeliest)
    return LocaleChoice(fallback_chain(None, available)[0], ("nothing_known",))


def _locale_chances(found: LanguageFound, available: tuple[str, ...]) -> dict[str, float]:
    """How likely each locale is the one that the text's language is answered in."""
    if found.language is None:
        return {}
    chances: dict[str, float] = {}
    for tag, chance in found.ranked or ((found.language, found.confidence),):
        locale = fallback_chain(tag, available)[0]
        chances[locale] = chances.get(locale, 0.0) + chance
    return chances


def _sure_choice(found: LanguageFound, locale: str) -> LocaleChoice:
    if found.language == locale:
        return LocaleChoice(locale, ("text_language",))
    return LocaleChoice(locale, ("text_language", "no_texts_in_language"), fallback=True)


def _witnesses(hints: Hints, spoken: Mapping[str, float]) -> Iterator[tuple[str, str]]:
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
