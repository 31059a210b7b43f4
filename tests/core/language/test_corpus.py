"""The figures that must hold on the judging half of the corpus (its README tells the split)."""

import hashlib
import json
import re
from collections import defaultdict
from pathlib import Path

import pytest

from maildesk.core.locales import BUYER_LOCALES
from maildesk.packs import language

CORPUS = Path(__file__).parents[2] / "corpus" / "language"
DETECTOR = language.load()


def rows(*names):
    return [json.loads(line) for name in names for line in (CORPUS / f"{name}.jsonl").read_text("utf-8").splitlines()]


def judging(found):
    return [row for row in found if hashlib.sha256(row["id"].encode()).digest()[0] % 2]


def words(text):
    """Words between blanks; two wide letters count as one word."""
    wide = len(re.findall(r"[\u3040-\u9fff]", text))
    return len(re.sub(r"[\u3040-\u9fff]", " ", text).split()) + wide / 2


def share_right(found):
    return sum(DETECTOR.detect(row["text"]).language == row["language"] for row in found) / len(found)


LOCALES = judging(rows(*BUYER_LOCALES))


@pytest.mark.parametrize(
    ("fewest", "most", "floor"),
    [(5, 9999, 0.985), (2, 5, 0.95), (0, 2, 0.9)],
    ids=["five-words-or-more", "two-to-four", "one"],
)
def test_the_eighteen_locales_are_told_apart(fewest, most, floor):
    assert share_right([row for row in LOCALES if fewest <= words(row["text"]) < most]) >= floor


@pytest.mark.parametrize("locale", BUYER_LOCALES)
def test_no_locale_falls_behind(locale):
    assert share_right([row for row in LOCALES if row["language"] == locale]) >= 0.9


@pytest.mark.parametrize(("name", "floor"), [("other", 0.93), ("mixed", 0.8), ("hard", 0.95)])
def test_neighbours_bilingual_mails_and_hard_short_ones(name, floor):
    found = rows(name)
    assert share_right(found if name == "hard" else judging(found)) >= floor


def test_a_confidence_is_the_share_that_is_right():
    right, said = defaultdict(list), defaultdict(list)
    for row in (*LOCALES, *judging(rows("other")), *rows("hard")):
        found = DETECTOR.detect(row["text"])
        band = min(int(found.confidence * 5), 4)
        right[band].append(found.language == row["language"])
        said[band].append(found.confidence)
    for band in (b for b, answers in right.items() if len(answers) >= 20):
        off = sum(right[band]) / len(right[band]) - sum(said[band]) / len(said[band])
        assert -0.05 <= off <= 0.2
