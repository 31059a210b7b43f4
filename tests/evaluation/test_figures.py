"""No figure of the evaluation may fall."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from maildesk.core.locales import BUYER_LOCALES
from tests.evaluation import figures
from tests.evaluation.__main__ import measured
from tests.evaluation.build import build
from tests.evaluation.measures import Measure
from tests.evaluation.reading import corpus


@pytest.mark.timeout(300)
def test_no_figure_falls_below_the_committed_ones() -> None:
    assert figures.fallen(measured("judging")) == []


def test_a_fallen_figure_is_named() -> None:
    assert figures.fallen([Measure("language", right=1, of=2)])[0].startswith("language is 0.5000")


def test_a_matter_is_on_the_same_side_in_every_language_whatever_its_words() -> None:
    row = corpus()[0]
    assert {replace(row, id=f"{locale}-07", body=locale).half for locale in BUYER_LOCALES} == {"tuning"}
    assert {replace(row, id=f"{locale}-08", body=locale).half for locale in BUYER_LOCALES} == {"judging"}


def test_every_locale_has_mails_of_another_hand_in_both_halves() -> None:
    told = Counter((row.locale, row.half) for row in corpus() if row.of_another_hand)
    assert {locale: told[locale, "tuning"] for locale in BUYER_LOCALES} == dict.fromkeys(BUYER_LOCALES, 15)
    assert {locale: told[locale, "judging"] for locale in BUYER_LOCALES} == dict.fromkeys(BUYER_LOCALES, 15 + 12)


def test_every_id_stands_once() -> None:
    ids = [row.id for row in corpus()]
    assert len(ids) == len(set(ids))


def test_a_row_gives_the_same_mail_every_time() -> None:
    few = corpus()[::50]
    assert [raw for _, raw in build(few)] == [raw for _, raw in build(few)]
