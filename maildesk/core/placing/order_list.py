"""Several orders in one breath: "orders 1034 and 1041", "1034/1041". A range ("1034 to 1041") names no orders.

In: the sightings of a text and those already believed. Out: the believed ones with their neighbours, in order of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from maildesk.core.placing.around import cues_in
from maildesk.core.placing.numbering import Cue, CueWords
from maildesk.core.placing.order_rules import Reading
from maildesk.core.placing.sighting import Sighting

_LONGEST_LINK = 40
_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|[^\w\s]|\n")
_DIGIT = re.compile(r"\d")
_LIST_MARKS = frozenset(",;/&+#.:()[]\n*•・、，|")
_RANGE_MARKS = frozenset("-~〜～")
_LIST_CUES = frozenset({Cue.AND, Cue.LABEL, Cue.ORDER, Cue.FILLER, Cue.JOINER})


def with_neighbours(
    reading: Reading, seen: Sequence[Sighting], believed: dict[Sighting, str]
) -> list[tuple[Sighting, str]]:
    """Each believed number, and those listed with one; without both ends of a range."""
    spread = {**believed}
    ranged: set[Sighting] = set()
    numbers = [s for s in seen if not s.grouped or s in believed]
    for order in (numbers, numbers[::-1]):
        _spread(reading, order, spread, ranged)
    return [(s, code) for s, code in spread.items() if s not in ranged]


def _spread(reading: Reading, order: Iterable[Sighting], spread: dict[Sighting, str], ranged: set[Sighting]) -> None:
    """Walk the numbers one way; a number listed next to a believed one is believed too."""
    last: Sighting | None = None
    for sighting in order:
        if last is not None and last in spread:
            between = reading.text[min(last.end, sighting.end) : max(last.start, sighting.start)]
            if _is_range(between, reading.numbering.words) and _is_alike(last, sighting):
                ranged |= {last, sighting}
            elif sighting not in spread and _may_join(reading, last, sighting, between):
                spread[sighting] = "listed"
        last = sighting


def _may_join(reading: Reading, last: Sighting, sighting: Sighting, between: str) -> bool:
    if sighting.in_decoy or sighting.in_link or sighting.right.cue is Cue.UNIT or sighting.key in reading.trackings:
        return False
    if sighting.left.cue in (Cue.DECOY, Cue.MONEY, Cue.TRACKING) and not sighting.left.gap:
        return False
    return _is_alike(last, sighting) and _is_list(between, reading.numbering.words)


def _is_alike(one: Sighting, other: Sighting) -> bool:
    """Digits of about the same length, or codes of one shape (`LM-10234`, `LM-10240`)."""
    if one.is_digits and other.is_digits:
        return len(one.key) >= 3 and abs(len(one.key) - len(other.key)) <= 1
    return not one.is_digits and _DIGIT.sub("0", one.key) == _DIGIT.sub("0", other.key)


def _is_list(between: str, words: CueWords) -> bool:
    if len(between) > _LONGEST_LINK:
        return False
    tokens = _TOKEN.findall(between.lower())
    if any(t[0].isalpha() and Cue.AND in cues_in(t, words)[0] for t in tokens):
        tokens = [t for t in tokens if t != "-"]  # Hebrew "and" is glued on with a dash
    return all(_links(token, words) for token in tokens)


def _links(token: str, words: CueWords) -> bool:
    return token in _LIST_MARKS or (token[0].isalpha() and all(cues & _LIST_CUES for cues in cues_in(token, words)))


def _is_range(between: str, words: CueWords) -> bool:
    tokens = _TOKEN.findall(between.lower()) if len(between) <= _LONGEST_LINK else []
    marks = [t for t in tokens if t not in "#"]
    if len(marks) != 1:
        return False
    if marks[0] in _RANGE_MARKS:
        return True
    cues = cues_in(marks[0], words)[0]
    return Cue.TO in cues and Cue.AND not in cues
