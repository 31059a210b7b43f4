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
from langdetect.utils.ngram import NGram

from maildesk.core.language.detect import Detector
from maildesk.core.language.latinise import SPELLINGS, latinised
from maildesk.core.language.prior import base_tag, desk_tag
from maildesk.core.language.script import ARABIC, CYRILLIC, LATIN
from maildesk.core.language.table import TOO_RARE, Table, build_table
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
#: The letters that langdetect's profiles hold in another shape: Romanian comma letters, Persian yeh, Vietnamese tones.
_LETTERS = {code: NGram.normalize(chr(code)) for code in (0x219, 0x21B, 0x6CC, *range(0x1EA0, 0x1F00))}
#: A language of fewer of a country's people is no hint.
_MIN_SHARE = 0.01


@cache
def load() -> Detector:
    """The detector, built once (about 0.1 s)."""
    settings = tomllib.loads(_read("priors.toml"))
    met: Mapping[str, float] = settings["weights"]
    rare: float = settings["rare"]
    tables = {
        LATIN: _latin_table(met, rare),
        CYRILLIC: build_table(_profiles(CYRILLIC), _word_lists("cyrillic"), lambda tag: met.get(tag, rare), _LETTERS),
        ARABIC: build_table(_profiles(ARABIC), _word_lists("arabic"), lambda tag: met.get(tag, rare), _LETTERS),
    }
    return Detector(tables, _country_languages(), _variants(), frozenset(settings["neutral"].split()))


def _latin_table(met: Mapping[str, float], rare: float) -> Table:
    """Languages of Latin script, and others as typed in Latin letters; these are rare whatever their own script's weight."""
    latin, cyrillic = _profiles(LATIN), _profiles(CYRILLIC)
    spelt = {tag: latinised(cyrillic[tag], spelling) for tag, spelling in SPELLINGS.items()}
    words = _word_lists("lexicon") | _word_lists("latinised")
    return build_table(latin | spelt, words, lambda tag: met.get(tag, rare) if tag in latin else rare, _LETTERS)


def _read(name: str) -> str:
    return files("maildesk.packs").joinpath("language", name).read_text("utf-8")


def _word_lists(name: str) -> dict[str, list[str]]:
    lists = tomllib.loads(_read(f"{name}.toml"))
    return {base_tag(tag): words.split() for tag, words in lists.items()}


def _profiles(script: str) -> dict[str, dict[str, float]]:
    return {_TAGS.get(name, name): _profile(name) for name in _PROFILES[script]}


def _profile(name: str) -> dict[str, float]:
    profile = json.loads(Path(PROFILES_DIRECTORY, name).read_text("utf-8"))
    totals = (1, *profile["n_words"])
    fewest = [total * TOO_RARE for total in totals]
    return {gram: count / totals[len(gram)] for gram, count in profile["freq"].items() if count > fewest[len(gram)]}


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
