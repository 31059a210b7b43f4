"""Whether one line of a text is written as its language wants it: one table of faults.

In: a line of the text's own words (facts left out, `GAP` in their places), and the locale. Out: the codes of what is wrong, each with
the words. It sees signs and single words; whether a sentence is good is for a person who reads it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from babel.core import get_global

from maildesk.core.locales import direction
from maildesk.core.reply.said import GAP

#: Words of English that are words of no other of the desk's languages.
_ENGLISH = frozenset((
    "the", "your", "yours", "our", "you", "they", "their", "this", "these", "those", "and", "with", "which", "what", "when", "where",
    "there", "because", "about", "between", "until", "before", "have", "were", "would", "should", "could", "cannot", "please",
    "thank", "thanks", "reply", "parcel", "tracking", "shipped", "arrived", "received", "dispatched", "delivered", "refunded",
    "replacement", "customer", "warehouse", "carrier", "wait", "know", "soon",
))  # fmt: skip
_WORD = re.compile(r"[^\W\d_]{3,}")
_ISOLATES, _END = "\u2066\u2067\u2068", "\u2069"
_TURNS = re.compile(r"[\u2066-\u2069\n]")
_ISOLATED = re.compile(r"[\u2066-\u2068][^\u2066-\u2069]*\u2069")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]+")
#: Embeddings and overrides. UAX 9 (2.1 and 2.2) would have isolates instead; an override can also hide what a line says.
_OVERRIDES = re.compile(r"[\u202a-\u202e]")
_MARKS = re.compile(r"[\u200e\u200f\u061c]")
#: "Liebe/r", "désolé(e)", "을(를)": a form for each gender or ending, because the text does not know which. Natives write around it.
_EITHER = re.compile(r"[^\W\d_]{1,30}\([^\W\d_]{1,3}\)|[^\W\d_]{1,30}/-?(?:in|innen|r|a|e|n|ne)\b")
#: Signs that a language sets otherwise, by language: French spaces do not break (Imprimerie nationale), East Asian signs are full-width.
_SIGNS: dict[str, re.Pattern[str]] = {
    "fr": re.compile(r"(?<![\u00a0\u202f])[;:?!»]|«(?![\u00a0\u202f])"),
    "ja": re.compile(r"[\u3040-\u30ff\u4e00-\u9fff][,;:?!]"),
    "zh": re.compile(r"[\u4e00-\u9fff][,;:?!]"),
    "ar": re.compile(r"[\u0621-\u064a][,;?]"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """`code` is stable; `words` are the signs or words it is about."""

    code: str
    words: str


def faults(words: str, locale: str) -> Iterator[Fault]:
    """Everything wrong with one line."""
    for code, find in _TABLE:
        if found := find(words, locale):
            yield Fault(code, found)


def unbalanced(words: str) -> bool:
    """Whether an isolate is left open, or closed without having been opened. Each ends with its line (UAX 9, BD9 and 3.3.2)."""
    depth = 0
    for sign in _TURNS.findall(words):
        depth += 1 if sign in _ISOLATES else -1 if sign == _END else 0
        if depth < 0 or (depth and sign == "\n"):
            return True
    return depth > 0


def loose_latin(words: str) -> str:
    """Words in Latin letters that stand in no isolate, for a text that is read from right to left."""
    return " ".join(_LATIN.findall(_ISOLATED.sub(GAP, words)))


def _english(words: str, locale: str) -> str:
    """Left in English. Where letters are not Latin, a name may be ("PayPal", "iPhone"), but no word in small letters."""
    if locale == "en":
        return ""
    foreign = not _in_latin(locale)
    found = (w for w in _WORD.findall(words) if w.isascii())
    return " ".join(w for w in found if w.casefold() in _ENGLISH or (foreign and w.islower()))


@cache
def _in_latin(locale: str) -> bool:
    """Whether the language is usually written in Latin letters (CLDR, likely subtags)."""
    likely = get_global("likely_subtags")
    tag = locale.replace("-", "_")
    return "_Latn_" in f"{likely.get(tag) or likely.get(tag.partition('_')[0], '')}_"


def _loud(words: str, _: str) -> str:
    return "".join(sign for sign in words if sign in "!！¡")


def _override(words: str, _: str) -> str:
    return " ".join(_codes(_OVERRIDES.findall(words)))


def _mark(words: str, locale: str) -> str:
    """A mark of direction has nothing to do in a text from left to right."""
    return " ".join(_codes(_MARKS.findall(words))) if direction(locale) == "ltr" else ""


def _isolate(words: str, _: str) -> str:
    return " ".join(_codes(sign for sign in words if sign in _ISOLATES + _END)) if unbalanced(words) else ""


def _either(words: str, _: str) -> str:
    return " ".join(match.group() for match in _EITHER.finditer(words))


def _signs(words: str, locale: str) -> str:
    if locale == "es":
        # Pieces of "¿...?" may be parted by a question of the template, so the signs are counted.
        return "¿?" if words.count("?") != words.count("¿") else ""
    rule = _SIGNS.get(locale.partition("-")[0])
    return " ".join(match.group().replace(GAP, "") for match in rule.finditer(words)) if rule else ""


def _codes(signs: Iterator[str] | list[str]) -> Iterator[str]:
    return (f"U+{ord(sign):04X}" for sign in signs)


_TABLE: tuple[tuple[str, Callable[[str, str], str]], ...] = (
    ("english_words", _english),
    ("exclamation_mark", _loud),
    ("direction_override", _override),
    ("direction_mark", _mark),
    ("bidi_unbalanced", _isolate),
    ("either_form", _either),
    ("punctuation", _signs),
)
