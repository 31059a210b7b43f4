"""Loads and checks the packs of platforms and of notice words.

In: `platforms.toml` and `notice_words.toml` beside this file, or a text of the same form. Out: core values.
Raises `SettingError` naming the platform and the key when a row is not usable; it never leaves a row out in silence.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from maildesk.core.mail.kinds.phrases import PhraseBook, phrase_book, plain
from maildesk.core.notice.platform import NoticeKind, Platform, Sign
from maildesk.errors import SettingError

_HERE = Path(__file__).parent
_MEANINGS = frozenset({*NoticeKind, "info", "buyer", "abused", "shop"})
_STAGE_KEYS = frozenset({*NoticeKind, "default", "escalated", "claim"})
_KEYS = frozenset(Platform.__dataclass_fields__)


def load_platforms(text: str | None = None) -> tuple[Platform, ...]:
    """The platforms in the order of the pack; `text` replaces the pack's own file."""
    rows = tomllib.loads((_HERE / "platforms.toml").read_text("utf-8") if text is None else text)["platform"]
    platforms = tuple(_platform(row) for row in rows)
    names = [platform.name for platform in platforms]
    if len(set(names)) < len(names):
        raise SettingError(f"platforms: a name stands twice in {', '.join(names)}")
    return platforms


def load_name_words() -> tuple[frozenset[str], frozenset[str]]:
    """Words beside a brand in a sender's name: of offices, of persons; as plain words."""
    pack = tomllib.loads((_HERE / "platforms.toml").read_text("utf-8"))
    roles, persons = (frozenset(plain(word).strip() for word in pack[key]) for key in ("roles", "persons"))
    return roles, persons


def load_notice_words(text: str | None = None) -> PhraseBook:
    """The words of notices, labelled by concept."""
    return load_phrases(text or (_HERE / "notice_words.toml").read_text("utf-8"))


def load_phrases(text: str) -> PhraseBook:
    """A book of a TOML text with a table per label and a list of phrases per locale in it."""
    try:
        return phrase_book(_phrases(tomllib.loads(text)))
    except ValueError as wrong:
        raise SettingError(f"phrases: {wrong}") from wrong


def _phrases(tables: Mapping[str, Mapping[str, list[str]]]) -> Iterator[tuple[str, str]]:
    for label, locales in tables.items():
        for phrases in locales.values():
            for phrase in phrases:
                yield label, phrase


def _platform(row: Mapping[str, Any]) -> Platform:
    name = row.get("name", "")
    unknown = set(row) - _KEYS
    if not name or unknown or not row.get("domains"):
        raise SettingError(
            f"platforms: {name or 'a row without a name'}: needs domains, does not know {sorted(unknown)}"
        )
    return Platform(
        name=name,
        domains=tuple(row["domains"]),
        brands=tuple(plain(brand).strip() for brand in row.get("brands", ())),
        relays=tuple(row.get("relays", ())),
        marketing=tuple(row.get("marketing", ())),
        signs=tuple(_sign(name, *sign) for sign in row.get("signs", ())),
        order_number=_pattern(name, row.get("order_number")),
        case_id=_pattern(name, row.get("case_id")),
        stages=tuple(_stages(name, row.get("stages", {}))),
        default_kind=NoticeKind(row.get("default_kind", NoticeKind.INQUIRY)),
        zone=_zone(name, row.get("zone", "UTC")),
        common=row.get("common", False),
    )


def _sign(name: str, header: str, pattern: str, meaning: str) -> Sign:
    if meaning not in _MEANINGS:
        raise SettingError(f"platforms: {name}: a sign means {meaning!r}, wanted one of {', '.join(sorted(_MEANINGS))}")
    compiled = _pattern(name, pattern)
    assert compiled is not None
    return Sign(header.lower(), compiled, meaning)


def _stages(name: str, rows: Mapping[str, list[str]]) -> Iterator[tuple[str, tuple[str, str]]]:
    for kind, words in rows.items():
        if kind not in _STAGE_KEYS or len(words) != 2:
            raise SettingError(f"platforms: {name}: stages.{kind} is {words!r}, wanted [case, stage] of a notice kind")
        yield kind, (words[0], words[1])


def _pattern(name: str, pattern: str | None) -> re.Pattern[str] | None:
    try:
        return re.compile(pattern, re.IGNORECASE) if pattern else None
    except re.error as wrong:
        raise SettingError(f"platforms: {name}: {pattern!r} is no pattern: {wrong}") from wrong


def _zone(name: str, zone: str) -> str:
    try:
        return ZoneInfo(zone).key
    except (ZoneInfoNotFoundError, ValueError) as wrong:
        raise SettingError(f"platforms: {name}: {zone!r} is no time zone") from wrong
