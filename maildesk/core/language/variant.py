"""Which written form: traditional or simplified Chinese, Japanese in Han characters alone, Brazilian or European Portuguese.

In: the text or its words, word lists, hints. Out: log-odds or a tag with its probability. Nothing here reads n-grams.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from maildesk.core.language.found import Hints
from maildesk.core.language.prior import desk_tag, written_in_simplified
from maildesk.core.language.script import CHINESE, JAPANESE, SIMPLIFIED, TRADITIONAL

#: With nothing to tell by: the desk's own locales are Brazilian Portuguese and traditional Chinese.
_BRAZIL_FIRST = math.log(0.93 / 0.07)
_TRADITIONAL_FIRST = math.log(0.8 / 0.2)
_WORD = 1.8
#: The desk meets far more Brazilians, who hardly ever use these.
_EUROPEAN_WORD = 2.8
_HINT = 2.0
_CHAR = 2.5
#: Japanese without any kana is rare.
_KANA_MISSED = 1.0


@dataclass(frozen=True, slots=True)
class VariantWords:
    """Words and phrases of each form of Portuguese, and strings that a Han text holds when it is Japanese or Chinese."""

    brazilian: tuple[str, ...] = field(default=(), repr=False)
    european: tuple[str, ...] = field(default=(), repr=False)
    japanese: tuple[str, ...] = field(default=(), repr=False)
    chinese: tuple[str, ...] = field(default=(), repr=False)


def portuguese_form(words: Iterable[str], known: VariantWords, hints: Hints) -> Mapping[str, float]:
    """The chances of `pt-BR` and `pt-PT`."""
    said = f" {' '.join(words)} "
    odds = _BRAZIL_FIRST + _hinted(hints, "pt-BR", "pt-PT", "BR", frozenset({"PT", "AO", "MZ", "CV"}))
    odds += _WORD * _times(said, known.brazilian) - _EUROPEAN_WORD * _times(said, known.european)
    return _two("pt-BR", "pt-PT", odds)


def chinese_form(text: str, hints: Hints) -> Mapping[str, float]:
    """The chances of `zh-Hant` and `zh-Hans`, by characters that only one of them has."""
    traditional = sum(char in TRADITIONAL for char in text)
    simplified = sum(char in SIMPLIFIED for char in text)
    odds = _TRADITIONAL_FIRST - (2 * _HINT if written_in_simplified(hints.country) else 0.0)
    odds += _hinted(hints, "zh-Hant", "zh-Hans", "TW", frozenset())
    return _two("zh-Hant", "zh-Hans", odds + _CHAR * (traditional - simplified))


def japanese_odds(text: str, known: VariantWords) -> float:
    """Log-odds that a text in Han characters alone is Japanese and not Chinese."""
    odds = _CHAR * (sum(char in JAPANESE for char in text) - sum(char in CHINESE for char in text)) - _KANA_MISSED
    return odds + _WORD * (sum(word in text for word in known.japanese) - sum(word in text for word in known.chinese))


def _times(said: str, phrases: Iterable[str]) -> int:
    return sum(f" {phrase} " in said for phrase in phrases)


def _hinted(hints: Hints, first: str, second: str, first_country: str, second_countries: frozenset[str]) -> float:
    tags = [desk_tag(tag) for tag in (hints.order_language, hints.content_language, *hints.earlier[:3]) if "-" in tag]
    country = hints.country.strip().upper()
    votes = tags.count(first) - tags.count(second) + (country == first_country) - 2 * (country in second_countries)
    return _HINT * votes


def _two(first: str, second: str, odds: float) -> Mapping[str, float]:
    chance = 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, odds))))
    return {first: chance, second: 1.0 - chance}
