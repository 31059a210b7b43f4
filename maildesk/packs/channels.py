"""The channel pack: `channels.toml` read, checked and turned into the values that placing works with.

In: the rows beside this file. Out: `Numbering`. A row that is wrong is named with what it held: it never reaches a mail.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from maildesk.core.order import Channel
from maildesk.core.placing.check_digit import CHECKS
from maildesk.core.placing.numbering import Carrier, Cue, CueWords, Numbering, OrderFormat, Strength
from maildesk.core.placing.relay import Relay
from maildesk.core.placing.writing import plain
from maildesk.errors import SettingError

_FILE = Path(__file__).with_name("channels.toml")


@cache
def load_numbering() -> Numbering:
    """The pack that comes with the desk. Raises `SettingError` naming the row that is wrong."""
    return read_numbering(tomllib.loads(_FILE.read_text(encoding="utf-8")))


def read_numbering(pack: Mapping[str, Any]) -> Numbering:
    """Rows of a channel pack as values, in the file's order."""
    return Numbering(
        formats=tuple(_checked("format", row, _format) for row in pack.get("format", ())),
        carriers=tuple(_checked("carrier", row, _carrier) for row in pack.get("carrier", ())),
        words=_cue_words(pack.get("words", {})),
        relays=tuple(_checked("relay", row, _relay) for row in pack.get("relay", ())),
    )


def _checked(kind: str, row: Mapping[str, Any], read: Any) -> Any:
    try:
        return read(row)
    except (KeyError, ValueError, TypeError, re.error) as wrong:
        raise SettingError(f"channels.toml: [[{kind}]] {dict(row)!r} is wrong: {wrong!r}") from wrong


def _format(row: Mapping[str, Any]) -> OrderFormat:
    pattern = _pattern(row["pattern"])
    if row["writing"].count("{}") != pattern.groups:
        raise ValueError("writing needs one {} for each group of the pattern")
    return OrderFormat(
        channel=Channel(row["channel"]).value,
        pattern=pattern,
        writing=row["writing"],
        strength=Strength(row["strength"]),
        domains=tuple(row.get("domains", ())),
        dated=row.get("dated", False),
        lower=row.get("lower", False),
    )


def _carrier(row: Mapping[str, Any]) -> Carrier:
    check = row.get("check", "")
    if check and check not in CHECKS:
        raise ValueError(f"check must be one of {', '.join(sorted(CHECKS))}")
    return Carrier(row["carrier"], _pattern(row["pattern"]), Strength(row["strength"]), check)


def _relay(row: Mapping[str, Any]) -> Relay:
    return Relay(Channel(row["channel"]).value, row["domain"], row.get("shared", False), row.get("local", ""))


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE | re.ASCII)


def _cue_words(by_language: Mapping[str, Mapping[str, list[str]]]) -> CueWords:
    whole: dict[str, set[Cue]] = {}
    stems: dict[str, set[Cue]] = {}
    for language, by_cue in by_language.items():
        for name, words in by_cue.items():
            cue = _cue(language, name)
            for word in words:
                kept = stems if word.endswith("*") else whole
                kept.setdefault(plain(word.rstrip("*")).lower(), set()).add(cue)
    return CueWords(_frozen(whole), _frozen(stems))


def _cue(language: str, name: str) -> Cue:
    try:
        return Cue(name)
    except ValueError as wrong:
        wanted = ", ".join(Cue)
        raise SettingError(f"channels.toml: [words.{language}] holds {name!r}; wanted one of {wanted}") from wrong


def _frozen(words: Mapping[str, set[Cue]]) -> dict[str, frozenset[Cue]]:
    return {word: frozenset(cues) for word, cues in words.items()}
