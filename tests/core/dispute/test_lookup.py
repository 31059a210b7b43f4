"""Which rows answer: regions, days of validity, and words that nobody knows."""

from __future__ import annotations

from datetime import date

import pytest

from maildesk.core.dispute.lookup import UnknownDeadlineError, plausible
from tests.core.dispute.small_packs import PACKS, TODAY


@pytest.mark.parametrize(
    ("stage", "region", "spans", "because"),
    [
        ("refund", "US", ["2 calendar days"], ()),
        ("refund", "us", ["2 calendar days"], ()),
        ("refund", "SA", ["3 calendar days"], ()),
        ("refund", "GB", ["1 calendar day"], ()),
        ("refund", "UK", ["1 calendar day"], ()),
        ("refund", "", ["2 calendar days", "3 calendar days", "1 calendar day"], ("region_not_told",)),
        ("only_there", "GB", ["5 calendar days"], ("region_without_row",)),
        ("refund", "EU", ["2 calendar days", "1 calendar day"], ()),
    ],
)
def test_the_region_is_part_of_the_key(stage: str, region: str, spans: list[str], because: tuple[str, ...]) -> None:
    found = plausible(PACKS, "bazaar", "return", stage, region, TODAY)
    assert [str(row.span) for row in found.rows] == spans
    assert found.because == because


def test_a_row_for_everywhere_stands_beside_that_of_the_region() -> None:
    found = plausible(PACKS, "bazaar", "claim", "respond", "US", TODAY)
    assert [str(row.span) for row in found.rows] == ["48 hours", "72 hours"]


@pytest.mark.parametrize(("day", "span"), [(date(2026, 6, 18), "18 hours"), (date(2026, 6, 19), "9 hours")])
def test_a_rule_holds_from_its_day_to_its_day(day: date, span: str) -> None:
    found = plausible(PACKS, "bazaar", "return", "changed", "US", day)
    assert [str(row.span) for row in found.rows] == [span]


@pytest.mark.parametrize(("case", "stage"), [("Return", "RESPOND"), ("return", " respond "), ("claim", "respond")])
def test_words_are_known_however_they_are_written(case: str, stage: str) -> None:
    assert plausible(PACKS, "Bazaar", case, stage, "", TODAY).rows


@pytest.mark.parametrize(
    ("words", "known"),
    [
        (("ebay", "return", "respond", ""), "there is no platform 'ebay'; known: bazaar"),
        (("bazaar", "quarrel", "respond", ""), "there is no case of bazaar 'quarrel'; known: claim, return"),
        (("bazaar", "claim", "appeal", ""), "there is no stage of bazaar claim 'appeal'; known: respond"),
        (("bazaar", "claim", "respond", "Mars"), "there is no region 'MARS'; known: EU, GB, SA, US"),
    ],
)
def test_unknown_words_are_answered_with_the_known_ones(words: tuple[str, str, str, str], known: str) -> None:
    with pytest.raises(UnknownDeadlineError) as told:
        plausible(PACKS, *words, TODAY)
    assert str(told.value) == known
