"""The concept lexicon: words of eighteen languages for the same few ideas (broken, lost, money back ...).

In: the words of each sentence and the rows of one locale. Out: which ideas stand in which sentence, and which stand together. Because
"nicht + ankommen" and "not + arrive" become the same two ideas, what is learnt in one language counts in all. A mail whose language
nobody knows is read with the locale whose stems cover most of its letters.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from maildesk.core.intent.needles import Needles
from maildesk.core.intent.words import Word, fold

#: Locales whose words take prefixes or stand without spaces: a stem counts anywhere.
ANYWHERE = frozenset({"ja", "zh-Hant", "ko", "ar", "he"})


@dataclass(frozen=True, slots=True)
class _Stems:
    """The stems of one locale, and the concepts that each stands for."""

    needles: Needles
    meaning: Mapping[str, tuple[int, ...]]

    def weight(self, sentences: Iterable[Sequence[Word]]) -> int:
        """Letters of all the stems that stand in a mail, once for each concept."""
        standing = {stem for sentence in sentences for stem in self.needles.standing(sentence)}
        return sum(len(stem) * len(self.meaning[stem]) for stem in standing)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`names` in the order of their feature rows; `stems[locale]` are (needle, concept index) pairs."""

    names: tuple[str, ...]
    stems: Mapping[str, tuple[tuple[str, int], ...]]
    _of: Mapping[str, _Stems] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_of", {locale: _ready(stems) for locale, stems in self.stems.items()})

    @property
    def rows(self) -> int:
        """Feature rows: each concept, each unordered pair of two concepts (the diagonal stands for the concept alone)."""
        return len(self.names) * (len(self.names) + 1) // 2

    def locale(self, sentences: Sequence[Sequence[Word]], locale: str | None) -> str:
        """Whose stems read a mail: those of its locale, else of the locale whose ideas cover most of it."""
        if locale and locale in self._of:
            return locale
        return max(self._of, key=lambda each: self._of[each].weight(sentences), default="")

    def concepts(self, sentence: Sequence[Word], locale: str) -> frozenset[int]:
        """The concepts of one sentence, read by one of the lexicon's locales."""
        stems = self._of.get(locale)
        if stems is None:
            return frozenset()
        return frozenset([concept for stem in stems.needles.standing(sentence) for concept in stems.meaning[stem]])

    def in_word(self, folded: str, locale: str) -> frozenset[int]:
        """The concepts that stand in one word alone."""
        stems = self._of.get(locale)
        return (
            frozenset([c for stem in stems.needles.met(folded)[0] for c in stems.meaning[stem]])
            if stems
            else frozenset()
        )

    def found(self, sentences: Sequence[Sequence[Word]], locale: str | None) -> tuple[frozenset[int], ...]:
        """The concepts of each sentence."""
        of = self.locale(sentences, locale)
        return tuple(self.concepts(sentence, of) for sentence in sentences)


def _ready(stems: Iterable[tuple[str, int]]) -> _Stems:
    meaning: dict[str, tuple[int, ...]] = {}
    for stem, concept in stems:
        meaning[stem] = (*meaning.get(stem, ()), concept)
    return _Stems(Needles(meaning), meaning)


def rows_of(concepts: Iterable[frozenset[int]]) -> set[int]:
    """Feature rows of a mail: its concepts, and the pairs that share a sentence."""
    rows: set[int] = set()
    for here in concepts:
        ordered = sorted(here)
        for i, low in enumerate(ordered):
            rows.update([high * (high + 1) // 2 + low for high in ordered[i:]])
    return rows


def needle(stem: str, locale: str) -> str:
    """A stem as written in a row, as it is looked for in folded words set apart by single spaces.

    `broke` begins a word, `no.` is a whole word, `*erstattung` stands anywhere; several words stand side by side.
    """
    anywhere = stem.startswith("*") or (locale in ANYWHERE and not stem.startswith("="))
    whole = stem.endswith(".")
    words = " ".join(fold(part) for part in stem.strip("*=.").replace("'", "’").split())
    return ("" if anywhere else " ") + words + (" " if whole else "")
