"""The locales the desk answers in, those it mirrors in, and how one falls back to another."""

from __future__ import annotations

#: Buyers' locales (design 5). Order is the order of every list on screen.
BUYER_LOCALES = (
    "en", "de", "fr", "es", "it", "pt-BR", "nl", "pl", "sv", "ru", "uk", "tr", "ja", "ko", "zh-Hant", "ar", "he", "cs",
)  # fmt: skip
#: The agents' languages: the mirror of a draft and the screens.
DESK_LOCALES = ("zh-Hans", "en")
#: Written from right to left.
RTL = frozenset({"ar", "he", "fa", "ur"})
#: What is read instead when a language has no texts of its own. Everything else falls back to English.
_NEAREST = {
    "zh-Hans": "zh-Hant",
    "pt-PT": "pt-BR",
    "pt": "pt-BR",
    "sk": "cs",
    "nb": "sv",
    "no": "sv",
    "da": "sv",
    "be": "ru",
}


def direction(locale: str) -> str:
    """`rtl` or `ltr`, as HTML's `dir` wants it."""
    return "rtl" if locale.partition("-")[0] in RTL else "ltr"


def fallback_chain(locale: str | None, available: tuple[str, ...] = BUYER_LOCALES) -> tuple[str, ...]:
    """Locales to try for a buyer's text, best first, always ending in English.

    `fallback_chain("de-AT")` is `("de", "en")`; an unknown or missing language gives `("en",)`.
    """
    wanted: list[str] = []
    tag = locale or ""
    while tag:
        wanted.append(tag)
        if tag in _NEAREST:
            wanted.append(_NEAREST[tag])
        tag = tag.rpartition("-")[0]
    chain = [tag for tag in dict.fromkeys([*wanted, "en"]) if tag in available]
    return tuple(chain) or ("en",)
