"""Rules that say yes: a word names the number, the order book holds it, or the mail leaves nothing else for it to be.

In: a reading and a sighting that no rule of `order_claims` has claimed. Out: True, or nothing.
"""

from __future__ import annotations

import re

from maildesk.core.placing.numbering import Cue, Strength
from maildesk.core.placing.order_claims import PARCEL_DIGITS
from maildesk.core.placing.order_format import is_from
from maildesk.core.placing.order_reading import Reading, Rule, is_year, speaks_of, starts_an_address
from maildesk.core.placing.sighting import Sighting

_OF_ORDERS = frozenset({Cue.ORDER, Cue.ORDERING})
_OF_PARCELS = frozenset({Cue.TRACKING})
_CODE = re.compile(
    r"[A-Za-z]{1,6}[-_]?\d{3,12}[A-Za-z]?|\d{3,12}[-_][A-Za-z]{1,3}|(?:[A-Za-z]{1,6}[-_])?\d{2,8}[-_]\d{3,8}"
)
_SHOUTED = re.compile(r"[A-Z]{1,5}[-_]?\d{4,12}|\d{4,12}[-_][A-Z]{1,2}")
#: "88-31902"; a month and its year are none.
_PARTED = re.compile(r"(\d{2,4})[-_]((?!(?:19|20)\d{2}\Z)\d{2,6})")
_PHRASE_ENDS = re.compile(r" ?(?:$|[\n.,;:!?)])")
_LETTER = re.compile(r"[^\W\d_]")
_CAPITALISED = re.compile(r" [A-Z][a-z]")
#: Longer digits behind "cancel" are a card's or a parcel's.
_LONGEST_ALONE = 10


def named_and_labelled(reading: Reading, s: Sighting) -> bool | None:
    """ "Order no. 1034": sure, whatever else the number looks like, except an amount, a date or a small count."""
    named = s.left.cue in _OF_ORDERS and not s.left.gap and (s.left.labelled or s.hashed)
    counted = s.right.cue is Cue.UNIT and len(s.key) < 4 and not s.left.set_off
    if not named or counted or (s.in_decoy and not s.hashed and not reading.holds(s)):
        return None
    return True if (s.is_digits and len(s.key) >= 2) or _is_code(s.word) else None


def _named(reading: Reading, s: Sighting) -> bool | None:
    """ "Bestellung 1034", "my order (1034)": the word stands right before it. Three digits could be a count ("order 500 of ...")."""
    if s.left.cue is not Cue.ORDER or s.left.gap:
        return None
    if not s.is_digits:
        return True if _is_parted(s) or _SHOUTED.fullmatch(s.word) else None
    sure = s.left.set_off or _PHRASE_ENDS.match(reading.text, s.end) is not None
    return True if len(s.key) >= (3 if sure else 4) or reading.holds(s) else None


def _is_parted(s: Sighting) -> bool:
    """Two parts of different length: those of one length are a range."""
    parts = _PARTED.fullmatch(s.word)
    if parts is None or s.in_decoy or s.right.cue is Cue.UNIT:
        return False
    return len(parts[1]) != len(parts[2])


def _named_behind(_: Reading, s: Sighting) -> bool | None:
    """ "1034 numaralı siparişim", "1034の注文", "my 1034 order"."""
    if s.right.cue is not Cue.ORDER or not s.is_digits or s.left.cue is Cue.TRACKING:
        return None
    return True if s.right.joined or (len(s.key) >= 4 and not is_year(s.key)) else None


def _named_at_a_distance(_: Reading, s: Sighting) -> bool | None:
    """ "My order from last week: 1034": the word is further off, and a colon, bracket or "is" hands over to the number."""
    near = s.left.cue in _OF_ORDERS and s.left.gap <= 6 and (s.left.set_off or s.left.labelled)
    return True if near and _may_be_one(s) else None


def _matter(reading: Reading, s: Sighting) -> bool | None:
    """ "Cancel 20417", "20417 iptal", "return 20417", "parcel 1230 came without its lid": only an order's number stands there.

    What is shorter than any parcel's number behind a word for parcels is the order's; a number labelled as the return's is not.
    """
    if s.left.gap or _is_in_an_address(reading, s) or not _may_be_one(s):
        return None
    parcel_or_return = s.left.cue in (Cue.TRACKING, Cue.RETURN) and not s.left.labelled and len(s.key) < PARCEL_DIGITS
    done_to_it = Cue.ACT in (s.left.cue, s.right.cue) and s.left.cue in (Cue.ACT, None) and len(s.key) <= _LONGEST_ALONE
    return True if parcel_or_return or done_to_it else None


def _in_the_book(reading: Reading, s: Sighting) -> bool | None:
    """The order book holds it, and nothing speaks for a year, a postcode, a small count or another thing's number."""
    of_another = s.left.cue is Cue.DECOY and s.left.claims and s.left.gap <= 2 and s.left.set_off
    if not reading.holds(s) or of_another:
        return None
    named = s.left.cue in _OF_ORDERS and (not s.left.gap or not is_year(s.key))
    if named or s.left.labelled or s.hashed or s.right.joined:
        return True
    if not s.is_digits:
        return True if _LETTER.search(s.word) else None
    return _may_be_one(s) and not _is_in_an_address(reading, s)


def _sender_s_form(reading: Reading, s: Sighting) -> bool | None:
    """A marketplace's relay writes, and the number has that marketplace's form."""
    fits = any(
        is_from(form, reading.sender_domain) and form.pattern.fullmatch(s.word)
        for form in reading.numbering.formats
        if reading.sender_domain and form.strength is Strength.NEEDS_CONTEXT
    )
    return True if fits else None


def _labelled_only(reading: Reading, s: Sighting) -> bool | None:
    """ "Nr. 1034" in a mail that speaks of an order elsewhere."""
    labelled = (s.left.labelled or s.hashed) and s.left.cue is None
    return True if labelled and reading.speaks_of_orders and s.is_digits and len(s.key) >= 4 else None


def _handed_over(reading: Reading, s: Sighting) -> bool | None:
    """ "My order?? It's 58213": nothing but small words before it in its sentence, in a mail that speaks of an order."""
    if not reading.speaks_of_orders or not s.is_digits or not 5 <= len(s.key) <= 10 or s.in_postcode:
        return None
    listed = reading.text[max(0, s.start - 2) : s.start].strip() == ","
    return True if s.left.cue is None and not s.left.gap and s.left.set_off and not listed else None


def _long(reading: Reading, s: Sighting) -> bool | None:
    """Fifteen to eighteen bare digits: nothing else people type is that long, except parcels in a mail that speaks of them."""
    if not s.is_digits or not 15 <= len(s.key) <= 18 or s.left.cue is Cue.DECOY:
        return None
    return (
        True if reading.speaks_of_orders or not speaks_of(reading.text, reading.numbering.words, _OF_PARCELS) else None
    )


def _stands_alone(reading: Reading, s: Sighting) -> bool | None:
    """The number is all there is in its line, as the answer to "your order number, please"."""
    start = reading.text.rfind("\n", 0, s.start) + 1
    end = reading.text.find("\n", s.end)
    rest = (
        reading.text[max(start, s.start - 80) : s.start]
        + reading.text[s.end : min(end if end >= 0 else s.end + 80, s.end + 80)]
    )
    is_number = s.is_digits or _SHOUTED.fullmatch(s.word)
    alone = is_number and 4 <= len(s.key) <= 18 and not _LETTER.search(rest) and not any(c.isdigit() for c in rest)
    asked = reading.speaks_of_orders or "\n" not in reading.text.strip()
    return True if alone and asked and not is_year(s.key) else None


def _is_in_an_address(reading: Reading, s: Sighting) -> bool:
    """At the start of its line; or where a parcel goes, "livraison 75011 Paris"."""
    delivered_to = s.left.cue is Cue.TRACKING and _CAPITALISED.match(reading.text, s.end)
    return bool(delivered_to) or starts_an_address(reading, s)


def _may_be_one(s: Sighting) -> bool:
    """Four digits or more, and by its looks neither a year nor a postcode."""
    return s.is_digits and len(s.key) >= 4 and not is_year(s.key) and not s.in_postcode


def _is_code(word: str) -> bool:
    """Letters and digits, or groups of digits that are no range (`1034-1041`)."""
    first, _, second = word.partition("-")
    is_range = first.isdigit() and second.isdigit() and len(first) == len(second) and first < second
    return bool(_CODE.fullmatch(word)) and not is_range


RULES: tuple[tuple[str, Rule], ...] = (
    ("named", _named),
    ("named_behind", _named_behind),
    ("named_at_a_distance", _named_at_a_distance),
    ("matter", _matter),
    ("in_the_book", _in_the_book),
    ("sender", _sender_s_form),
    ("labelled", _labelled_only),
    ("handed_over", _handed_over),
    ("long", _long),
    ("alone", _stands_alone),
)
