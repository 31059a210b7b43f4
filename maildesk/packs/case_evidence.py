"""Loads and checks what belongs to evidence: limits of platforms, meanings of what they ask for, their languages, the words of the pages.

In: the folder `evidence/` beside this file, or another of the same form. Out: core values. Raises `SettingError` naming file, row and key
when a row cannot be; it never leaves one out in silence.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from maildesk.core.dispute.row import Grade
from maildesk.core.evidence.limits import Limits
from maildesk.core.evidence.need import Need
from maildesk.core.evidence.sheet import Words
from maildesk.core.locales import BUYER_LOCALES, DESK_LOCALES
from maildesk.errors import SettingError

FOLDER = Path(__file__).parent / "evidence"
_KEYS = {field.name: field.type for field in fields(Limits)}
_LOCALES = frozenset((*BUYER_LOCALES, *DESK_LOCALES))

Table = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class EvidencePacks:
    """`meanings`: sentence of a pack of deadlines to needs. `languages`: platform to country (or `default`) to locale."""

    limits: tuple[Limits, ...]
    meanings: Mapping[str, tuple[Need, ...]]
    languages: Mapping[str, Mapping[str, str]]
    words: Mapping[str, Mapping[str, str]]

    def language(self, platform: str, region: str) -> str:
        """The locale in which the platform's people of that country read."""
        of = self.languages.get(platform, self.languages["other"])
        return of.get(region.upper()) or of["default"]

    def words_of(self, locale: str) -> Words:
        """The words of a language, and English where it has none."""
        known = locale if locale in self.words else "en"
        return Words(known, self.words[known], self.words["en"])


@cache
def load_evidence(folder: Path = FOLDER) -> EvidencePacks:
    """All of a folder; `SettingError` names the first thing that is wrong."""
    read = {name: _read(folder / f"{name}.toml") for name in ("limits", "needs", "languages")}
    words = {path.stem: _flat(_read(path)) for path in sorted((folder / "words").glob("*.toml"))}
    return EvidencePacks(
        tuple(_limits(row) for row in read["limits"].get("row", ())),
        {text: tuple(_need(text, code) for code in codes) for text, codes in read["needs"]["meanings"].items()},
        {platform: _languages(platform, table) for platform, table in read["languages"].items()},
        _checked(words),
    )


def _read(path: Path) -> Table:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, OSError) as wrong:
        raise SettingError(f"evidence: {path.name}: {wrong}") from wrong


def _limits(row: Table) -> Limits:
    where = f"evidence: limits.toml: {row.get('platform', '?')} {row.get('case', '')}".rstrip()
    wrong = sorted(set(row) - set(_KEYS)) or [key for key in ("platform", "source", "grade") if not row.get(key)]
    wrong += [key for key, held in row.items() if not _fits(key, held)]
    if wrong:
        raise SettingError(f"{where}: {', '.join(wrong)}: missing, no key of limits, or of the wrong form")
    return Limits(**{**row, "formats": tuple(row.get("formats", ("pdf",))), "grade": Grade(row["grade"])})


def _fits(key: str, held: object) -> bool:
    if key == "formats":
        return isinstance(held, list) and bool(held) and all(isinstance(each, str) for each in held)
    if key == "checked_on":
        return isinstance(held, date)
    if key == "grade":
        return held in tuple(Grade)
    if _KEYS.get(key) == "int":
        return isinstance(held, int) and held >= 0
    return isinstance(held, str)


def _need(sentence: str, code: str) -> Need:
    try:
        return Need(code)
    except ValueError:
        raise SettingError(f"evidence: needs.toml: {sentence!r}: {code!r} is no need") from None


def _languages(platform: str, table: Table) -> Mapping[str, str]:
    unknown = sorted(set(table.values()) - _LOCALES)
    if unknown or "default" not in table:
        raise SettingError(f"evidence: languages.toml: {platform}: no default, or no locale: {', '.join(unknown)}")
    return {str(region): str(locale) for region, locale in table.items()}


def _checked(words: Mapping[str, Mapping[str, str]]) -> Mapping[str, Mapping[str, str]]:
    """No locale may know a word that English does not: nobody would ever read it."""
    for locale, own in words.items():
        unknown = sorted(set(own) - set(words.get("en", ())))
        if unknown or locale not in _LOCALES:
            raise SettingError(f"evidence: words/{locale}.toml: {', '.join(unknown) or 'no locale of the desk'}")
    return words


def _flat(table: Table, before: str = "") -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, held in table.items():
        flat |= _flat(held, f"{before}{key}.") if isinstance(held, dict) else {before + key: str(held)}
    return flat
