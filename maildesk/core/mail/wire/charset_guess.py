"""Which charset unlabelled or mislabelled bytes are in, by how plausible the decoded characters are.

In: bytes that are not UTF-8. Out: the likeliest codec with its score. A score is a mean per character beyond ASCII: about 2 for real
text, below 0 for text that was decoded wrongly.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import pairwise

from maildesk.core.mail.wire.letter_pairs import PAIRS
from maildesk.core.mail.wire.letters import HANGUL, HANZI, KANJI, RARE_LETTERS, SMALL_WORDS

#: Single-byte codecs with the languages they are read for, the commonest first: of equal scores the earlier wins.
_LETTERS = (
    ("cp1252", ("en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "no", "fi")),
    ("cp1251", ("ru", "uk", "bg")),
    ("cp1250", ("pl", "cs", "sk", "hu", "hr", "sl", "ro")),
    ("iso-8859-2", ("pl", "cs", "sk", "hu", "hr", "sl", "ro")),
    ("cp1254", ("tr",)),
    ("koi8-u", ("ru", "uk", "bg")),  # KOI8-R with Ukrainian letters instead of a few box lines
    ("cp1256", ("ar",)),
    ("cp1255", ("he",)),
    ("cp1253", ("el",)),
    ("iso-8859-5", ("ru", "uk", "bg")),
    ("cp866", ("ru", "uk")),
)
#: Multi-byte codecs with the characters that speak for them.
_SIGNS = ("gb18030", "big5hkscs", "cp932", "euc-jp", "cp949")
_ENOUGH = 400
_FEW = 4
_SURE = 2.0
_ASCII = bytes(range(0x80))
_BEYOND = re.compile(rb"[^\x00-\x7f]")
_MARKS = frozenset("«»„“”‚‘’–—…€£°№§·•´`©®™\u00a0")
_WEAK = frozenset("¿¡²³½¼¾±×÷ªº¥¢")


def best(data: bytes) -> tuple[str, float]:
    """The likeliest codec of `data` and its score; `("cp1252", -9.0)` when nothing decodes at all."""
    data = _sample(data, _ENOUGH)
    few = beyond_ascii(data) < _FEW
    found, top = "cp1252", -9.0
    for codec in (*_SIGNS, *(codec for codec, _ in _LETTERS)):
        # Two or three bytes fit many alphabets by chance: then another than the commonest must be clearly better.
        score = plausibility(data, codec) - (1.0 if few and codec != "cp1252" else 0.0)
        if score > top + 0.1:
            found, top = codec, score
    return found, top


def plausibility(data: bytes, codec: str, most: int = _ENOUGH) -> float:
    """How much `data` looks like text when read by `codec`, one of those that `knows` knows; `most` bytes are looked at."""
    data = _sample(data, most)
    text = data.decode(codec, "replace")
    if codec in _SIGNS:
        return _signs(text, codec)
    languages = dict(_LETTERS).get(codec, _LETTERS[0][1])
    return _letters_of_any(text, languages)


def as_letters(text: str) -> float:
    """The same judgement of text that is decoded already, in any language written with letters."""
    return _letters_of_any(text[:_ENOUGH], tuple(language for _, languages in _LETTERS for language in languages))


def beyond_ascii(data: bytes) -> int:
    """How many bytes are not ASCII."""
    return len(data.translate(None, _ASCII))


def knows(codec: str) -> bool:
    """Whether `plausibility` can judge this codec (by the names that `charset` uses)."""
    return codec in _SIGNS or codec in dict(_LETTERS)


def _sample(data: bytes, most: int) -> bytes:
    """Enough to judge by, from the first characters beyond ASCII on: what stands before them is whole, so no character is halved."""
    if len(data) <= most:
        return data
    first = _BEYOND.search(data)
    start = max(first.start() - 50, 0) if first else 0
    piece = data[start : start + most]
    # Lines without such characters say nothing, and the last line may end within one.
    return b"\n".join(line for line in piece.split(b"\n")[:-1] if not line.isascii()) or piece


def _signs(text: str, codec: str) -> float:
    """Mean weight of the characters beyond ASCII for one of the East Asian codecs."""
    weigh = {"gb18030": _chinese, "big5hkscs": _chinese, "cp932": _japanese, "euc-jp": _japanese, "cp949": _korean}[
        codec
    ]
    weights = [weigh(character) for character in text if character > "\x7f"]
    return sum(weights) / len(weights) if weights else 0.0


def _chinese(character: str) -> float:
    if character in HANZI:
        return 3.0
    if "\u4e00" <= character <= "\u9fff":
        return 0.8 if _in_level_one(character) else -2.0
    return _neutral(character)


def _japanese(character: str) -> float:
    if "\u3041" <= character <= "\u3096" or character == "\u30fc":
        return 3.0
    if "\u30a1" <= character <= "\u30fa":
        return 2.5
    if character in KANJI:
        return 2.5
    if "\uff61" <= character <= "\uff9f":
        return -1.0
    if "\u4e00" <= character <= "\u9fff":
        return 0.5 if character in _japanese_level_one() else -2.0
    return _neutral(character)


def _korean(character: str) -> float:
    if character in HANGUL:
        return 3.0
    if "\uac00" <= character <= "\ud7a3":
        return 0.8 if character in _level_one("euc_kr", 0xB0, 0xC8) else -2.0
    if "\u4e00" <= character <= "\u9fff":
        return -2.0
    if "\u3131" <= character <= "\u318e":
        return 0.5
    return _neutral(character)


def _neutral(character: str) -> float:
    """Punctuation and full-width forms fit all of them, letters of other scripts none."""
    if (
        "\u3000" <= character <= "\u301f"
        or "\uff01" <= character <= "\uff5e"
        or character in _MARKS
        or character in "○●★☆※→←↑↓"
    ):
        return 1.0
    return -3.0


def _in_level_one(character: str) -> bool:
    """Among the 3,755 characters of GB 2312's first level or the 5,401 of Big5's: the ones in everyday use."""
    return character in _level_one("gb2312", 0xB0, 0xD7) or character in _level_one("big5", 0xA4, 0xC6)


def _japanese_level_one() -> frozenset[str]:
    return _level_one("euc-jp", 0xB0, 0xCF)


@cache
def _level_one(codec: str, first: int, last: int) -> frozenset[str]:
    pairs = (bytes((lead, trail)) for lead in range(first, last + 1) for trail in range(0x40, 0xFF))
    return frozenset("".join(pair.decode(codec, "ignore") for pair in pairs if not pair.isascii()))


_ASCII_WORD = re.compile(r"\b[a-z]{1,10}\b", re.ASCII)
_WORD = re.compile(r"[^\W\d_]+|[^\w\s]|[\d_]+")


def _pairs(text: str) -> list[str]:
    """Pairs of neighbours with a character beyond ASCII, words edged by `_`; a symbol stands alone; `^` marks a capital inside a word."""
    out: list[str] = []
    for line in text.split("\n"):
        if line.isascii():
            continue
        for found in _WORD.finditer(line):
            word = found[0]
            if word.isascii():
                continue
            if not word[0].isalpha():
                out.append(word)
                continue
            if len(word) == 1 and line[found.end() : found.end() + 1].isdigit():
                out.append("^")  # "Ł25" is a pound sign gone wrong
                continue
            low = f"_{word.lower()}_"
            out.extend(a + b for a, b in pairwise(low) if a > "\x7f" or b > "\x7f")
            out.extend("^" for a, b in pairwise(word) if b > "\x7f" and a.islower() and b.isupper())
    return out


def _letters_of_any(text: str, languages: tuple[str, ...]) -> float:
    pairs = Counter(_pairs(text))
    words = set(_ASCII_WORD.findall(text.lower()))
    top = -9.0
    for language in dict.fromkeys(languages):
        top = max(top, _letters(pairs, language) + _small_words(words, language))
        if top > _SURE:
            break
    return top


def _small_words(words: set[str], language: str) -> float:
    """Up to 1 for a language whose small words are there: four are as good as sure."""
    return min(len(words & _words_of(language)), 4) / 4


@cache
def _words_of(language: str) -> frozenset[str]:
    return frozenset(SMALL_WORDS.get(language, "").split())


def _letters(pairs: Counter[str], language: str) -> float:
    """Mean weight of the pairs as text in one language."""
    if not pairs:
        return 0.0
    ranks, letters = _table(language)
    total = 0.0
    for pair, times in pairs.items():
        rank = ranks.get(pair)
        if rank is not None:
            total += times * rank
        elif len(pair) == 1:
            total -= times * _symbol_weight(pair)
        elif pair[0] in letters and pair[1] in letters:
            total -= times * 0.2
        else:
            total -= times * 3.0
    return total / pairs.total()


def _symbol_weight(symbol: str) -> float:
    if symbol in _MARKS:
        return 0.0
    # Nobody draws boxes in a mail: the upper half of KOI8 and of the DOS code pages shows that they are not meant.
    return 0.5 if symbol in _WEAK else 6.0 if "\u2500" <= symbol <= "\u259f" else 3.0


@cache
def _table(language: str) -> tuple[dict[str, float], frozenset[str]]:
    """Weights of the pairs by rank, 3 falling to 1, and the letters that occur in the language at all."""
    ranked = PAIRS.get(language, "é_ fé né ïv").split(" ")
    ranks = {pair: 3.0 - 2.0 * place / len(ranked) for place, pair in enumerate(ranked)}
    letters = frozenset("".join(ranked) + RARE_LETTERS.get(language, "")) | {"_"}
    # Words never mix alphabets, but every Latin alphabet has the letters of ASCII.
    return ranks, letters | frozenset("abcdefghijklmnopqrstuvwxyz") if language in SMALL_WORDS else letters
