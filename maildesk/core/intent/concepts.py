"""The concept lexicon: words of eighteen languages for the same few ideas (broken, lost, money back ...).

In: the words of each sentence and the rows of one locale. Out: which ideas stand in which sentence, and which stand together. Because
"nicht + ankommen" and "not + arrive" become the same two ideas, what is learnt in one language counts in all. A mail whose language
nobody knows is read with the locale whose stems cover most of its letters.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field

from maildesk.core.intent.words import Word, fold

#: Letters by which the stems that may begin a mail's words are found.
_BEGINNING = 3
#: Locales whose words take prefixes or stand without spaces: a stem counts anywhere.
ANYWHERE = frozenset({"ja", "zh-Hant", "ko", "ar", "he"})


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`names` in the order of their feature rows; `stems[locale]` are (needle, concept index) pairs."""

    names: tuple[str, ...]
    stems: Mapping[str, tuple[tuple[str, int], ...]]
    _begun: Mapping[str, Mapping[str, Sequence[tuple[str, int]]]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_begun", {locale: _by_beginning(stems) for locale, stems in self.stems.items()})

    @property
    def rows(self) -> int:
        """Feature rows: each concept, each unordered pair of two concepts (the diagonal stands for the concept alone)."""
        return len(self.names) * (len(self.names) + 1) // 2

    def near(self, sentences: Sequence[Sequence[Word]], locale: str | None) -> list[tuple[str, int]]:
        """The stems that stand anywhere in a mail. Without a locale, those of the locale whose ideas read most of it."""
        said = {word.folded for sentence in sentences for word in sentence}
        beginnings = {word[:size] for word in said for size in range(_BEGINNING + 1)}
        whole = "\n".join(line_of(sentence) for sentence in sentences)
        if locale and locale in self._begun:
            return _standing(self._begun[locale], beginnings, whole)
        read = (_standing(begun, beginnings, whole) for begun in self._begun.values())
        return max(read, key=lambda stems: sum(len(stem) for stem, _ in stems), default=[])

    def found(self, sentences: Sequence[Sequence[Word]], locale: str | None) -> tuple[frozenset[int], ...]:
        """The concepts of each sentence."""
        near = self.near(sentences, locale)
        return tuple(found_in(line_of(sentence), near) for sentence in sentences)


def _standing(
    begun: Mapping[str, Sequence[tuple[str, int]]], beginnings: Set[str], whole: str
) -> list[tuple[str, int]]:
    """The stems of one locale that stand in a whole mail."""
    stems = (stem for beginning in beginnings & begun.keys() for stem in begun[beginning])
    return [(needle, concept) for needle, concept in stems if needle in whole]


def found_in(line: str, near: Sequence[tuple[str, int]]) -> frozenset[int]:
    """The concepts whose stems stand in one line of folded words."""
    return frozenset(concept for needle, concept in near if needle in line)


def line_of(words: Sequence[Word]) -> str:
    """Folded words as one line, set apart by single spaces, with a space at either end."""
    return " " + " ".join(word.folded for word in words) + " "


def _by_beginning(stems: Iterable[tuple[str, int]]) -> dict[str, list[tuple[str, int]]]:
    """Needles by the first letters of the word they begin with; those that stand anywhere in a word by none."""
    begun: dict[str, list[tuple[str, int]]] = {}
    for needle, concept in stems:
        beginning = needle[1 : _BEGINNING + 1].partition(" ")[0] if needle.startswith(" ") else ""
        begun.setdefault(beginning, []).append((needle, concept))
    return begun


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
