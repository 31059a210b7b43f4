"""The concept lexicon: words of eighteen languages for the same few ideas (broken, lost, money back ...).

In: the words of each sentence and the rows of one locale. Out: which ideas stand in which sentence, and which stand together. Because
"nicht + ankommen" and "not + arrive" become the same two ideas, what is learnt in one language counts in all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from maildesk.core.intent.words import Word, fold

#: Locales whose words take prefixes or stand without spaces: a stem counts anywhere.
ANYWHERE = frozenset({"ja", "zh-Hant", "ko", "ar", "he"})


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`names` in the order of their feature rows; `stems[locale]` are (needle, concept index) pairs."""

    names: tuple[str, ...]
    stems: Mapping[str, tuple[tuple[str, int], ...]]

    @property
    def rows(self) -> int:
        """Feature rows: each concept, each unordered pair of two concepts (the diagonal stands for the concept alone)."""
        return len(self.names) * (len(self.names) + 1) // 2

    def found(self, sentences: Sequence[Sequence[Word]], locale: str | None) -> tuple[frozenset[int], ...]:
        """The concepts of each sentence. Without a locale nothing is found: the words alone speak then."""
        stems = self.stems.get(locale or "", ())
        lines = [" " + " ".join(w.folded for w in sentence) + " " for sentence in sentences]
        whole = "\n".join(lines)
        near = [(needle, concept) for needle, concept in stems if needle in whole]
        return tuple(frozenset(concept for needle, concept in near if needle in line) for line in lines)


def rows_of(concepts: Sequence[frozenset[int]]) -> set[int]:
    """Feature rows of a mail: its concepts, and the pairs that share a sentence."""
    rows: set[int] = set()
    for here in concepts:
        ordered = sorted(here)
        for i, low in enumerate(ordered):
            rows.update(high * (high + 1) // 2 + low for high in ordered[i:])
    return rows


def needle(stem: str, locale: str) -> str:
    """A stem as written in a row, as it is looked for in folded words set apart by single spaces.

    `broke` begins a word, `no.` is a whole word, `*erstattung` stands anywhere; several words stand side by side.
    """
    anywhere = stem.startswith("*") or (locale in ANYWHERE and not stem.startswith("="))
    whole = stem.endswith(".")
    words = " ".join(fold(part) for part in stem.strip("*=.").replace("'", "’").split())
    return ("" if anywhere else " ") + words + (" " if whole else "")
