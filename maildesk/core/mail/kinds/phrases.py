"""Set phrases of machines, found in a text in one pass over its words.

In: labelled phrases of any language (rows of a pack) and a text. Out: which labels are there, and by which phrases. It knows nothing
of what a label means, and cuts no words: a phrase matches whole words where a script separates them, anywhere where it does not.

A phrase's last word may end in `*` (`reclamac*`): any ending. Case, accents, punctuation and line breaks don't count.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0640\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]+")
_NO_WORD = re.compile(r"[\W_]+")
#: Letters that carry no separate mark and that people and machines write both ways.
_LETTERS = str.maketrans({"ł": "l", "ı": "i", "ø": "o", "đ": "d"})
#: Han, kana, Hangul, Thai don't part words with spaces; Hebrew and Arabic glue articles and prepositions in front.
_JOINED = re.compile("[\u0590-\u06ff\u0e00-\u0e7f\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af]")
_KEY = 4
_JOINED_KEY = 2

Hits = dict[str, tuple[str, ...]]


def plain(text: str) -> str:
    """Words in lower case parted by one space, without accents, marks and punctuation, with a space at either end.

    `plain("A-to-z: réclamation!")` is `" a to z reclamation "`.
    """
    if text.isascii():
        return f" {_NO_WORD.sub(' ', text.lower()).strip()} "
    folded = unicodedata.normalize("NFKD", text.casefold())
    folded = unicodedata.normalize("NFC", _MARKS.sub("", folded)).translate(_LETTERS)
    return f" {_NO_WORD.sub(' ', folded).strip()} "


_Row = tuple[str, str]
_Rows = dict[str, tuple[_Row, ...]]


@dataclass(frozen=True, slots=True)
class PhraseBook:
    """(Needle, label) rows by what leads to them. Built by `phrase_book`.

    `by_word`: by the longest whole word; `by_beginning`: single stems, by their first letters; `joined`: scripts without spaces.
    """

    by_word: _Rows
    by_beginning: _Rows
    joined: _Rows

    def find(self, plain_text: str) -> Hits:
        """Labels found in a text that went through `plain`, each with its phrases. Linear in the text for a given book."""
        hits: dict[str, list[str]] = {}
        words, beginnings, pairs = _led_by(plain_text)
        for rows, keys in ((self.by_word, words), (self.by_beginning, beginnings), (self.joined, pairs)):
            for key in keys & rows.keys():
                for needle, label in rows[key]:
                    if needle in plain_text:
                        hits.setdefault(label, []).append(needle.strip())
        return {label: tuple(phrases) for label, phrases in hits.items()}


@lru_cache(maxsize=8)
def _led_by(plain_text: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Words, their beginnings, and pairs of letters of scripts without spaces. One text is asked of several books in turn."""
    words = frozenset(plain_text.split())
    joined = _JOINED.search(plain_text) is not None
    pairs = (plain_text[at : at + _JOINED_KEY] for at in range(len(plain_text) if joined else 0))
    return words, frozenset([word[:_KEY] for word in words]), frozenset(pairs)


def phrase_book(rows: Iterable[_Row]) -> PhraseBook:
    """A book from rows of (label, phrase). A row without a word is an error of the pack: `ValueError`."""
    by_word: dict[str, list[_Row]] = {}
    by_beginning: dict[str, list[_Row]] = {}
    joined: dict[str, list[_Row]] = {}
    for label, phrase in rows:
        words = plain(phrase).split()
        if not words:
            raise ValueError(f"{label}: a phrase without words: {phrase!r}")
        said, whole = " ".join(words), words[:-1] if phrase.endswith("*") else words
        if _JOINED.search(said) and len(said) >= _JOINED_KEY:
            joined.setdefault(said[:_JOINED_KEY], []).append((said, label))
        elif whole:
            by_word.setdefault(max(whole, key=len), []).append(
                (f" {said}" if phrase.endswith("*") else f" {said} ", label)
            )
        elif len(said) < _KEY:
            raise ValueError(f"{label}: a stem of fewer than {_KEY} letters: {phrase!r}")
        else:
            by_beginning.setdefault(said[:_KEY], []).append((f" {said}", label))
    return PhraseBook(_frozen(by_word), _frozen(by_beginning), _frozen(joined))


def _frozen(rows: dict[str, list[_Row]]) -> _Rows:
    return {key: tuple(found) for key, found in rows.items()}
