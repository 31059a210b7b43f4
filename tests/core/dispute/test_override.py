"""A shop's own span for a deadline: it changes how long, and nothing of what follows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from maildesk.core.clock.span import span_of
from maildesk.core.dispute.override import Override, overridden
from maildesk.core.dispute.row import DeadlineRow
from tests.core.dispute.small_packs import PACKS, ROW, TODAY

OWN = Override("bazaar", "return", "respond", span_of("2 business days"), TODAY, "our account manager")


def rows(*overrides: Override) -> list[DeadlineRow]:
    return [row for row in overridden(PACKS, overrides).platforms["bazaar"].rows if row.stage == "respond"]


def test_without_any_the_packs_are_the_same() -> None:
    assert overridden(PACKS, ()) is PACKS


@pytest.mark.parametrize(
    "other", [replace(OWN, platform="fair"), replace(OWN, case="claim"), replace(OWN, stage="refund")]
)
def test_only_the_deadline_of_its_words_is_another(other: Override) -> None:
    assert ROW in rows(other)
    assert ROW not in rows(OWN)


def test_it_says_where_it_comes_from_and_is_as_old_as_its_setting() -> None:
    row = next(row for row in rows(OWN) if row.case == "return")
    assert (str(row.span), row.source, row.on_expiry) == (
        "2 business days",
        "set by the shop: our account manager",
        ROW.on_expiry,
    )
    assert (row.checked_on, row.stale_on(date(2027, 12, 31))) == (TODAY, True)


def test_worked_days_are_those_of_the_market_where_the_row_counted_none() -> None:
    claim = next(row for row in rows(replace(OWN, case="claim")) if row.case == "claim")
    assert claim.calendar == "market"
