"""Many short texts looked for in folded words at once.

In: needles as `concepts.needle` writes them, and a sentence of words. Out: which of them stand there. A word is searched once, letter by
letter, and remembered: mails are made of the same few thousand words, and most hold no needle at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from maildesk.core.intent.words import Word

#: Letters by which a needle is found.
_BEGINNING = 3
#: Words of one locale whose needles are remembered.
_REMEMBERED = 16_384

#: Needles in a word alone, and those of several words that it may be the telling word of.
Met = tuple[tuple[str, ...], tuple[str, ...]]


class Needles:
    """The needles of one locale. Safe to share between threads."""

    def __init__(self, needles: Iterable[str]) -> None:
        self._alone: dict[str, list[str]] = {}
        self._phrases: dict[str, list[str]] = {}
        for each in dict.fromkeys(needles):
            if " " in each.strip():
                self._phrases.setdefault(_telling_word(each), []).append(each)
            else:
                self._alone.setdefault(each[:_BEGINNING], []).append(each)
        self._longest = max(map(len, self._phrases), default=0)
        #: What a folded word holds.
        self.met: Callable[[str], Met] = lru_cache(maxsize=_REMEMBERED)(self._met)

    def standing(self, words: Sequence[Word]) -> Iterator[str]:
        """The needles that stand in one sentence, some more than once."""
        phrases: list[str] = []
        for word in words:
            alone, among = self.met(word.folded)
            yield from alone
            phrases += among
        if phrases:
            line = line_of(words)
            yield from (phrase for phrase in phrases if phrase in line)

    def _met(self, word: str) -> Met:
        text = f" {word} "
        pieces = ((at, text[at : at + size]) for size in range(1, _BEGINNING + 1) for at in range(len(text) - size + 1))
        alone = [n for at, piece in pieces for n in self._alone.get(piece, ()) if text.startswith(n, at)]
        begun = (text[1 : size + 1] for size in range(1, min(len(word) + 1, self._longest) + 1))
        return tuple(dict.fromkeys(alone)), tuple([n for beginning in begun for n in self._phrases.get(beginning, ())])


def _telling_word(phrase: str) -> str:
    """The longest of a phrase's words that must begin as words do; with a space behind it where it must end there, too."""
    _, *whole, last = phrase.split(" ")
    return max([*(f"{word} " for word in whole), last], key=len)


def line_of(words: Sequence[Word]) -> str:
    """Folded words as one line, set apart by single spaces, with a space at either end."""
    return " " + " ".join([word.folded for word in words]) + " "
