"""Is this number an order's? The rules for numbers whose form alone does not say, as an ordered table.

In: the sightings of one text and what else is known of the mail. Out: the believed ones, each with its rule's code. A rule
answers yes, no, or nothing; the first answer counts, and a number that no rule knows is not believed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from maildesk.core.placing.around import cues_in
from maildesk.core.placing.numbering import Cue, CueWords, Numbering, Strength
from maildesk.core.placing.order_format import is_from
from maildesk.core.placing.sighting import Sighting

_WORD = re.compile(r"[^\W\d_]{1,120}")
_MOST_WORDS = 400
_THOUSANDS = re.compile(r"\d{1,3}[ .,']\d{3}")
_SINGLE_DIGITS = re.compile(r"\d(?:[ .,'·]\d){3,}")
_FOURS = re.compile(r"\d{4}(?: \d{4}){2} \d{3,4}")
_CODE = re.compile(
    r"[A-Za-z]{1,6}[-_]?\d{3,12}[A-Za-z]?|\d{3,12}[-_][A-Za-z]{1,3}|(?:[A-Za-z]{1,6}[-_])?\d{2,8}[-_]\d{3,8}"
)
_SHOUTED = re.compile(r"[A-Z]{1,5}[-_]?\d{4,12}|\d{4,12}[-_][A-Z]{1,2}")
_BEFORE_LINE = re.compile(r"(?:^|[\n,:]) *$")
_CAPITALISED = re.compile(r" [A-Z][a-z]")
_STREET = re.compile(
    r" [A-Z][a-z]{1,20} (?:St|Street|Rd|Road|Ave|Avenue|Lane|Ln|Drive|Dr|Way|Court|Blvd|Close|Square)\b"
)
_PHRASE_ENDS = re.compile(r" ?(?:$|[\n.,;:!?)])")
_LETTER = re.compile(r"[^\W\d_]")
_IN = re.compile(r" (?:[wv]e?|na) [^\W\d_]")


_OF_ORDERS = frozenset({Cue.ORDER, Cue.ORDERING})


@dataclass(frozen=True, slots=True)
class Reading:
    """One plain text with what the rules may ask besides the number itself."""

    text: str
    numbering: Numbering
    known: Mapping[str, str]
    sender_domain: str
    trackings: frozenset[str]
    speaks_of_orders: bool


_Rule = Callable[[Reading, Sighting], bool | None]


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


def speaks_of_orders(text: str, words: CueWords) -> bool:
    """An order word stands anywhere in the text."""
    found = (m[0] for _, m in zip(range(_MOST_WORDS), _WORD.finditer(text.lower()), strict=False))
    return any(cues & _OF_ORDERS for word in found for cues in cues_in(word, words))


def is_year(key: str) -> bool:
    """Four digits that people write for a year."""
    return len(key) == 4 and "1990" <= key <= "2039"


def _verdict(reading: Reading, sighting: Sighting) -> str:
    rules = _GROUP_RULES if sighting.grouped else _RULES
    for code, rule in rules:
        answer = rule(reading, sighting)
        if answer is not None:
            return code if answer else ""
    return ""


def _lies_in_a_link(_: Reading, s: Sighting) -> bool | None:
    return False if s.in_link else None


def _is_a_parcel(reading: Reading, s: Sighting) -> bool | None:
    return False if s.key in reading.trackings and s.key not in reading.known else None


def _parcel_word_before(reading: Reading, s: Sighting) -> bool | None:
    """A long number behind "tracking"; a short one cannot be a parcel's and may still be the order's."""
    named = s.left.cue is Cue.TRACKING or (s.left.cue is Cue.ORDER and s.left.label_of is Cue.TRACKING)
    return False if named and not s.left.gap and len(s.key) >= 9 and s.key not in reading.known else None


def _named_and_labelled(reading: Reading, s: Sighting) -> bool | None:
    """ "Order no. 1034": sure, whatever else the number looks like, except an amount or a date."""
    named = s.left.cue in (Cue.ORDER, Cue.ORDERING) and not s.left.gap and (s.left.labelled or s.hashed)
    if not named or (s.in_decoy and not s.hashed and s.key not in reading.known):
        return None
    return True if (s.is_digits and len(s.key) >= 2) or _is_code(s.word) else None


def _looks_like_another_thing(_: Reading, s: Sighting) -> bool | None:
    """A date, time, price, phone or measure by its form."""
    return False if s.in_decoy else None


def _other_word_before(reading: Reading, s: Sighting) -> bool | None:
    """ "Invoice 1034", "paid 1034": the nearest word claims it; what an invoice is "for" is left to the order book."""
    wanted_for = s.left.for_its_sake and s.key in reading.known and len(s.key) >= 5
    paid = s.left.cue is Cue.MONEY and not s.hashed and not wanted_for
    return False if (s.left.claims or paid) and not s.left.gap else None


def _unit_behind(reading: Reading, s: Sighting) -> bool | None:
    """ "1500 pieces"; but "pedido 10482 dia 12": nobody counts so far right behind the word.

    A small letter alone before a word is a Polish or Czech "in" rather than a watt, when the book holds the number.
    """
    if s.key in reading.known and len(s.key) >= 5 and _IN.match(reading.text, s.end):
        return None
    if s.left.cue is Cue.ORDER and not s.left.gap and len(s.key) >= 5:
        return None
    return False if s.right.cue is Cue.UNIT else None


def _named(reading: Reading, s: Sighting) -> bool | None:
    """ "Bestellung 1034", "my order (1034)": the word stands right before it. Three digits could be a count ("order 500 of ...")."""
    if s.left.cue is not Cue.ORDER or s.left.gap:
        return None
    if not s.is_digits:
        return True if _SHOUTED.fullmatch(s.word) else None
    sure = s.left.set_off or _PHRASE_ENDS.match(reading.text, s.end) is not None
    return True if len(s.key) >= (3 if sure else 4) or s.key in reading.known else None


def _named_behind(_: Reading, s: Sighting) -> bool | None:
    """ "1034 numaralı siparişim", "1034の注文", "my 1034 order"."""
    if s.right.cue is not Cue.ORDER or not s.is_digits or s.left.cue is Cue.TRACKING:
        return None
    return True if s.right.joined or (len(s.key) >= 4 and not is_year(s.key)) else None


def _named_at_a_distance(_: Reading, s: Sighting) -> bool | None:
    """ "My order from last week: 1034": the word is further off, and a colon, bracket or "is" hands over to the number."""
    near = s.left.cue in (Cue.ORDER, Cue.ORDERING) and s.left.gap <= 6 and (s.left.set_off or s.left.labelled)
    return True if near and s.is_digits and len(s.key) >= 4 and not is_year(s.key) and not s.in_postcode else None


def _in_the_book(reading: Reading, s: Sighting) -> bool | None:
    """The order book holds it, and nothing speaks for a year, a postcode, a small count or another thing's number."""
    of_another = s.left.cue is Cue.DECOY and s.left.claims and s.left.gap <= 2 and s.left.set_off
    if s.key not in reading.known or of_another:
        return None
    named = s.left.cue in _OF_ORDERS and (not s.left.gap or not is_year(s.key))
    if named or s.left.labelled or s.hashed or s.right.joined:
        return True
    if not s.is_digits:
        return True if _LETTER.search(s.word) else None
    return len(s.key) >= 4 and not is_year(s.key) and not s.in_postcode and not starts_an_address(reading, s)


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


def _long_and_about_orders(reading: Reading, s: Sighting) -> bool | None:
    """Fifteen to eighteen bare digits in a mail about an order: nothing else people type is that long, except parcels."""
    return True if reading.speaks_of_orders and s.is_digits and 15 <= len(s.key) <= 18 else None


def _handed_over(reading: Reading, s: Sighting) -> bool | None:
    """ "My order?? It's 58213": nothing but small words before it in its sentence, in a mail that speaks of an order."""
    if not reading.speaks_of_orders or not s.is_digits or not 5 <= len(s.key) <= 10 or s.in_postcode:
        return None
    listed = reading.text[max(0, s.start - 2) : s.start].strip() == ","
    return True if s.left.cue is None and not s.left.gap and s.left.set_off and not listed else None


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
    return (
        True
        if alone and (reading.speaks_of_orders or "\n" not in reading.text.strip()) and not is_year(s.key)
        else None
    )


def _group_is_one_number(_: Reading, s: Sighting) -> bool | None:
    """ "#1 034", "order no. 1.034", "8123 4567 8901 2345", "order 1 0 3 4": typed with separators, and named as an order."""
    if s.in_decoy or s.left.gap or s.left.cue is not Cue.ORDER or s.right.cue is Cue.UNIT:
        return None
    if _FOURS.fullmatch(s.word) or _SINGLE_DIGITS.fullmatch(s.word):
        return True
    return True if (s.left.labelled or s.hashed) and _THOUSANDS.fullmatch(s.word) else None


def _group_is_in_the_book(reading: Reading, s: Sighting) -> bool | None:
    if s.key not in reading.known or s.in_decoy or s.right.cue is Cue.UNIT:
        return None
    named = s.left.cue in (Cue.ORDER, Cue.ORDERING) or s.left.labelled or s.hashed
    return True if named or len(s.key) >= 8 else None


_RULES: tuple[tuple[str, _Rule], ...] = (
    ("link", _lies_in_a_link),
    ("parcel", _is_a_parcel),
    ("parcel_word", _parcel_word_before),
    ("named_and_labelled", _named_and_labelled),
    ("decoy_form", _looks_like_another_thing),
    ("decoy_word", _other_word_before),
    ("unit", _unit_behind),
    ("named", _named),
    ("named_behind", _named_behind),
    ("named_at_a_distance", _named_at_a_distance),
    ("in_the_book", _in_the_book),
    ("sender", _sender_s_form),
    ("labelled", _labelled_only),
    ("handed_over", _handed_over),
    ("long", _long_and_about_orders),
    ("alone", _stands_alone),
)
_GROUP_RULES: tuple[tuple[str, _Rule], ...] = (
    ("link", _lies_in_a_link),
    ("parcel", _is_a_parcel),
    ("parcel_word", _parcel_word_before),
    ("one_number", _group_is_one_number),
    ("in_the_book", _group_is_in_the_book),
)


def _is_code(word: str) -> bool:
    """Letters and digits, or groups of digits that are no range (`1034-1041`)."""
    first, _, second = word.partition("-")
    is_range = first.isdigit() and second.isdigit() and len(first) == len(second) and first < second
    return bool(_CODE.fullmatch(word)) and not is_range


def starts_an_address(reading: Reading, s: Sighting) -> bool:
    """ "10117 Berlin", "1034 Main Street": a number before a capitalised word, at the start of a line or behind a comma."""
    before = reading.text[max(0, s.start - 20) : s.start]
    if _STREET.match(reading.text, s.end):
        return True
    return bool(_BEFORE_LINE.search(before) and _CAPITALISED.match(reading.text, s.end))
