"""Everything in a text that could be a number with a name: where it stands, and what stands around it.

In: a subject or newest text, and the cue words. Out: `Sighting`s in the order of the text. It judges none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from maildesk.core.placing.around import Left, Right, look_left, look_right
from maildesk.core.placing.cues import cues_in
from maildesk.core.placing.decoy import decoys, links, postcodes
from maildesk.core.placing.numbering import Cue, CueWords
from maildesk.core.placing.writing import REMEMBERED, normalise

#: A mail that holds more numbers is a table or an attack; the buyer's own number stands in the beginning.
MOST = 300
_WORD = re.compile(r"[0-9][A-Za-z0-9]{0,40}(?:[-_][A-Za-z0-9]{1,40}){0,6}")
#: Letters glued to the front of a number: `LM-10234`, `Nr1034`.
_LEAD = re.compile(r"(?<![A-Za-z0-9])(?:[A-Za-z]{1,24}[-_])?[A-Za-z]{0,24}\Z")
_LONGEST_LEAD = 50
_ATTACHED = re.compile(r"([A-Za-z]+)[-_]?(\d[A-Za-z0-9_-]*)")
_TRAILING = re.compile(r"(\d+)([A-Za-z]+)")
_GAP = re.compile(r"[ .,'·]")
_LONGEST_GROUP = 10


@dataclass(frozen=True, slots=True, eq=False)
class Sighting:
    """One number-like word, or (`grouped`) several groups of digits that may be one number.

    `hashed`: a `#` stands before it. `in_link`, `in_decoy`, `in_postcode`: it lies in a span of that kind.
    """

    start: int
    end: int
    word: str
    key: str
    left: Left
    right: Right
    hashed: bool = False
    grouped: bool = False
    in_link: bool = False
    in_decoy: bool = False
    in_postcode: bool = False

    @property
    def is_digits(self) -> bool:
        return self.word.isdigit() or (self.grouped and self.key.isdigit())


@lru_cache(maxsize=REMEMBERED)
def sightings(text: str, words: CueWords) -> tuple[Sighting, ...]:
    """The numbers of plain `text` in order, each group right before its parts; at most `MOST`.

    Remembered for the texts of a batch: the keys to look up are asked for first, orders and parcels when the book has answered.
    """
    places = tuple(_places(text, words))
    if not places:
        return ()
    spans = _Spans(links(text), decoys(text), postcodes(text))
    return tuple([_seen(text, start, end, words, spans) for start, end in places])


@dataclass(frozen=True, slots=True)
class _Spans:
    links: tuple[tuple[int, int], ...]
    decoys: tuple[tuple[int, int], ...]
    postcodes: tuple[tuple[int, int], ...]


def _places(text: str, words: CueWords) -> Iterator[tuple[int, int]]:
    bare = [_bare(text, *place, words) for place in _number_words(text)]
    at = 0
    while at < len(bare):
        group = _group_from(text, bare, at)
        if len(group) > 1:
            yield group[0][0], group[-1][1]
        yield from group
        at += len(group)


def _number_words(text: str) -> Iterator[tuple[int, int]]:
    for _, match in zip(range(MOST), _WORD.finditer(text), strict=False):
        start, end = match.span()
        lead = _LEAD.search(text, max(0, start - _LONGEST_LEAD), start)
        yield lead.start() if lead else start, end


def _bare(text: str, start: int, end: int, words: CueWords) -> tuple[int, int]:
    """`Nr1034` is a label and a number, `1034numarali` a number and a joining word."""
    word = text[start:end]
    if word.isdigit():
        return start, end
    if (glued := _ATTACHED.fullmatch(word)) and _may_stand_alone(glued[1], words):
        start += glued.start(2)
    if (glued := _TRAILING.fullmatch(text[start:end])) and _may_stand_alone(glued[2], words):
        end = start + glued.end(1)
    return start, end


def _may_stand_alone(letters: str, words: CueWords) -> bool:
    return any(cues & {Cue.ORDER, Cue.LABEL, Cue.JOINER} for cues in cues_in(letters.lower(), words))


def _group_from(text: str, places: list[tuple[int, int]], at: int) -> list[tuple[int, int]]:
    """The digits-only words from `at` on that are parted by one and the same character."""
    group = [places[at]]
    parted_by = ""
    while len(group) < _LONGEST_GROUP and at + len(group) < len(places):
        (start, end), following = group[-1], places[at + len(group)]
        between = text[end : following[0]]
        if not _GAP.fullmatch(between) or (parted_by and between != parted_by):
            break
        if not (text[start:end].isdigit() and text[slice(*following)].isdigit()):
            break
        parted_by = between
        group.append(following)
    return group


def _seen(text: str, start: int, end: int, words: CueWords, spans: _Spans) -> Sighting:
    word = text[start:end]
    before = text[max(0, start - 2) : start].rstrip(" ")
    return Sighting(
        start,
        end,
        word,
        normalise(word),
        look_left(text, start, words),
        look_right(text, end, words),
        hashed=before.endswith("#"),
        grouped=any(c in word for c in " .,'·"),
        in_link=_inside(start, end, spans.links),
        in_decoy=_inside(start, end, spans.decoys),
        in_postcode=_inside(start, end, spans.postcodes),
    )


def _inside(start: int, end: int, spans: tuple[tuple[int, int], ...]) -> bool:
    return any(a < end and start < b for a, b in spans)
