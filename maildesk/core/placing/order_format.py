"""Order numbers by their form: those that need no word beside them, how each is written, and a shop's own form.

In: plain text and the channel pack's formats; or the numbers of an order book. Out: found numbers; or formats. It judges no
number that needs a word, a sender or the book.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from maildesk.core.placing.around import Left, look_left
from maildesk.core.placing.decoy import decoys, links
from maildesk.core.placing.numbering import Cue, FoundNumber, Numbering, OrderFormat, Strength
from maildesk.core.placing.sighting import Sighting
from maildesk.core.placing.stretches import matches
from maildesk.core.placing.writing import REMEMBERED, normalise, plain

#: A form with so many characters is no phone, date or price; a shorter one must not lie inside such a thing.
_LONG = 11
_SHORTEST_PARCEL = 8
_PIECE = re.compile(r"\d+|[A-Za-z]+|[^A-Za-z\d]+")
_DIGIT = re.compile(r"\d")
_MOST_LEARNT = 12

#: The code of a number whose form says enough, but whose nearest word is another thing's: the order book decides.
CLAIMED = "claimed"

_Evident = tuple[int, int, FoundNumber | None]


@lru_cache(maxsize=REMEMBERED)
def evident_numbers(text: str, numbering: Numbering) -> tuple[_Evident, ...]:
    """Places of numbers whose form says enough; `because` is format or claimed. None: the form fits, but it is something else."""
    found: list[_Evident] = []
    if not _DIGIT.search(text):
        return ()
    in_links, in_decoys = links(text), decoys(text)
    for form in numbering.formats:
        if form.strength is not Strength.SELF_EVIDENT:
            continue
        for match in matches(form.pattern, text):
            start, end = match.span()
            if any(a < end and start < b for a, b, _ in found) or (form.dated and not _is_dated(match[1])):
                continue
            number = _write(form, match)
            key = normalise(number)
            barred = _inside(start, end, in_links) or (len(key) < _LONG and _inside(start, end, in_decoys))
            left = look_left(text, start, numbering.words)
            claimed = _is_of_another_thing(left, key)
            barred = barred or (claimed and (left.labelled or (left.cue is Cue.DECOY and key.isdigit())))
            because = CLAIMED if claimed else "format"
            found.append((start, end, None if barred else FoundNumber(number, key, form.channel, because)))
    return tuple(found)


def written(
    sighting: Sighting, numbering: Numbering, sender_domain: str, known: Mapping[str, str], because: str
) -> FoundNumber:
    """A number that was believed by its surroundings: as the book writes it, else as its channel does, else as typed."""
    writing = known.get(sighting.key)
    if writing:
        return FoundNumber(writing, normalise(writing), "", because)
    for form in _by_sender(numbering.formats, sender_domain):
        match = form.pattern.fullmatch(sighting.key) if sighting.is_digits else form.pattern.fullmatch(sighting.word)
        if match:
            number = _write(form, match)
            return FoundNumber(number, normalise(number), form.channel, because)
    number = sighting.key if sighting.is_digits else sighting.word.upper()
    return FoundNumber(number, normalise(number), "", because)


def _write(form: OrderFormat, match: re.Match[str]) -> str:
    return form.writing.format(*(part.lower() if form.lower else part.upper() for part in match.groups()))


def is_from(form: OrderFormat, sender_domain: str) -> bool:
    """The sender's domain speaks for the format; `lazada.*` stands for any ending."""
    return any(
        sender_domain == d or sender_domain.endswith(f".{d}") or (d.endswith(".*") and sender_domain.startswith(d[:-1]))
        for d in form.domains
    )


def learn_formats(numbers: Iterable[str], channel: str = "own") -> tuple[OrderFormat, ...]:
    """The forms an order book's numbers have: constant letters and marks, and how many digits. The most frequent first.

    Numbers of digits alone (and `#1034`, which the pack knows) still need a word beside them; `LM-10234` needs none.
    """
    shapes: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for number in numbers:
        pieces = tuple(_PIECE.findall(plain(number).strip()))
        shape = tuple("0" if piece.isdigit() else piece.upper() for piece in pieces)
        if "0" in shape and len(shape) <= 9:
            shapes.setdefault(shape, []).append(pieces)
    frequent = sorted(shapes.items(), key=lambda item: -len(item[1]))[:_MOST_LEARNT]
    return tuple(form for shape, rows in frequent for form in _learnt(shape, rows, channel))


def _learnt(shape: tuple[str, ...], rows: list[tuple[str, ...]], channel: str) -> tuple[OrderFormat, ...]:
    lengths = [(min(sizes), max(sizes)) for i in range(len(shape)) if (sizes := [len(r[i]) for r in rows])]
    pattern = "".join(_piece_pattern(piece, *lengths[i]) for i, piece in enumerate(shape))
    writing = "".join("{}" if piece == "0" else piece.replace("{", "{{").replace("}", "}}") for piece in shape)
    digits = sum(low for piece, (low, _) in zip(shape, lengths, strict=True) if piece == "0")
    letters = any(piece.isalpha() for piece in shape)
    evident = (letters and digits >= 3) or (shape.count("0") > 1 and digits >= 8) or (shape[0] == "#" and digits >= 3)
    strength = Strength.SELF_EVIDENT if evident else Strength.NEEDS_CONTEXT
    form = OrderFormat(channel, _bounded(pattern), writing, strength)
    if shape.count("0") != 1 or shape == ("0",):
        return (form,)
    low, high = next(size for piece, size in zip(shape, lengths, strict=True) if piece == "0")
    return form, OrderFormat(channel, _bounded(rf"(\d{{{low},{high}}})"), writing, Strength.NEEDS_CONTEXT)


def _piece_pattern(piece: str, low: int, high: int) -> str:
    """A later order may have one digit more; a buyer leaves out the marks between, or types a space."""
    if piece == "0":
        return rf"(\d{{{low},{high + 1}}})"
    return re.escape(piece) if piece.isalpha() or piece == "#" else r"[ ._/-]{0,3}"


def _bounded(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Z\d]){pattern}(?![A-Z\d]|[.,]\d)", re.IGNORECASE | re.ASCII)


def _by_sender(formats: tuple[OrderFormat, ...], sender_domain: str) -> list[OrderFormat]:
    return sorted(formats, key=lambda form: not is_from(form, sender_domain)) if sender_domain else list(formats)


def _is_of_another_thing(left: Left, key: str) -> bool:
    """ "Case #12345", "tracking PO-…": the nearest word claims it. A long form is an order's whatever stands before it.

    A form shorter than any parcel's is the order's behind "parcel" too.
    """
    parcel_s = left.cue is Cue.TRACKING and (left.labelled or len(key) >= _SHORTEST_PARCEL)
    return not left.gap and (left.claims or parcel_s) and len(key) < _LONG


def _is_dated(number: str) -> bool:
    """The first six digits are a day of this century (Shopee)."""
    try:
        date(2000 + int(number[:2]), int(number[2:4]), int(number[4:6]))
    except ValueError:
        return False
    return True


def _inside(start: int, end: int, spans: tuple[tuple[int, int], ...]) -> bool:
    return any(a < end and start < b for a, b in spans)
