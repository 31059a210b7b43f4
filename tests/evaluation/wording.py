"""The words that clients and our own shop put around a buyer's, per locale, and their blanks filled in.

In: `wording.toml`, `clients.toml`, `wrappers.toml`. Out: texts. Chooses nothing: letter.py does.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

from babel.dates import format_datetime

HERE = Path(__file__).parent
_BLANK = re.compile(r"\{([^{}]+)\}")


@lru_cache
def table(name: str) -> dict[str, Any]:
    """One of the tables beside this module."""
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))


def wording(locale: str) -> dict[str, Any]:
    found: dict[str, Any] = table("wording")[locale]
    return found


def client(name: str) -> dict[str, Any]:
    found = table("clients")[name]
    return client(found["like"]) if "like" in found else found


def fill(template: str, words: Mapping[str, str], at: datetime, locale: str, *, html: bool = False) -> str:
    """The template with its blanks filled: known words, and date patterns of TR 35 in the locale."""
    dress: Callable[[str], str] = escape if html else str

    def blank(found: re.Match[str]) -> str:
        key = found[1]
        if key in words:
            return words[key] if key in ("text", "inner", "intro_html") else dress(words[key])
        return dress(format_datetime(at, key, locale=locale.replace("-", "_")))

    return _BLANK.sub(blank, template)
