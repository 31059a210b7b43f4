"""The linear model: hashed n-grams and concepts to one number per intent, in plain Python.

In: rows of features. Out: sums of weights per intent. The weights are bytes (128 is nought); a row of nineteen is widened to one big
integer with a lane of 32 bits per intent, so that adding a row is one addition instead of nineteen. It does not learn.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import sqrt
from zlib import crc32

from maildesk.core.intent.words import Word

_LANE = 4
_NOUGHT = 128
#: Character n-grams: from these lengths, inside a word with its edges marked; in a run of Han or kana without edges.
_IN_WORD: tuple[int, ...] = (3, 4, 5)
_IN_RUN: tuple[int, ...] = (1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class Weights:
    """A table of `rows` x `classes` bytes, and the size of one step of a byte. `bias` in the unit of the sums."""

    classes: int
    table: bytes
    step: float
    bias: tuple[float, ...] = ()
    #: One row as a big integer: lane i holds the byte of class i.
    packed: Callable[[int], int] = field(init=False, repr=False, compare=False)
    _lanes: struct.Struct = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        wide = bytearray(len(self.table) * _LANE)
        wide[::_LANE] = self.table
        width = self.classes * _LANE
        rows = [int.from_bytes(wide[at : at + width], "little") for at in range(0, len(wide), width)]
        object.__setattr__(self, "packed", rows.__getitem__)
        object.__setattr__(self, "_lanes", struct.Struct(f"<{self.classes}I"))

    def opened(self, total: int, count: int) -> tuple[float, ...]:
        """The sums per class of `count` packed rows, damped by the square root of their number."""
        if not count:
            return (0.0,) * self.classes
        lanes = self._lanes.unpack(total.to_bytes(self.classes * _LANE, "little"))
        scale, nought = self.step / sqrt(count), _NOUGHT * count
        return tuple([(lane - nought) * scale for lane in lanes])

    def sums(self, rows: Iterable[int]) -> tuple[float, ...]:
        """The damped sums of a bag of rows."""
        bag = list(rows)
        return self.opened(sum(map(self.packed, bag)), len(bag))

    def plus(self, changes: Mapping[int, tuple[int, ...]]) -> Weights:
        """These weights with a shop's own corrections added: rows and the steps to add to each class; a byte holds no more than it can."""
        table = bytearray(self.table)
        for row, steps in changes.items():
            for lane, add in enumerate(steps, row * self.classes):
                table[lane] = min(255, max(0, table[lane] + add))
        return Weights(self.classes, bytes(table), self.step, self.bias)


def word_rows(folded: str, buckets: int, *, run: bool) -> Iterator[int]:
    """Hashed rows of one folded word: itself and its character n-grams."""
    if run:
        text, lengths = folded, _IN_RUN
    else:
        yield crc32(folded.encode()) % buckets
        text, lengths = f"<{folded}>", _IN_WORD
    for length in lengths:
        for start in range(len(text) - length + 1):
            yield crc32(text[start : start + length].encode()) % buckets


def pair_row(left: Word, right: Word, buckets: int) -> int:
    """Hashed row of two words side by side."""
    return crc32(f"{left.folded} {right.folded}".encode()) % buckets
