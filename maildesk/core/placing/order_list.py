"""Several orders in one breath: "orders 1034 and 1041", "1034/1041". A range ("1034 to 1041") names no orders.

In: the sightings of a text and those already believed. Out: the believed ones with their neighbours, in order of the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from maildesk.core.placing.cues import cues_in, tokens_of
from maildesk.core.placing.numbering import Cue, CueWords
from maildesk.core.placing.order_reading import Reading, is_year, starts_an_address
from maildesk.core.placing.sighting import Sighting

_LONGEST_LINK = 40
_DIGIT = re.compile(r"\d")
_LIST_MARKS = frozenset(",;/&+#.:()[]\n*•・、，|")
_RANGE_MARKS = frozenset("-~〜～")
_ENDS = frozenset(".!?\n")
#: Between two numbers of a list. An order word or "no." belongs to the number behind it, so it links forwards only.
_LINKS_BACK = frozenset({Cue.AND, Cue.FILLER, Cue.JOINER})
_LINKS_ON = _LINKS_BACK | {Cue.LABEL, Cue.ORDER}


def with_neighbours(
    reading: Reading, seen: Sequence[Sighting], believed: Mapping[Sighting, str]
) -> list[tuple[Sighting, str]]:
    """Each believed number, and those listed next to one; without both ends of a range."""
    spread = dict(believed)
    ranged: set[Sighting] = set()
    for known, new, links in _steps([s for s in seen if not s.grouped or s in believed]):
        tokens = _between(reading, known, new) if known in spread and _is_alike(known, new) else None
        if tokens is None:
            continue
        if _is_range(tokens, reading.numbering.words):
            ranged |= {known, new}
        elif new not in spread and _is_listed(reading, known, new, tokens, links):
            spread[new] = "listed"
    return [(s, code) for s, code in spread.items() if s not in ranged]


def _steps(numbers: Sequence[Sighting]) -> list[tuple[Sighting, Sighting, frozenset[Cue]]]:
    """From each number to the next, and then all the way back."""
    pairs = list(pairwise(numbers))
    return [(one, other, _LINKS_ON) for one, other in pairs] + [(b, a, _LINKS_BACK) for a, b in reversed(pairs)]


def _between(reading: Reading, one: Sighting, other: Sighting) -> list[str] | None:
    """The words and marks between two numbers that are close together."""
    start, end = min(one.end, other.end), max(one.start, other.start)
    return tokens_of(reading.text[start:end]) if end - start <= _LONGEST_LINK else None


def _is_listed(reading: Reading, known: Sighting, new: Sighting, tokens: list[str], links: frozenset[Cue]) -> bool:
    if _is_other_thing(reading, known, new):
        return False
    words = reading.numbering.words
    return _is_list(tokens, words, links) or (new.start > known.start and _goes_on(new, tokens, words))


def _is_other_thing(reading: Reading, known: Sighting, new: Sighting) -> bool:
    claimed = new.left.cue in (Cue.DECOY, Cue.PAPER, Cue.RETURN, Cue.MONEY, Cue.TRACKING) and not new.left.gap
    year = is_year(new.key) and not is_year(known.key) and new.key not in reading.known
    barred = new.in_decoy or new.in_postcode or new.in_link or new.key in reading.trackings
    claimed = claimed or starts_an_address(reading, new)
    return claimed or year or barred or new.right.cue is Cue.UNIT


def _is_alike(one: Sighting, other: Sighting) -> bool:
    """Digits of about the same length, or codes of one shape (`LM-10234`, `LM-10240`)."""
    if one.is_digits and other.is_digits:
        return len(one.key) >= 3 and abs(len(one.key) - len(other.key)) <= 1
    return not one.is_digits and _DIGIT.sub("0", one.key) == _DIGIT.sub("0", other.key)


def _is_list(tokens: list[str], words: CueWords, links: frozenset[Cue]) -> bool:
    """Nothing but list marks and small words, and no sentence ends at the first number.

    The dash that Hebrew glues "and" on with is no range.
    """
    if tokens and tokens[0] == ".":
        return False
    has_and = any(_means(token, Cue.AND, words) for token in tokens)
    return all(
        token in _LIST_MARKS
        or (has_and and token in _RANGE_MARKS)
        or (token[0].isalpha() and all(cues & links for cues in cues_in(token, words)))
        for token in tokens
    )


def _goes_on(new: Sighting, tokens: list[str], words: CueWords) -> bool:
    """ "10482 from May and 10490 from June": "and" right before a number as long, in the same sentence."""
    long_enough = new.is_digits and len(new.key) >= 5
    return long_enough and bool(tokens) and _means(tokens[-1], Cue.AND, words) and _ENDS.isdisjoint(tokens)


def _is_range(tokens: list[str], words: CueWords) -> bool:
    marks = [mark for mark in tokens if mark != "#"]
    if len(marks) != 1:
        return False
    return marks[0] in _RANGE_MARKS or (_means(marks[0], Cue.TO, words) and not _means(marks[0], Cue.AND, words))


def _means(token: str, cue: Cue, words: CueWords) -> bool:
    return token[0].isalpha() and cue in cues_in(token, words)[0]
