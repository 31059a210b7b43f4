"""Loads the promises (service levels) of `promises.toml`: what the desk promises where a shop has set nothing of its own.

In: the file beside this one, and the shop's time for a first reply. Out: core values, in their order. Raises `SettingError` naming
the row when one cannot be: an impossible span, an unknown zone, calendar or word, no source.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from maildesk.core.clock.ladder import Act, Ladder, Rung
from maildesk.core.clock.promise import Level, Promise
from maildesk.core.clock.span import Span, Unit, span_of
from maildesk.core.intent.found import Intent
from maildesk.core.locales import BUYER_LOCALES
from maildesk.core.order import Channel
from maildesk.errors import SettingError
from maildesk.packs.calendars import is_calendar, worked_hours

FILE = Path(__file__).parent / "promises.toml"
#: A promise of one's own warns late: the queue shows it all the time.
LADDER: Ladder = (Rung(Act.WARN, share=0.75), Rung(Act.ESCALATE, share=0.9))
#: What a promise may depend on, and the words for it.
WORDS: Mapping[str, tuple[str, ...]] = {
    "channels": tuple(Channel),
    "tiers": ("A", "B", "ordinary", "small", "blocked"),
    "intents": tuple(Intent),
    "languages": BUYER_LOCALES,
}
_KEYS = frozenset({"promise", "span", "calendar", "zone", "source", *WORDS})


def load_promises(first_reply: timedelta, file: Path = FILE) -> tuple[Level, ...]:
    """The rows of the file, and after them the first reply of everybody else."""
    hours = first_reply / timedelta(hours=1)
    return (*read_promises(file), Level(Promise.FIRST_REPLY, Span(hours, Unit.HOURS), ladder=LADDER))


@cache
def read_promises(file: Path = FILE) -> tuple[Level, ...]:
    """The rows of the file; `SettingError` names the first thing that is wrong."""
    try:
        rows = tomllib.loads(file.read_text("utf-8")).get("row", [])
    except tomllib.TOMLDecodeError as wrong:
        raise SettingError(f"{file.name}: {wrong}") from wrong
    return tuple(level_of(f"{file.name}: row {number}", row) for number, row in enumerate(rows, 1))


def level_of(where: str, row: Mapping[str, Any]) -> Level:
    """One row as a value; `SettingError` says what is wrong with it."""
    if unknown := sorted(set(row) - _KEYS):
        raise SettingError(f"{where}: {', '.join(unknown)}: no key of a promise; known: {', '.join(sorted(_KEYS))}")
    if not str(row.get("source", "")).strip():
        raise SettingError(f"{where}: has no source")
    try:
        promise, span = Promise(row.get("promise", "")), span_of(str(row.get("span", "")))
        zone = ZoneInfo(row.get("zone", "UTC")).key
        calendar = _calendar(span, row.get("calendar", ""))
        held = {name: _words(name, row.get(name, [])) for name in WORDS}
    except (ValueError, TypeError, OSError, ZoneInfoNotFoundError) as wrong:
        raise SettingError(f"{where}: {wrong}") from wrong
    return Level(promise, span, calendar, zone, LADDER, **held)


def _calendar(span: Span, name: str) -> str:
    """Worked days, with opening hours or without; just for a span that counts them."""
    days, _, hours = name.partition(" ")
    if span.needs_calendar != bool(name) or (name and not is_calendar(days)):
        raise ValueError(f"calendar is {name!r} for {span}: wanted a known one just for worked days and hours")
    if hours:
        worked_hours(hours)
    return name


def _words(name: str, held: Sequence[str]) -> frozenset[str]:
    wrong = [word for word in held if word not in WORDS[name]]
    if wrong or isinstance(held, str):
        raise ValueError(f"{name}: {', '.join(wrong) or held}: wanted a list of {', '.join(WORDS[name])}")
    return frozenset(held)
