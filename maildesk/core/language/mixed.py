"""Which sentences of a mail are its sender's main words, when it speaks more than one language.

In: the sentences heard, and the language each speaks beyond doubt. Out: the sentences of the main one. The language with the
most words wins; the one that opens the mail has an advantage, for a courtesy translation or a company's disclaimer follows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from maildesk.core.language.script import LATIN

#: A mail opens with the sender's own words; a translation of equal weight comes after.
_FIRST_COUNTS = 1.6
#: Latin letters stand in every mail (brands, goods); words of another script are always meant.
_LATIN_COUNTS = 0.6
#: Languages so near that one sentence proves nothing: they are told apart on the whole text, and never "mixed".
_FAMILIES = (
    ("sv", "da", "nb"),
    ("cs", "sk", "pl"),
    ("es", "pt", "ca", "it"),
    ("ru", "uk", "be", "bg", "mk", "sr"),
    ("hr", "sl", "sr"),
    ("nl", "af"),
    ("et", "fi"),
    ("ar", "fa", "ur"),
)
_FAMILY_OF = {tag: family[0] for family in _FAMILIES for tag in family}


@dataclass(frozen=True, slots=True)
class Heard:
    """One sentence: its main script, its words in it, their packed gains (letter groups, frequent words), its size in words."""

    script: str
    words: tuple[str, ...]
    grams: int
    listed: int
    size: float


def family(tag: str) -> str:
    """The name under which near languages count as one."""
    return _FAMILY_OF.get(tag, tag)


def main_part(heard: Sequence[Heard], spoken: Sequence[str]) -> list[Heard]:
    """The sentences of the main language. `spoken`: each sentence's language beyond doubt, or empty.

    A sentence that leaves a doubt goes with the largest sure language of its script.
    """
    sure: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for one, tag in zip(heard, spoken, strict=True):
        if tag:
            sure[one.script][family(tag)] += one.size
    keys = [(one.script, family(tag) or _largest(sure[one.script])) for one, tag in zip(heard, spoken, strict=True)]
    sizes: dict[tuple[str, str], float] = defaultdict(float)
    for one, key in zip(heard, keys, strict=True):
        sizes[key] += one.size * (_LATIN_COUNTS if one.script == LATIN else 1.0)
    sizes[keys[0]] *= _FIRST_COUNTS
    main = max(sizes, key=lambda key: sizes[key])
    return [one for one, key in zip(heard, keys, strict=True) if key == main]


def _largest(sizes: dict[str, float]) -> str:
    return max(sizes, key=lambda tag: sizes[tag], default="")
