"""A mail's text as sentences of plain words, with everything out that speaks no language.

In: any text. Out: sentences of lower-cased words. Links, addresses, numbers, codes of goods and orders, and a signed name are
left out; at most `MAX_CHARS` of the text are read, most of them from its start. It never raises, and it judges nothing.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

#: Read of one text: the sender's own words come first, a bilingual mail's other half and a closing come later.
MAX_CHARS = 1200
HEAD_CHARS = 800
MAX_SENTENCES = 12
MAX_WORDS_PER_SENTENCE = 24

_SENTENCE_ENDS = re.compile(r"[\n\r\u2028.!?¡¿。！？…؟۔;；|]+(?=\s|$|[\u3000-\u9fff\uff00-\uffef])|[。！？\n\r\u2028]+")
_WORD = re.compile(r"[^\W\d_]+")
_MARKS = re.compile(
    r"[\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]+"
)
_WIDE = re.compile(r"[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f]+")
_QUOTED = re.compile(r"[\"“„«»][^\"“”„«»\n]{2,80}[\"”“«»]")
_MAX_WORD = 40


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence or line: its `words`, lower-cased, and whether it may be a name alone (three words at most, capitalised)."""

    words: tuple[str, ...]
    named: bool = False


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text that hold words, in order."""
    plain = unicodedata.normalize("NFKC", _MARKS.sub("", _sample(text)))
    told = _QUOTED.sub(_unless_title, plain)
    found = (_sentence(piece) for piece in _SENTENCE_ENDS.split(told))
    return tuple(sentence for sentence in found if sentence.words)[:MAX_SENTENCES]


def plain_words(text: str) -> tuple[str, ...]:
    """All words of the part that is read, codes and names too, lower-cased."""
    return tuple(_WORD.findall(_sample(text).lower()))


def _sample(text: str) -> str:
    if len(text) <= MAX_CHARS:
        return text
    middle = len(text) // 2
    tail = (MAX_CHARS - HEAD_CHARS) // 2
    return "\n".join((text[:HEAD_CHARS], text[middle : middle + tail], text[-tail:]))


def _unless_title(quoted: re.Match[str]) -> str:
    """A product's name in quotes ("Wireless Charging Station Pro") is nobody's language."""
    words = quoted[0].split()
    return " " if len(words) > 1 and sum(word.strip('"“”„«»')[:1].isupper() for word in words) > 1 else quoted[0]


def _sentence(piece: str) -> Sentence:
    words = [word for chunk in piece.split() for word in _said(chunk)]
    told = [word for word in words if not _is_code(word)]
    if 2 * len(told) >= len(words):
        words = told
    named = 0 < len(words) <= 3 and all(word[0].isupper() for word in words)
    lowered = " ".join(words[:MAX_WORDS_PER_SENTENCE]).lower().replace("\u0307", "")
    return Sentence(tuple(lowered.split(" ")) if words else (), named)


def _said(chunk: str) -> list[str]:
    """The words of one chunk between blanks; of a link, an address, a number or a code none but its wide letters."""
    if chunk.isalpha():
        return [chunk] if len(chunk) <= _MAX_WORD or _WIDE.match(chunk) else []
    if not _speaks(chunk):
        return _WIDE.findall(chunk)
    return [word for word in _WORD.findall(chunk) if len(word) <= _MAX_WORD or _WIDE.match(word)]


def _speaks(chunk: str) -> bool:
    """False for what has a digit, an at-sign or a link in it."""
    return not ("@" in chunk or "://" in chunk or "www." in chunk or "_" in chunk or any(map(str.isdigit, chunk)))


def _is_code(word: str) -> bool:
    """DHL, SKU, USB: capitals among words that are not. One letter says "I" or "A"."""
    return word.isupper() and len(word) > 1 and not _WIDE.search(word)
