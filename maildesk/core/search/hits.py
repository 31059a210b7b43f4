"""Where the words of a query stand in a text: what the search page marks, and the stretch around them that it shows.

In: a text and the groups of `words.query_groups`. Out: pieces in order that joined give the shown stretch. Linear in the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from maildesk.core.search.words import fold

#: Characters of a text that are looked at, and of the stretch that is shown.
MOST, SHOWN = 20_000, 180
_BEFORE = 40
_MOST_HITS = 40


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of text; `hit`: the query asked for these words."""

    text: str
    hit: bool = False


def excerpt(text: str, groups: Sequence[tuple[str, ...]], shown: int = SHOWN) -> tuple[Stretch, ...]:
    """The stretch of a text around its first hit, or its beginning. Blanks and line ends become one blank each."""
    text = " ".join(text[:MOST].split())
    found = hits(text, groups)
    start = max(found[0][0] - _BEFORE, 0) if found and found[0][1] > shown else 0
    pieces = list(_pieces(text, found, start, min(start + shown, len(text))))
    if start:
        pieces.insert(0, Stretch("… "))
    if start + shown < len(text):
        pieces.append(Stretch(" …"))
    return tuple(pieces)


def hits(text: str, groups: Sequence[tuple[str, ...]]) -> list[tuple[int, int]]:
    """Start and end of each place where a group stands, in order, never overlapping."""
    folded, origin = _folded(text)
    places = sorted(place for group in groups for place in _of(_run(group), folded))[:_MOST_HITS]
    merged: list[tuple[int, int]] = []
    for start, end in places:
        first, last = origin[start], origin[end - 1] + 1
        if merged and first < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged


def _run(group: tuple[str, ...]) -> str:
    """The letters of a group as they stand in a text: overlapping pairs are one run again."""
    return group[0] + "".join(pair[-1] for pair in group[1:])


def _of(run: str, folded: str) -> Iterator[tuple[int, int]]:
    """Places of a run. One that begins within a word of letters is no hit: the index would not have found it either."""
    at, found = folded.find(run), 0
    while at >= 0 and found < _MOST_HITS:
        if not (run[0].isascii() and run[0].isalnum() and at and folded[at - 1].isascii() and folded[at - 1].isalnum()):
            found += 1
            yield at, at + len(run)
        at = folded.find(run, at + len(run))


def _folded(text: str) -> tuple[str, list[int]]:
    """The text as the index sees it, and for each of its letters the place it came from: `ß` becomes two."""
    letters: list[str] = []
    origin: list[int] = []
    for place, letter in enumerate(text):
        for each in letter.lower() if letter.isascii() else fold(letter):
            letters.append(each)
            origin.append(place)
    return "".join(letters), origin


def _pieces(text: str, found: Sequence[tuple[int, int]], start: int, end: int) -> Iterator[Stretch]:
    at = start
    for first, last in found:
        if first < start or first >= end:
            continue
        if first > at:
            yield Stretch(text[at:first])
        yield Stretch(text[first : min(last, end)], hit=True)
        at = min(last, end)
    if at < end:
        yield Stretch(text[at:end])
