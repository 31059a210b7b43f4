"""A plain text as lines to judge: what was typed, and the same line bared of what hides its meaning.

In: text. Out: `Page`. It decides nothing; rules elsewhere read `bare` and fold lines of `raw`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from maildesk.core.mail.parsed import FoldKind

# A person's mail has a few hundred lines; a longer text keeps the verdict of its last judged line.
LINES_JUDGED = 4_000
# Long enough for any attribution or header line; what is longer is prose.
CHARS_JUDGED = 400

# Bidi marks, zero-width characters and soft hyphens: clients strew them into attribution lines.
_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")

Folds = list[FoldKind | None]


@dataclass(frozen=True, slots=True)
class Page:
    """`raw` are all lines without their `\\n`; `bare` are the judged ones: stripped, shortened, invisible characters out."""

    raw: tuple[str, ...]
    bare: tuple[str, ...]

    def next_filled(self, start: int) -> int:
        """Index of the first line from `start` on that holds anything, or the number of judged lines."""
        bare, end = self.bare, len(self.bare)
        while start < end and not bare[start]:
            start += 1
        return start

    def last_filled(self, end: int) -> int:
        """Index of the last line before `end` that holds anything, or -1."""
        end -= 1
        while end >= 0 and not self.bare[end]:
            end -= 1
        return end


def of(text: str) -> Page:
    raw = text.split("\n")
    seen = raw[:LINES_JUDGED]
    bare = [line[:CHARS_JUDGED].strip() for line in seen]
    if not text.isascii() and _INVISIBLE.search(text):
        bare = [_INVISIBLE.sub("", line).strip() for line in bare]
    return Page(tuple(raw), tuple(bare))


def lowered(line: str) -> str:
    """Lower case in which the Turkish İ is a plain i."""
    return line.lower().replace("i\u0307", "i")


def is_quoted(bare: str) -> bool:
    """A line with a quoting mark. `>>> NOTE <<<` is somebody's decoration, `>` and `＞` (typed in Japan) are marks."""
    return bare[:1] in {">", "＞"} and not bare.endswith(("<<", "< <"))


def regions(folds: Folds, judged: int) -> list[tuple[int, int]]:
    """The stretches of unfolded lines, as (start, end)."""
    found: list[tuple[int, int]] = []
    start = -1
    for index in range(judged):
        if folds[index] is None:
            if start < 0:
                start = index
        elif start >= 0:
            found.append((start, index))
            start = -1
    if start >= 0:
        found.append((start, judged))
    return found
