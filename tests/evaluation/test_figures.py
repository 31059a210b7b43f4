"""No figure of the evaluation may fall."""

from __future__ import annotations

from dataclasses import replace

import pytest

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


def test_a_matter_is_on_the_same_side_in_every_language() -> None:
    side: dict[str, set[str]] = {}
    for row in corpus():
        side.setdefault(row.id.rpartition("-")[2], set()).add(row.half)
    assert set(map(len, side.values())) == {1}


def test_the_number_of_a_matter_alone_decides_its_half() -> None:
    row = corpus()[0]
    assert (replace(row, id="de-07").half, replace(row, id="ja-07").half) == ("tuning", "tuning")
    assert replace(row, id="de-08", body="other words").half == "judging"


def test_every_id_stands_once() -> None:
    ids = [row.id for row in corpus()]
    assert len(ids) == len(set(ids))


def test_a_row_gives_the_same_mail_every_time() -> None:
    few = corpus()[::50]
    assert [raw for _, raw in build(few)] == [raw for _, raw in build(few)]
