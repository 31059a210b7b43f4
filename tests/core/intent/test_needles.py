"""Needles in folded words: found wherever they stand, and nowhere else."""

from __future__ import annotations

import pytest

from maildesk.core.intent.concepts import needle
from maildesk.core.intent.needles import Needles, line_of
from maildesk.core.intent.words import read
from maildesk.packs import intents


@pytest.mark.parametrize(
    ("stem", "locale", "said", "stands"),
    [
        ("broke", "en", "It is broken", True),
        ("broke", "en", "an unbroken one", False),
        ("no.", "en", "no answer", True),
        ("no.", "en", "nothing", False),
        ("*erstattung", "de", "Die Rückerstattung fehlt", True),
        ("money back", "en", "my money backwards", True),
        ("money back.", "en", "my money backwards", False),
        ("money back", "en", "back with my money", False),
        ("take you to court", "en", "I will take you to court", True),
        ("take you to court", "en", "take yourself to court", False),
        ("壊れ", "ja", "箱が壊れていました", True),
        ("がない", "ja", "音がないのに", True),
        ("같이 오", "ko", "선물과같이 오지 않았어요", True),
    ],
)
def test_a_needle_stands_where_its_row_means_it(stem: str, locale: str, said: str, *, stands: bool) -> None:
    needles = Needles([needle(stem, locale), needle("zzz", locale)])
    (sentence,) = read("", said).sentences
    assert set(needles.standing(sentence)) == ({needle(stem, locale)} if stands else set())


def test_the_shipped_stems_are_found_as_a_plain_search_finds_them() -> None:
    said = "Guten Tag, das Gerät ist noch immer nicht angekommen, ich will mein Geld zurück und keinen Gutschein"
    (sentence,) = read("", said).sentences
    stems = [stem for stem, _ in intents.load().lexicon.stems["de"]]
    assert set(Needles(stems).standing(sentence)) == {stem for stem in stems if stem in line_of(sentence)}
