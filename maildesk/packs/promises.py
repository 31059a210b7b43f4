"""Loads the promises (service levels) of `promises.toml`: what the desk promises where a shop has set nothing of its own.

In: the file beside this one, and the shop's time for a first reply. Out: core values, in their order. Raises `SettingError` naming row
and key when a row cannot be.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from maildesk.core.clock.ladder import Act, Ladder, Rung
from maildesk.core.clock.promise import Level, Promise
from maildesk.core.clock.span import Span, Unit, span_of
from maildesk.errors import SettingError

FILE = Path(__file__).parent / "promises.toml"
#: A promise of one's own warns late: the queue shows it all the time.
LADDER: Ladder = (Rung(Act.WARN, share=0.75), Rung(Act.ESCALATE, share=0.9))
_SETS = ("channels", "tiers", "intents", "languages")
_KEYS = frozenset({"promise", "span", "calendar", "zone", "source", *_SETS})


def load_promises(first_reply: timedelta, file: Path = FILE) -> tuple[Level, ...]:
    """The rows of the file, and after them the first reply of everybody else."""
    hours = first_reply / timedelta(hours=1)
    return (*_rows(file), Level(Promise.FIRST_REPLY, Span(hours, Unit.HOURS), ladder=LADDER))


@cache
def _rows(file: Path) -> tuple[Level, ...]:
    rows = tomllib.loads(file.read_text("utf-8")).get("row", [])
    return tuple(level_of(f"{file.name}: row {number}", row) for number, row in enumerate(rows, 1))


def level_of(where: str, row: Mapping[str, Any]) -> Level:
    """One row as a value; `SettingError` says what is wrong with it."""
    if unknown := sorted(set(row) - _KEYS):
        raise SettingError(f"{where}: {', '.join(unknown)}: no key of a promise; known: {', '.join(sorted(_KEYS))}")
    if not str(row.get("source", "")).strip():
        raise SettingError(f"{where}: has no source")
    try:
        promise, span = Promise(row.get("promise", "")), span_of(str(row.get("span", "")))
    except ValueError as wrong:
        raise SettingError(f"{where}: {wrong}") from wrong
    held = {name: frozenset(row.get(name, ())) for name in _SETS}
    return Level(promise, span, row.get("calendar", ""), row.get("zone", "UTC"), LADDER, **held)
