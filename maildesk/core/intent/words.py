"""From a mail's text to folded words: what both training and scoring look at.

In: subject and newest text as they stand. Out: sentences of folded words with their place in the original, so that evidence can be
shown as the buyer wrote it. It does not know languages: script decides how a run of letters is cut.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

#: The ask stands in the first lines; what follows costs time and dilutes it.
MAX_CHARS = 1500
MAX_SUBJECT_CHARS = 200

#: Latin, Hebrew and Arabic vowel marks; kana voicing marks are letters to us and stay.
_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u0652\u0670]")
#: Letters that carry no mark to strip, yet are typed without their stroke, hook or dot by buyers in a hurry.
_LETTERS = str.maketrans(
    {
        "ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ё": "е", "ґ": "г",
        "أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ך": "כ", "ם": "מ", "ן": "נ", "ף": "פ", "ץ": "צ",
        "ß": "ss", "'": "", "’": "", "ʼ": "", "＇": "",
    }
)  # fmt: skip
#: The last word of a sentence that was written as a question.
ASKED = "?"
_QUESTION = re.compile("[?？؟]")
#: A stop inside a word belongs to a link, an address or a number.
_SENTENCE = re.compile(r"[!?;。！？；…‥؟\n]+|[.:]+(?![\w/])")
_CJK = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
#: Addresses and links say nothing about the ask. A run of Han and kana is one word; elsewhere letters, with one apostrophe inside
#: where it belongs to the word (don't, п'ять). Digits are words too: they become "0".
_WORD = re.compile(
    rf"(?P<skip>\bhttps?://\S+|\bwww\.\S+|\S{{1,64}}@\S+)|(?P<run>[{_CJK}]+)"
    rf"|[^\W_{_CJK}]+(?:(?<=n)['’]t\b|(?<=[а-я])['’ʼ][^\W_]+)?"
)


class Word(NamedTuple):
    """A folded word and the slice of the original it came from. `run`: Han or kana, to be cut by characters.

    A named tuple, for a mail has a hundred of them and a frozen dataclass takes four times as long to make.
    """

    folded: str
    start: int
    end: int
    run: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """`text` is subject and newest text, bounded; `sentences` hold its words, the subject's first when there is one."""

    text: str
    sentences: tuple[tuple[Word, ...], ...]


@lru_cache(maxsize=16_384)
def fold(word: str) -> str:
    """Lower case, no accents, one form per letter; anything with a digit becomes "0"; the sign of a question stays.

    `fold("Größe")` is `"grosse"`, `fold("1034")` is `"0"`.
    """
    if word.isascii():
        return word.lower().replace("'", "") if word.isalpha() or "'" in word or word == ASKED else "0"
    if not word.isalpha() and any(c.isdigit() for c in word):
        return "0"
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", word.casefold()))
    return unicodedata.normalize("NFC", bare).translate(_LETTERS)


@lru_cache(maxsize=2)
def read(subject: str, newest: str) -> Reading:
    """Cut a mail into sentences of folded words. Costs time linear in the bounded text.

    Remembered for the last mail: its intent and its early warnings are asked for one after another.
    """
    text = subject[:MAX_SUBJECT_CHARS].replace("\n", " ") + "\n" + newest[:MAX_CHARS]
    sentences: list[tuple[Word, ...]] = []
    start = 0
    for stop in (*(m.span() for m in _SENTENCE.finditer(text)), (len(text), len(text))):
        words = tuple(
            Word(fold(m[0]), *m.span(), m.lastgroup == "run")
            for m in _WORD.finditer(text, start, stop[0])
            if m.lastgroup != "skip"
        )
        if words:
            sign = _QUESTION.search(text, *stop)
            sentences.append((*words, Word(ASKED, *sign.span())) if sign else words)
        start = stop[1]
    return Reading(text, tuple(sentences))
