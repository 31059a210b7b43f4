"""Loads what the language detector knows: langdetect's profiles, the desk's word lists, and who speaks what where.

In: the profile files of the installed langdetect, the TOML files in `language/`, Babel's CLDR tables. Out: a `Detector`.
Only the profiles of languages that the desk meets are read; the module-level detector of langdetect is never used (it is not
safe on first use from threads, and its answer is drawn at random).
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from babel.core import get_global
from langdetect import PROFILES_DIRECTORY

from maildesk.core.language.detect import Detector
from maildesk.core.language.latinise import SPELLINGS, latinised
from maildesk.core.language.prior import base_tag, desk_tag
from maildesk.core.language.script import ARABIC, CYRILLIC, LATIN
from maildesk.core.language.table import build_table
from maildesk.core.language.variant import VariantWords

_PROFILES = {
    LATIN: (
        "en", "de", "fr", "es", "it", "pt", "nl", "pl", "sv", "tr", "cs", "da", "no", "sk", "ro", "hu", "fi", "hr", "ca",
        "id", "vi", "et", "lt", "lv", "sl", "sq", "af", "tl",
    ),
    CYRILLIC: ("ru", "uk", "bg", "mk"),
    ARABIC: ("ar", "fa", "ur"),
}  # fmt: skip
#: What langdetect calls otherwise.
_TAGS = {"no": "nb"}
#: The letters langdetect's profiles hold in another form (its NGram.normalize).
_MIN_SHARE = 0.01


@cache
def load() -> Detector:
    """The detector, built once (about 0.1 s)."""
    lists = {name: _word_lists(name) for name in ("lexicon", "cyrillic", "arabic", "latinised")}
    settings = tomllib.loads(_read("priors.toml"))
    met: Mapping[str, float] = settings["weights"]
    rare: float = settings["rare"]
    cyrillic = _profiles(CYRILLIC)
    spelt = {tag: latinised(cyrillic[tag], spelling) for tag, spelling in SPELLINGS.items()}
    latin = _profiles(LATIN)
    tables = {
        LATIN: build_table(
            latin | spelt,
            lists["lexicon"] | lists["latinised"],
            lambda tag: met.get(tag, rare) if tag in latin else rare,
        ),
        CYRILLIC: build_table(cyrillic, lists["cyrillic"], lambda tag: met.get(tag, rare)),
        ARABIC: build_table(_profiles(ARABIC), lists["arabic"], lambda tag: met.get(tag, rare)),
    }
    return Detector(tables, _country_languages(), _variants(), frozenset(settings["neutral"].split()))


def _read(name: str) -> str:
    return files("maildesk.packs").joinpath("language", name).read_text("utf-8")


def _word_lists(name: str) -> dict[str, list[str]]:
    lists = tomllib.loads(_read(f"{name}.toml"))
    return {base_tag(tag): words.split() for tag, words in lists.items()}


def _profiles(script: str) -> dict[str, dict[str, float]]:
    return {_TAGS.get(name, name): _profile(name) for name in _PROFILES[script]}


def _profile(name: str) -> dict[str, float]:
    profile = json.loads(Path(PROFILES_DIRECTORY, name).read_text("utf-8"))
    totals = profile["n_words"]
    return {gram: count / totals[len(gram) - 1] for gram, count in profile["freq"].items()}


def _country_languages() -> dict[str, dict[str, float]]:
    """Per country the share of its people who use each language, from CLDR."""
    spoken: dict[str, dict[str, float]] = {}
    for country, languages in get_global("territory_languages").items():
        shares = spoken.setdefault(country, {})
        for tag, facts in languages.items():
            share = facts["population_percent"] / 100
            if share >= _MIN_SHARE:
                base = base_tag(desk_tag(tag))
                shares[base] = min(1.0, shares.get(base, 0.0) + share)
    return spoken


def _variants() -> VariantWords:
    rows = tomllib.loads(_read("variants.toml"))
    lists = {
        tag: tuple(" ".join(entry.replace("-", " ").split()) for entry in row["words"].split(","))
        for tag, row in rows.items()
    }
    return VariantWords(lists["pt-BR"], lists["pt-PT"], lists["ja"], lists["zh"])
