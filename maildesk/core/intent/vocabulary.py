"""What the model knows of single words, each worked out once.

In: a folded word and the locale whose ideas are looked for in it. Out: `Term`: the sums of its letters, and what it says alone. The
words of the trade are few and come again in every mail; how they stand together is worked out mail by mail (`classify`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from operator import add
from zlib import crc32

from maildesk.core.intent.concepts import Lexicon, rows_of
from maildesk.core.intent.model import Weights, word_rows

#: Words that are remembered, with what they say: about 15 MB.
_REMEMBERED = 16_384


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """`total`: the packed sum of `rows` rows. `says`: how strongly the word alone speaks for each class, by its letters and ideas.

    `begun` is the checksum of the word and a space, `written` its bytes: a pair's row goes on from the one with the other.
    """

    total: int
    rows: int
    says: tuple[float, ...]
    begun: int
    written: bytes


class Vocabulary:
    """Safe to share between threads. `buckets` is the number of hashed rows in `words`."""

    def __init__(self, words: Weights, ideas: Weights, lexicon: Lexicon, buckets: int) -> None:
        self._words, self._ideas, self._lexicon, self._buckets = words, ideas, lexicon, buckets
        #: A word by its letters, whether it is a run, and the locale that reads it.
        self.term: Callable[[str, bool, str], Term] = lru_cache(maxsize=_REMEMBERED)(self._term)

    def pairs(self, terms: Sequence[Term]) -> dict[int, int]:
        """Words side by side: what each two are known by, and the packed row of theirs (`model.pair_row`)."""
        packed, buckets = self._words.packed, self._buckets
        named = [crc32(right.written, left.begun) for left, right in pairwise(terms)]
        return {pair: packed(pair % buckets) for pair in named}

    def _term(self, folded: str, run: bool, locale: str) -> Term:
        rows = list(word_rows(folded, self._buckets, run=run))
        total = sum(map(self._words.packed, rows))
        says = self._words.opened(total, len(rows))
        for concept in self._lexicon.in_word(folded, locale):
            (row,) = rows_of([frozenset({concept})])
            says = tuple(map(add, says, self._ideas.sums([row])))
        return Term(total, len(rows), says, crc32(f"{folded} ".encode()), folded.encode())
