"""Which order numbers a mail names.

In: subject, newest text, the channel pack's rows, and (when there is an order book) the numbers it holds. Out: `FoundNumber`s
in the order of the mail, subject first. It does not look anything up: `possible_keys` says what to ask the book for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from maildesk.core.placing.numbering import FoundNumber, Numbering
from maildesk.core.placing.order_format import CLAIMED, evident_numbers, written
from maildesk.core.placing.order_list import with_neighbours
from maildesk.core.placing.order_reading import Reading, speaks_of_orders
from maildesk.core.placing.order_rules import judged
from maildesk.core.placing.sighting import Sighting, sightings
from maildesk.core.placing.subject import bare_subject
from maildesk.core.placing.writing import normalise, plain

_NO_BOOK: Mapping[str, str] = MappingProxyType({})
_DIGIT = re.compile(r"\d")
#: Shorter digits alone are too common to name an order that is written with more.
_LEAST_DIGITS_ALONE = 4


def find_orders(
    subject: str,
    newest: str,
    numbering: Numbering,
    *,
    sender_domain: str = "",
    trackings: Iterable[str] = (),
    known: Mapping[str, str] = _NO_BOOK,
) -> tuple[FoundNumber, ...]:
    """The order numbers named, each once.

    `known` maps keys (`normalise`) to the order book's writing, for the whole book (`known_numbers`) or for what
    `possible_keys` asked for: a number found there needs less around it, and is printed as the book writes it.
    """
    texts = (plain(bare_subject(subject)), plain(newest))
    if not any(map(_DIGIT.search, texts)):
        return ()
    parcels = frozenset(normalise(t) for t in trackings)
    speaks = any(speaks_of_orders(text, numbering.words) for text in texts)
    in_subject, typed = (
        _in_text(Reading(text, numbering, known, sender_domain.lower(), parcels, speaks)) for text in texts
    )
    keys = {number.key for number in typed}
    first = (replace(number, typed=number.key in keys) for number in in_subject)
    found: dict[str, FoundNumber] = {}
    for number in (*first, *typed):
        found.setdefault(number.key, number)
    return tuple(found.values())


def possible_keys(subject: str, newest: str, numbering: Numbering) -> frozenset[str]:
    """Every key the order book could be asked for, so that the store is asked once. A few per mail, most of them decoys."""
    texts = (plain(bare_subject(subject)), plain(newest))
    seen = {s.key for text in texts for s in sightings(text, numbering.words)}
    evident = {n.key for text in texts for _, _, n in evident_numbers(text, numbering) if n is not None}
    return frozenset(key for key in seen | evident if 2 <= len(key) <= 48)


def known_numbers(numbers: Iterable[str]) -> dict[str, str]:
    """An order book's numbers by key, and by their digits alone where those are long enough and name one order only."""
    known: dict[str, str] = {}
    by_digits: dict[str, set[str]] = {}
    for number in numbers:
        key = normalise(number)
        known[key] = number
        by_digits.setdefault("".join(c for c in key if c.isdigit()), set()).add(number)
    for digits, writings in by_digits.items():
        if len(digits) >= _LEAST_DIGITS_ALONE and len(writings) == 1:
            known.setdefault(digits, *writings)
    return known


def _in_text(reading: Reading) -> list[FoundNumber]:
    evident = [(a, b, _settled(n, reading.known)) for a, b, n in evident_numbers(reading.text, reading.numbering)]
    taken = tuple((start, end) for start, end, _ in evident)
    by_key = {n.key: n for _, _, n in evident if n is not None}
    seen = sightings(reading.text, reading.numbering.words)
    free = [s for s in seen if not _overlaps(s.start, s.end, taken)]
    sure = {s: "format" for s in seen if s.key in by_key and _overlaps(s.start, s.end, taken)}
    listed = with_neighbours(reading, [s for s in seen if s in sure or s in free], {**sure, **judged(reading, free)})
    numbers = [(start, number) for start, _, number in evident if number is not None and not _is_seen(number, sure)]
    for sighting, because in listed:
        number = by_key[sighting.key] if sighting in sure else _written(reading, sighting, because)
        numbers.append((sighting.start, number))
    return [_in_book(number, reading.known) for _, number in sorted(numbers, key=lambda n: n[0])]


def _settled(number: FoundNumber | None, known: Mapping[str, str]) -> FoundNumber | None:
    """A number of a sure form that another thing's word claims is an order's only when the book holds it."""
    return None if number is not None and number.because == CLAIMED and number.key not in known else number


def _is_seen(number: FoundNumber, sure: Iterable[Sighting]) -> bool:
    return any(sighting.key == number.key for sighting in sure)


def _written(reading: Reading, sighting: Sighting, because: str) -> FoundNumber:
    return written(sighting, reading.numbering, reading.sender_domain, reading.known, because)


def _in_book(number: FoundNumber, known: Mapping[str, str]) -> FoundNumber:
    writing = known.get(number.key)
    return FoundNumber(writing, normalise(writing), number.channel, number.because) if writing else number


def _overlaps(start: int, end: int, taken: tuple[tuple[int, int], ...]) -> bool:
    return any(a < end and start < b for a, b in taken)
