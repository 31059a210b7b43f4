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


@dataclass(frozen=True, slots=True)
class PhraseBook:
    """Phrases by the first letters of their first word, and those of scripts without spaces. Built by `phrase_book`."""

    by_key: dict[str, tuple[tuple[str, str], ...]]
    joined: dict[str, tuple[tuple[str, str], ...]]

    def find(self, plain_text: str) -> Hits:
        """Labels found in a text that went through `plain`, each with its phrases. Linear in the text for a given book."""
        hits: dict[str, list[str]] = {}
        for key in {word[:_KEY] for word in plain_text.split()} & self.by_key.keys():
            for needle, label in self.by_key[key]:
                if needle in plain_text:
                    hits.setdefault(label, []).append(needle.strip())
        if self.joined and _JOINED.search(plain_text):
            pairs = {plain_text[at : at + _JOINED_KEY] for at in range(len(plain_text))}
            for key in pairs & self.joined.keys():
                for needle, label in self.joined[key]:
                    if needle in plain_text:
                        hits.setdefault(label, []).append(needle)
        return {label: tuple(phrases) for label, phrases in hits.items()}


def phrase_book(rows: Iterable[tuple[str, str]]) -> PhraseBook:
    """A book from rows of (label, phrase). A row without a word is an error of the pack: `ValueError`."""
    by_key: dict[str, list[tuple[str, str]]] = {}
    joined: dict[str, list[tuple[str, str]]] = {}
    for label, phrase in rows:
        words = plain(phrase).strip()
        if not words:
            raise ValueError(f"{label}: a phrase without words: {phrase!r}")
        if _JOINED.search(words) and len(words) >= _JOINED_KEY:
            joined.setdefault(words[:_JOINED_KEY], []).append((words, label))
            continue
        needle = f" {words}" if phrase.endswith("*") else f" {words} "
        first = words.split()[0]
        if phrase.endswith("*") and " " not in words and len(first) < _KEY:
            raise ValueError(f"{label}: a stem of fewer than {_KEY} letters: {phrase!r}")
        by_key.setdefault(first[:_KEY], []).append((needle, label))
    return PhraseBook(_frozen(by_key), _frozen(joined))


def _frozen(rows: dict[str, list[tuple[str, str]]]) -> dict[str, tuple[tuple[str, str], ...]]:
    return {key: tuple(found) for key, found in rows.items()}
