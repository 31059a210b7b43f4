"""Rules that say no: the number is a link's, a parcel's, a date, a price, an invoice's, a count.

In: a reading and a sighting. Out: False, or nothing. None of them believes a number.
"""

from __future__ import annotations

import re

from maildesk.core.placing.numbering import Cue
from maildesk.core.placing.order_reading import Reading, Rule
from maildesk.core.placing.sighting import Sighting

#: The shortest number a carrier gives out.
PARCEL_DIGITS = 9
_SURE = 5
_LEAST = 4
_CAPITAL = re.compile(r" ?[A-Z]\b")


def _lies_in_a_link(_: Reading, s: Sighting) -> bool | None:
    return False if s.in_link else None


def _is_a_parcel(reading: Reading, s: Sighting) -> bool | None:
    return False if s.key in reading.trackings and not reading.holds(s) else None


def _parcel_word_before(reading: Reading, s: Sighting) -> bool | None:
    """A long number behind "tracking"; a short one cannot be a parcel's and may still be the order's."""
    named = s.left.cue is Cue.TRACKING or (s.left.cue is Cue.ORDER and s.left.label_of is Cue.TRACKING)
    return False if named and not s.left.gap and len(s.key) >= PARCEL_DIGITS and not reading.holds(s) else None


def _looks_like_another_thing(_: Reading, s: Sighting) -> bool | None:
    """A date, time, price, phone or measure by its form."""
    return False if s.in_decoy else None


def _other_word_before(reading: Reading, s: Sighting) -> bool | None:
    """ "Invoice 1034", "paid 1034": the nearest word claims it; what an invoice is "for" is left to the order book.

    "Invoice 1034", "refund 1034" without a "no." between: when the book holds the number, buyers mean the order.
    """
    if s.left.cue is Cue.PAPER and reading.holds(s) and len(s.key) >= _LEAST and not s.left.labelled:
        return None
    wanted_for = s.left.for_its_sake and reading.holds(s) and len(s.key) >= _SURE
    paid = s.left.cue is Cue.MONEY and not s.hashed and not wanted_for
    return False if (s.left.claims or paid) and not s.left.gap else None


def _unit_behind(reading: Reading, s: Sighting) -> bool | None:
    """ "1500 pieces"; but "pedido 10482 dia 12": nobody counts so far right behind the word.

    "1034 am Montag", "1034 par erreur", "1034 w sklepie": a small word of the language rather than a unit.
    """
    if s.right.cue is not Cue.UNIT:
        return None
    named = s.left.cue is Cue.ORDER and not s.left.gap
    if named and (len(s.key) >= _SURE or reading.holds(s)):
        return None
    small_word = s.right.doubtful and not _CAPITAL.match(reading.text, s.end)
    return None if small_word and len(s.key) >= _LEAST and (named or reading.holds(s)) else False


#: Before a number that is named and labelled ("order no. 1034") only these have a say.
FIRST: tuple[tuple[str, Rule], ...] = (
    ("link", _lies_in_a_link),
    ("parcel", _is_a_parcel),
    ("parcel_word", _parcel_word_before),
)
THEN: tuple[tuple[str, Rule], ...] = (
    ("decoy_form", _looks_like_another_thing),
    ("decoy_word", _other_word_before),
    ("unit", _unit_behind),
)
