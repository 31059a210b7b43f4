"""A lesson: steps to add to rows of the shipped weights, and the bytes it is kept as.

In: what `learn` made of a shop's corrections. Out: a classifier with the lesson on. A lesson belongs to one set of shipped weights
(`weights_name`): on others its rows would mean something else.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from maildesk.core.intent.classify import Classifier

#: Rows to the steps of each class.
Steps = Mapping[int, tuple[int, ...]]
_COUNT = struct.Struct("<II")
_MOST = 127
#: A stored lesson unpacks to no more than this; the largest the desk makes is a tenth of it.
_BYTES = 64 << 20


@dataclass(frozen=True, slots=True)
class Lesson:
    """Steps for rows of words and rows of ideas."""

    words: Steps = field(default_factory=dict)
    ideas: Steps = field(default_factory=dict)

    def on(self, shipped: Classifier) -> Classifier:
        """The classifier with this lesson; the shipped one stays as it is."""
        if not self.words and not self.ideas:
            return shipped
        return replace(shipped, words=shipped.words.plus(self.words), ideas=shipped.ideas.plus(self.ideas))

    def packed(self) -> bytes:
        """Deflated: number of rows of words and classes, then row and steps of each; the rows of ideas follow."""
        rows = [*self.words.items(), *self.ideas.items()]
        classes = len(rows[0][1]) if rows else 0
        row_of = struct.Struct(f"<I{classes}b")
        table = b"".join(row_of.pack(row, *(max(-_MOST, min(_MOST, s)) for s in steps)) for row, steps in rows)
        return zlib.compress(_COUNT.pack(len(self.words), classes) + table, 9)

    @classmethod
    def opened(cls, content: bytes) -> Lesson:
        """A lesson from its bytes. Raises ValueError when they are none."""
        unpacker = zlib.decompressobj()
        try:
            table = unpacker.decompress(content, _BYTES)
            words, classes = _COUNT.unpack_from(table)
            rows = [(row, tuple(steps)) for row, *steps in struct.iter_unpack(f"<I{classes}b", table[_COUNT.size :])]
        except (zlib.error, struct.error) as error:
            raise ValueError("these bytes are no lesson") from error
        return cls(dict(rows[:words]), dict(rows[words:]))


def weights_name(shipped: Classifier) -> str:
    """Which weights these are: 64 hexadecimal digits over both tables and the ideas they speak of."""
    digest = hashlib.sha256(shipped.words.table)
    digest.update(shipped.ideas.table)
    digest.update("\n".join(shipped.lexicon.names).encode())
    return digest.hexdigest()
