"""Is this number an order's? The rules for numbers whose form alone does not say, as an ordered table.

In: the sightings of one text and what else is known of the mail. Out: the believed ones, each with its rule's code. A rule
answers yes, no, or nothing; the first answer counts, and a number that no rule knows is not believed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from maildesk.core.placing import order_claims, order_names
from maildesk.core.placing.numbering import Cue
from maildesk.core.placing.order_reading import Reading, Rule
from maildesk.core.placing.sighting import Sighting

_THOUSANDS = re.compile(r"\d{1,3}[ .,']\d{3}")
_SINGLE_DIGITS = re.compile(r"\d(?:[ .,'·]\d){3,}")
_FOURS = re.compile(r"\d{4}(?: \d{4}){2} \d{3,4}")


def judged(reading: Reading, seen: Iterable[Sighting]) -> dict[Sighting, str]:
    """The believed sightings, each with the code of the rule that believed it. Parts of a believed group are left out."""
    believed: dict[Sighting, str] = {}
    group_end = 0
    for sighting in seen:
        if sighting.start < group_end:
            continue
        code = _verdict(reading, sighting)
        if code:
            believed[sighting] = code
            group_end = sighting.end
    return believed


def _verdict(reading: Reading, sighting: Sighting) -> str:
    rules = _GROUP_RULES if sighting.grouped else _RULES
    for code, rule in rules:
        answer = rule(reading, sighting)
        if answer is not None:
            return code if answer else ""
    return ""


def _group_is_one_number(_: Reading, s: Sighting) -> bool | None:
    """ "#1 034", "order no. 1.034", "8123 4567 8901 2345", "order 1 0 3 4": typed with separators, and named as an order."""
    if s.in_decoy or s.left.gap or s.left.cue is not Cue.ORDER or s.right.cue is Cue.UNIT:
        return None
    if _FOURS.fullmatch(s.word) or _SINGLE_DIGITS.fullmatch(s.word):
        return True
    return True if (s.left.labelled or s.hashed) and _THOUSANDS.fullmatch(s.word) else None


def _group_is_in_the_book(reading: Reading, s: Sighting) -> bool | None:
    if not reading.holds(s) or s.in_decoy or s.right.cue is Cue.UNIT:
        return None
    named = s.left.cue in (Cue.ORDER, Cue.ORDERING) or s.left.labelled or s.hashed
    return True if named or len(s.key) >= 8 else None


_RULES: tuple[tuple[str, Rule], ...] = (
    *order_claims.FIRST,
    ("named_and_labelled", order_names.named_and_labelled),
    *order_claims.THEN,
    *order_names.RULES,
)
_GROUP_RULES: tuple[tuple[str, Rule], ...] = (
    *order_claims.FIRST,
    ("one_number", _group_is_one_number),
    ("in_the_book", _group_is_in_the_book),
)
