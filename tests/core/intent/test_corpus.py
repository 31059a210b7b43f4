"""First intents of mails that were never trained on: the figure may rise, not fall."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from maildesk.core.intent.classify import Classifier
from maildesk.core.intent.found import Intent, OrderHints
from maildesk.core.locales import BUYER_LOCALES
from maildesk.packs.intents import load

CORPUS = Path(__file__).parents[2] / "corpus" / "intent"
ALL_TOGETHER = 0.93
EACH_LOCALE = 0.84


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return load()


def _rows(locale: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CORPUS / f"{locale}.jsonl").read_text("utf-8").splitlines()]


def _right(classifier: Classifier, locale: str) -> list[bool]:
    return [
        classifier.classify(row["subject"], row["newest"], locale, OrderHints(**row.get("hints", {}))).first
        == row["intent"]
        for row in _rows(locale)
    ]


@pytest.mark.parametrize("locale", BUYER_LOCALES)
def test_no_locale_falls_below_its_share_of_first_intents(classifier: Classifier, locale: str) -> None:
    right = _right(classifier, locale)
    assert sum(right) / len(right) >= EACH_LOCALE


def test_first_intents_are_right_over_all_locales(classifier: Classifier) -> None:
    right = [verdict for locale in BUYER_LOCALES for verdict in _right(classifier, locale)]
    assert sum(right) / len(right) >= ALL_TOGETHER


@pytest.mark.parametrize("locale", BUYER_LOCALES)
def test_every_locale_is_judged_on_forty_mails_and_every_intent(locale: str) -> None:
    rows = _rows(locale)
    assert len(rows) >= 40
    assert {row["intent"] for row in rows} == set(map(str, Intent))
