"""The phrases of every locale: complete, varied, and openable."""

from __future__ import annotations

import random
import re
import tomllib
from importlib.resources import files

import pytest

from maildesk.core.intent.concepts import needle
from maildesk.core.intent.found import Intent
from maildesk.core.locales import BUYER_LOCALES
from maildesk.packs import intents
from training.phrases import load, opened

#: Different phrases the patterns of an intent open out into, at least.
VARIED = 25


@pytest.mark.parametrize("locale", BUYER_LOCALES)
def test_every_locale_has_varied_phrases_for_every_intent(locale: str) -> None:
    pack = load(locale)
    dice = random.Random(7)
    phrases = {
        intent: {opened(p, pack.slots, dice) for p in pack.phrases[intent] for _ in range(12)} for intent in Intent
    }
    assert [str(i) for i, found in phrases.items() if len(found) < VARIED] == []


@pytest.mark.parametrize("locale", BUYER_LOCALES)
def test_every_locale_names_the_same_ideas(locale: str) -> None:
    assert set(load(locale).concepts) == set(load("en").concepts)


@pytest.mark.parametrize("locale", BUYER_LOCALES)
def test_no_stem_is_nothing_but_a_number(locale: str) -> None:
    stems = [stem for written in load(locale).concepts.values() for stem in written]
    assert [stem for stem in stems if needle(stem, locale).strip() in ("", "0")] == []


@pytest.mark.parametrize("locale", ["ja", "zh-Hant"])
def test_a_stem_parts_han_and_numbers_as_the_reading_does(locale: str) -> None:
    stems = [stem for written in load(locale).concepts.values() for stem in written]
    assert [stem for stem in stems if re.search(r"[^\s\d.]\d|\d[^\s\d.]", stem)] == []


@pytest.mark.parametrize("locale", BUYER_LOCALES)
def test_no_pattern_leaves_an_alternative_or_slot_open(locale: str) -> None:
    pack = load(locale)
    dice = random.Random(7)
    lines = [p for patterns in [*pack.phrases.values(), *pack.mail.values()] for p in patterns]
    assert [p for p in lines if set(opened(p, pack.slots, dice)) & set("{}|")] == []


def test_the_shipped_lexicon_is_the_one_of_the_packs() -> None:
    written = tomllib.loads((files(intents) / "en.toml").read_text("utf-8"))["concepts"]
    assert intents.load().lexicon.names == tuple(written)
