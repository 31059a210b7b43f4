"""What is known of a mail's language before it is read.

In: `Hints` and the shares of languages in each country. Out: one log-weight per language. Hints are witnesses with a stated
reliability and together never weigh more than a short sentence: they decide what the text leaves open, nothing else.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from maildesk.core.language.found import Hints

#: Together the hints may not move the odds of two languages by more than this (nats): about two frequent words.
MAX_HINT = 4.5
#: The chance of a buyer's language when a hint names another one, against 1 when it names this one.
_IF_ORDER_SAYS_OTHERWISE = 0.12
_IF_ORDER_SAYS_ENGLISH = 0.4  # many shops store "en" for whoever never chose
_IF_HEADER_SAYS_OTHERWISE = 0.5
_IF_EARLIER_SAYS_OTHERWISE = 0.04
_IF_COUNTRY_SPEAKS_OTHERWISE = 0.05

_OLD_TAGS = {"no": "nb", "nn": "nb", "iw": "he", "in": "id", "ji": "yi", "sh": "sr", "fil": "tl", "ms": "id"}
_SIMPLIFIED_IN = frozenset({"CN", "SG"})
_HANS_SUBTAGS = frozenset({"hans", "cn", "sg"})


def desk_tag(tag: str) -> str:
    """A BCP 47 tag as the desk writes it: `pt_br` is `pt-BR`, `zh-CN` is `zh-Hans`, `de-AT` is `de`, `no` is `nb`."""
    base, *subtags = tag.strip().lower().replace("_", "-").split("-")
    base = _OLD_TAGS.get(base, base)
    if base == "zh":
        return "zh-Hans" if _HANS_SUBTAGS & set(subtags) else "zh-Hant"
    if base == "pt":
        return "pt-PT" if "pt" in subtags else "pt-BR"
    return base


def base_tag(tag: str) -> str:
    """The language without its written form: `pt-BR` is `pt`."""
    return tag.partition("-")[0]


def hint_weights(hints: Hints, country_languages: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """Log-weights of the languages that hints name, the best 0; `""` is the weight of every other language."""
    order = base_tag(desk_tag(hints.order_language))
    header = base_tag(desk_tag(hints.content_language.partition(",")[0]))
    earlier = _earlier_shares(hints.earlier)
    spoken = country_languages.get(hints.country.strip().upper(), {})
    named = {tag for tag in (order, header, *earlier, *spoken) if tag}
    weights = {
        tag: _by_order(order, tag) + _by_header(header, tag) + _by_earlier(earlier, tag) + _by_country(spoken, tag)
        for tag in (*named, "")
    }
    best = max(weights.values())
    return {tag: max(weight - best, -MAX_HINT) for tag, weight in weights.items()}


def _earlier_shares(earlier: tuple[str, ...]) -> dict[str, float]:
    tags = [base_tag(desk_tag(tag)) for tag in earlier if tag]
    return {tag: tags.count(tag) / len(tags) for tag in dict.fromkeys(tags)}


def _by_order(order: str, tag: str) -> float:
    if not order or order == tag:
        return 0.0
    return math.log(_IF_ORDER_SAYS_ENGLISH if order == "en" else _IF_ORDER_SAYS_OTHERWISE)


def _by_header(header: str, tag: str) -> float:
    return 0.0 if not header or header == tag else math.log(_IF_HEADER_SAYS_OTHERWISE)


def _by_earlier(earlier: Mapping[str, float], tag: str) -> float:
    return math.log(_IF_EARLIER_SAYS_OTHERWISE + earlier.get(tag, 0.0)) if earlier else 0.0


def _by_country(spoken: Mapping[str, float], tag: str) -> float:
    return math.log(_IF_COUNTRY_SPEAKS_OTHERWISE + spoken.get(tag, 0.0)) if spoken else 0.0


def written_in_simplified(country: str) -> bool:
    """Whether Chinese from this country is written in simplified characters."""
    return country.strip().upper() in _SIMPLIFIED_IN
