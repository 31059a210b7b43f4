"""Loads the term lists of the gloss.

In: `gloss/concepts.toml` (what each term means to the agents) and one list of words per buyers' locale. Out: `GlossTerms`.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from maildesk.core.language.gloss import GlossTerms, term_list
from maildesk.core.locales import BUYER_LOCALES, DESK_LOCALES


@cache
def load() -> GlossTerms:
    """All term lists, read once (about 0.3 s)."""
    concepts: dict[str, list[str]] = _rows("concepts")
    meanings = {term: dict(zip(DESK_LOCALES, texts, strict=True)) for term, texts in concepts.items()}
    return GlossTerms({locale: term_list(locale, _rows(locale)) for locale in BUYER_LOCALES}, meanings)


def _rows(name: str) -> dict[str, Any]:
    return tomllib.loads(files("maildesk.packs").joinpath("gloss", f"{name}.toml").read_text("utf-8"))
