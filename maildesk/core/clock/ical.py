"""Clocks as a calendar (RFC 5545), for the calendar program of a person.

In: entries, and the host their names end with. Out: one text. All moments are UTC, nothing rings there (the ladder rings here), and of the
matter it tells no more than the number of its order or case.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

#: RFC 5545, 3.1: a line is at most 75 octets long, without its end.
_OCTETS = 75
_HEAD = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//maildesk//clocks//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH")


@dataclass(frozen=True, slots=True)
class Entry:
    """One clock that is due. `round` counts its restarts and moves: the sequence of the event; `changed_at`: the last of them."""

    clock: int
    round: int
    due_at: datetime
    changed_at: datetime
    summary: str
    link: str = ""


def calendar(name: str, host: str, entries: Iterable[Entry]) -> str:
    """The calendar's text, its lines folded and ended by CRLF. The same entries give the same text."""
    lines = [*_HEAD, f"X-WR-CALNAME:{escaped(name)}", "REFRESH-INTERVAL;VALUE=DURATION:PT15M"]
    for entry in entries:
        lines += _event(entry, host)
    return "".join(f"{part}\r\n" for line in (*lines, "END:VCALENDAR") for part in folded(line))


def _event(entry: Entry, host: str) -> Iterator[str]:
    """Without an end: an event at one moment (RFC 5545, 3.6.1), and nobody is busy then."""
    yield "BEGIN:VEVENT"
    yield f"UID:clock-{entry.clock}@{host}"
    yield f"SEQUENCE:{entry.round}"
    yield f"DTSTAMP:{_utc(entry.changed_at)}"
    yield f"DTSTART:{_utc(entry.due_at)}"
    yield f"SUMMARY:{escaped(entry.summary)}"
    if entry.link:
        yield f"URL:{entry.link}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def escaped(text: str) -> str:
    """A text value (RFC 5545, 3.3.11); control characters have no place in it."""
    plain = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    plain = plain.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return "".join(character for character in plain if character >= " " and character != "\x7f")


def folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets, each but the first after a blank; no character is torn (RFC 5545, 3.1)."""
    piece, octets = "", 0
    for character in line:
        wide = len(character.encode())
        if octets + wide > _OCTETS:
            yield piece
            piece, octets = " ", 1
        piece, octets = piece + character, octets + wide
    yield piece


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
