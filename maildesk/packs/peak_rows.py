"""Rows of a pack's TOML file, each with the line it begins on, so that a wrong one is named where somebody can find it.

In: a file of `[[row]]` tables under a head of common values (source, grade, checked_on). Out: rows whose values are made one by one.
Raises `SettingError` naming file, line, row, key and what it held. It knows nothing of what the rows mean.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from maildesk.errors import SettingError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PackRow:
    """One row with the head's values beneath its own. `where`: file, line and the row's name."""

    where: str
    held: dict[str, Any]

    def made(self, key: str, make: Callable[[Any], T]) -> T:
        """What `make` makes of a value that must be there."""
        if self.held.get(key) in (None, "", [], {}):
            raise self.wrong(f"{key} is missing")
        try:
            return make(self.held[key])
        except (ValueError, TypeError, KeyError, AttributeError) as wrong:
            raise self.wrong(f"{key} is {self.held[key]!r}: {wrong}") from wrong

    def maybe(self, key: str, make: Callable[[Any], T], otherwise: T) -> T:
        """The same of a value that need not be there."""
        return self.made(key, make) if key in self.held else otherwise

    def wrong(self, why: str) -> SettingError:
        return SettingError(f"{self.where}: {why}")


def pack_rows(path: Path, name: str, keys: frozenset[str]) -> Iterator[PackRow]:
    """The rows called `name` of a file, in its order; a key that no such row has is refused."""
    try:
        text = path.read_text("utf-8")
        table = tomllib.loads(text)
    except (OSError, tomllib.TOMLDecodeError) as wrong:
        raise SettingError(f"peaks: {path.name}: {wrong}") from wrong
    rows = table.pop(name, None)
    if not isinstance(rows, list):
        raise SettingError(f"peaks: {path.name}: it has no row [[{name}]]")
    for line, row in zip(_lines(text, name), rows, strict=True):
        where = f"peaks: {path.name} line {line} ({row.get('id', '?')})"
        unknown = sorted({*row, *table} - keys)
        if unknown:
            raise SettingError(f"{where}: {', '.join(unknown)}: no key of [[{name}]]")
        yield PackRow(where, {**table, **row})


def _lines(text: str, name: str) -> list[int]:
    head = f"[[{name}]]"
    return [number for number, line in enumerate(text.splitlines(), 1) if line.split("#")[0].strip() == head]
