"""One writing for the many ways in which people and clients write the same number.

In: any text. Out: the same text with plain digits, dashes and spaces, unaccented letters, nothing invisible, and look-alike
letters inside numbers put right. It keeps case and line ends, and finds nothing.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: No buyer's own words are longer; what lies behind is not searched.
LONGEST = 60_000
#: Texts at hand at a time: subject and newest text of each mail of a batch.
REMEMBERED = 256

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d\u05be"
_SPECIAL = {
    **dict.fromkeys(map(ord, _DASHES), "-"),
    **dict.fromkeys(map(ord, "№＃﹟"), "#"),
    **dict.fromkeys(map(ord, "°º˚ᵒ"), "o"),
    **dict.fromkeys(map(ord, "’‘ʼ´`׳"), "'"),
    **dict.fromkeys(map(ord, "“”„«»״"), '"'),
    **{ord(a): b for a, b in zip("łŁøØđĐıµ", "lLoOdDiu", strict=True)},
    **dict.fromkeys(map(ord, "\t\v\f"), " "),
    ord("\r"): None,
    ord("\u2028"): "\n",
    ord("\u2029"): "\n",
    ord("ـ"): None,  # tatweel stretches Arabic words
}
#: Accents and vowel points, but not the marks that make other letters in Japanese, Korean or Indian scripts.
_MARK = re.compile("[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u064b-\u065f\u0670]+")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]+"
)
#: Letters of other alphabets that look like Latin ones, as they are pasted into numbers.
_LOOKALIKE = str.maketrans(
    "АВЕКМНОРСТХУЅІЈԚԜаеорсухіјѕԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοιν",
    "ABEKMHOPCTXYSIJQWaeopcyxijsqwABEZHIKMNOPTYXoiv",
)
_FOREIGN = re.compile("[\u0370-\u04ff\u0500-\u052f]")
#: Bounded on the left, so that a long word without a digit is not walked again from each of its letters.
_MIXED = re.compile("(?<![A-Za-z\u0370-\u052f-])[A-Za-z\u0370-\u052f]{0,8}-?[0-9#][A-Za-z0-9\u0370-\u052f-]{0,40}")
_ONLY_LOOKALIKE = re.compile(f"[A-Za-z0-9#{''.join(map(chr, _LOOKALIKE))}-]+")
#: The Japanese lengthening mark, typed as a dash between digits.
_LONG_MARK = re.compile("(?<=[0-9])\u30fc(?=[0-9])")
#: The letter first and what stands before it behind: the engine then leaps from letter to letter.
_LOOKS_ZERO = re.compile(r"[Oo](?:(?<=\d.)(?=\d|[Oo]\d)|(?<=\d\d\d.)(?![A-Za-z])|(?<=#.)(?=\d\d))")
_LOOKS_ONE = re.compile(r"[lI|](?:(?<=\d.)(?=\d)|(?<=#.)(?=\d\d))")
_KEY = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=4 * REMEMBERED)
def plain(text: str) -> str:
    """The text in one writing, cut at `LONGEST` characters. Linear; remembered for the texts of a batch and the numbers in them."""
    text = text[:LONGEST].translate(_SPECIAL)
    if not text.isascii():
        text = _ascii_digits(_unaccented(_INVISIBLE.sub("", text)))
    return _LOOKS_ONE.sub("1", _LOOKS_ZERO.sub("0", text))


def normalise(number: str) -> str:
    """The key under which a number is looked up: its letters and digits only, lower-case (`"#LM 10-34"` → `"lm1034"`)."""
    return _KEY.sub("", plain(number).lower())


def _unaccented(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text).translate(_SPECIAL)
    return unicodedata.normalize("NFC", _MARK.sub("", folded))


def _ascii_digits(text: str) -> str:
    """Digits of every script become ASCII, and look-alike letters become Latin in words that hold a digit."""
    if text.isascii():
        return text
    digits = {ord(c): str(unicodedata.decimal(c)) for c in set(text) if not c.isascii() and c.isdecimal()}
    text = _LONG_MARK.sub("-", text.translate(digits))
    return _MIXED.sub(_latin, text) if _FOREIGN.search(text) else text


def _latin(match: re.Match[str]) -> str:
    """`РО-211` typed in Cyrillic is `PO-211`; `заказ-1034` is a word and a number."""
    word = match[0]
    return word.translate(_LOOKALIKE) if _ONLY_LOOKALIKE.fullmatch(word) else word
