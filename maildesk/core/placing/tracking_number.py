"""Which tracking numbers a mail names, and whose they are.

In: subject and newest text, and the channel pack's carriers. Out: `FoundTracking`s. Numbers of digits alone need a tracking
word beside them: one random number in ten passes the check digit of some carrier. It looks nothing up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from maildesk.core.placing.check_digit import CHECKS
from maildesk.core.placing.cues import cues_in, tokens_of
from maildesk.core.placing.decoy import links
from maildesk.core.placing.numbering import (
    Carrier,
    Cue,
    CueWords,
    FoundNumber,
    FoundTracking,
    Numbering,
    OrderFormat,
    Strength,
)
from maildesk.core.placing.sighting import Sighting, sightings
from maildesk.core.placing.stretches import matches
from maildesk.core.placing.subject import bare_subject
from maildesk.core.placing.writing import normalise, plain

#: The shortest number a carrier gives out, and the least digits of a number that only a word makes a parcel's.
_SHORTEST = 8
_LEAST_DIGITS = 6
_LONGEST = 40

_DIGIT = re.compile(r"\d")
_S10_SHAPE = re.compile(r"[A-Z]{2}\d{9}[A-Z]{2}", re.IGNORECASE)

_Span = tuple[int, int]


def find_trackings(
    subject: str, newest: str, numbering: Numbering, *, orders: Iterable[FoundNumber] = ()
) -> tuple[FoundTracking, ...]:
    """The tracking numbers named, each once, those with a sure form first. `orders` found before are left out."""
    names = frozenset(o.key for o in orders)
    found: dict[str, FoundTracking] = {}
    for text in (plain(bare_subject(subject)), plain(newest)):
        if not _DIGIT.search(text):
            continue
        for number in _in_text(text, numbering):
            key = normalise(number.number)
            if key not in names:
                found.setdefault(key, number)
    return tuple(found.values())


def _in_text(text: str, numbering: Numbering) -> list[FoundTracking]:
    taken: list[_Span] = list(links(text))
    taken += [m.span() for form in numbering.formats if _is_an_order_s(form) for m in matches(form.pattern, text)]
    found = _evident(text, numbering.carriers, taken)
    about_parcels: bool | None = None
    for sighting in sightings(text, numbering.words):
        called = _is_called_a_parcel(sighting)
        if not called and _S10_SHAPE.fullmatch(sighting.word):
            about_parcels = _speaks_of_parcels(text, numbering.words) if about_parcels is None else about_parcels
            called = about_parcels
        if called and not _overlaps(sighting.start, sighting.end, taken):
            taken.append((sighting.start, sighting.end))
            found.append(_by_words(sighting, text.lower(), numbering.carriers))
    return found


def _speaks_of_parcels(text: str, words: CueWords) -> bool:
    """A mail about a parcel: a number of S10's shape is the parcel's even if its buyer mistyped a digit."""
    return any(Cue.TRACKING in cues for word in tokens_of(text) if word[0].isalpha() for cues in cues_in(word, words))


def _evident(text: str, carriers: tuple[Carrier, ...], taken: list[_Span]) -> list[FoundTracking]:
    """Numbers of a sure form, with their check digit right. Their places are added to `taken`."""
    found: list[FoundTracking] = []
    for carrier in carriers:
        if carrier.strength is not Strength.SELF_EVIDENT:
            continue
        for match in matches(carrier.pattern, text):
            number = normalise(match[0]).upper()
            if not _overlaps(*match.span(), taken) and _is_checked(carrier, number):
                taken.append(match.span())
                found.append(FoundTracking(number, carrier.carrier))
    return found


def _by_words(sighting: Sighting, text: str, carriers: tuple[Carrier, ...]) -> FoundTracking:
    """A number that the words call a parcel's: of the carrier the text names, else of one whose check digit is right."""
    number = sighting.key.upper()
    fitting = [c for c in carriers if _fits(c, sighting.word, number)]
    named = (c.carrier for c in fitting if c.carrier.split()[0].lower() in text)
    checked = (c.carrier for c in fitting if c.check and _is_checked(c, number))
    return FoundTracking(number, next(named, "") or next(checked, ""))


def _fits(carrier: Carrier, word: str, number: str) -> bool:
    return carrier.pattern.fullmatch(word) is not None or carrier.pattern.fullmatch(number) is not None


def _is_checked(carrier: Carrier, number: str) -> bool:
    return not carrier.check or CHECKS[carrier.check](number)


def _is_called_a_parcel(s: Sighting) -> bool:
    long_enough = _SHORTEST <= len(s.key) <= _LONGEST and sum(c.isdigit() for c in s.key) >= _LEAST_DIGITS
    named = s.left.cue is Cue.TRACKING and (not s.left.gap or s.left.labelled or s.left.set_off)
    labelled_further = s.left.cue is Cue.ORDER and s.left.label_of is Cue.TRACKING
    another_form = s.in_link or (s.in_decoy and s.grouped)
    return long_enough and not another_form and (named or labelled_further)


def _is_an_order_s(form: OrderFormat) -> bool:
    """Forms so long and fixed that they are never a parcel's."""
    return form.strength is Strength.SELF_EVIDENT and form.pattern.groups > 1


def _overlaps(start: int, end: int, taken: list[_Span]) -> bool:
    return any(a < end and start < b for a, b in taken)
