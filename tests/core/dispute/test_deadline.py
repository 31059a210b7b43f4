"""The deadline of a case: the earliest plausible clock, and the platform's own date above it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from maildesk.core.clock.clock import ahead
from maildesk.core.clock.ladder import Act
from maildesk.core.dispute.deadline import deadline
from maildesk.core.dispute.row import Grade
from maildesk.core.dispute.told import NAMED, told
from tests.core.clock.calendars import CALENDARS, at
from tests.core.dispute.small_packs import PACKS, ROW, TODAY, answer, asked


@pytest.mark.parametrize(
    ("case", "stage", "region", "opened", "due"),
    [
        ("return", "respond", "US", "2026-11-23 10:00", "2026-11-27 10:00"),
        ("return", "respond", "GB", "2026-11-23 10:00", "2026-11-26 10:00"),
        # no region: the earliest of all markets
        ("return", "respond", "", "2026-11-23 10:00", "2026-11-26 10:00"),
        # Friday evening in one zone is Saturday in the other: the earlier end of both
        ("return", "respond", "GB", "2026-11-21 02:00", "2026-11-25 02:00"),
        ("claim", "respond", "US", "2026-11-23 10:00", "2026-11-25 10:00"),
        ("return", "refund", "", "2026-11-23 10:00", "2026-11-24 10:00"),
        ("return", "refund", "SA", "2026-11-23 10:00", "2026-11-26 10:00"),
    ],
)
def test_the_earliest_plausible_end_counts(case: str, stage: str, region: str, opened: str, due: str) -> None:
    assert answer(case, stage, opened, region).clock.due_at == at(due)


def test_a_row_of_a_region_is_read_by_the_calendar_of_that_region_alone() -> None:
    row = replace(ROW, regions=("US",))
    packs = replace(PACKS, platforms={"bazaar": replace(PACKS.platforms["bazaar"], rows=(row,))})
    found = deadline(packs, CALENDARS, asked("return", "respond", "2026-11-23 10:00"), TODAY)
    assert (found.clock.due_at, found.reading.calendar) == (at("2026-11-27 10:00"), "week")


def test_of_two_rows_that_end_together_the_surer_one_is_told() -> None:
    rows = (replace(ROW, grade=Grade.D, source="rumour"), ROW)
    packs = replace(PACKS, platforms={"bazaar": replace(PACKS.platforms["bazaar"], rows=rows)})
    found = deadline(packs, CALENDARS, asked("return", "respond", "2026-11-23 10:00", "US"), TODAY)
    assert (found.grade, found.reading.row) == (Grade.A, ROW)


@pytest.mark.parametrize(("case", "because"), [("return", ("zone_assumed",)), ("claim", ("earliest_of_several",))])
def test_a_guessed_zone_is_told_where_it_matters(case: str, because: tuple[str, ...]) -> None:
    assert answer(case, "respond", "2026-11-16 15:00", "US").because == because


def test_a_date_that_the_platform_named_beats_the_pack() -> None:
    found = answer("return", "respond", "2026-11-23 10:00", "US", at("2026-12-09 23:00"))
    assert (found.clock.due_at, found.given, found.grade) == (at("2026-12-09 23:00"), True, Grade.A)
    assert found.because[0] == "date_given"


def test_a_named_date_may_be_shorter_than_the_pack() -> None:
    assert answer("return", "respond", "2026-11-23 10:00", "US", at("2026-11-23 20:00")).clock.due_at == at(
        "2026-11-23 20:00"
    )


@pytest.mark.parametrize(
    "given", [at("2026-11-23 10:00"), at("2026-11-01 10:00"), at("2029-01-01 10:00"), date(2026, 11, 20)]
)
def test_a_date_that_cannot_be_is_not_believed(given: datetime | date) -> None:
    found = answer("return", "respond", "2026-11-23 10:00", "US", given)
    assert (found.clock.due_at, found.given) == (at("2026-11-27 10:00"), False)
    assert "date_not_believed" in found.because


@pytest.mark.parametrize(
    ("region", "given", "due"),
    [
        ("GB", date(2026, 12, 1), "2026-12-01 00:00"),
        ("SA", date(2026, 12, 1), "2026-11-30 21:00"),
        # on the day itself its start has passed: what is left of the day counts
        ("GB", date(2026, 11, 23), "2026-11-23 23:59:59"),
    ],
)
def test_a_date_without_a_time_ends_at_its_start(region: str, given: date, due: str) -> None:
    found = answer("return", "respond", "2026-11-23 10:00", region, given)
    assert found.clock.due_at == at(due)
    assert found.because[:2] == ("date_given", "date_only")


def test_hints_warn_earlier_and_say_so() -> None:
    sure, hint = (answer("return", "refund", "2026-11-23 10:00", region) for region in ("US", "SA"))
    assert "hint" in hint.because
    assert "hint" not in sure.because
    first = [ahead(each.clock, CALENDARS)[0].at - at("2026-11-23 10:00") for each in (sure, hint)]
    assert first == [timedelta(hours=24), timedelta(hours=18)]


def test_a_row_of_another_region_is_but_a_hint() -> None:
    found = answer("return", "only_there", "2026-11-23 10:00", "GB")
    assert found.grade is Grade.C
    assert {"region_without_row", "hint"} <= set(found.because)


@pytest.mark.parametrize(
    ("opened", "reading"),
    [
        # over a weekend and a holiday the calendar days end first
        ("2026-11-20 15:00", "2026-11-23 15:00"),
        ("2026-11-24 15:00", "2026-11-27 15:00"),
    ],
)
def test_business_days_warn_by_their_calendar_reading_too(opened: str, reading: str) -> None:
    rungs = ahead(answer("return", "respond", opened, "US").clock, CALENDARS)
    assert at(reading) in [rung.at for rung in rungs if rung.act is Act.WARN]


def test_business_days_without_a_day_off_have_one_reading() -> None:
    assert len(ahead(answer("return", "respond", "2026-11-16 15:00", "US").clock, CALENDARS)) == 3


def test_the_rules_own_advice_is_a_warning() -> None:
    row = replace(ROW, span=replace(ROW.span), warn_after=(timedelta(hours=5),))
    packs = replace(PACKS, platforms={"bazaar": replace(PACKS.platforms["bazaar"], rows=(row,))})
    found = deadline(packs, CALENDARS, asked("return", "respond", "2026-11-16 15:00", "US"), TODAY)
    assert ahead(found.clock, CALENDARS)[0].at == at("2026-11-16 20:00")


def test_only_the_sellers_deadlines_warn() -> None:
    assert [rung.act for rung in ahead(answer("return", "open", "2026-11-16 15:00", "US").clock, CALENDARS)] == [
        Act.EXPIRE
    ]


@pytest.mark.parametrize(("today", "stale"), [(date(2027, 4, 30), False), (date(2027, 5, 1), True)])
def test_a_row_checked_over_180_days_ago_is_flagged(today: date, stale: bool) -> None:
    found = deadline(PACKS, CALENDARS, asked("claim", "respond", "2026-11-16 15:00"), today)
    assert ("stale" in found.because) is stale


def test_a_case_before_all_rules_takes_the_earliest_of_them() -> None:
    old = replace(PACKS.platforms["bazaar"].rows[-2], stage="new")
    packs = replace(PACKS, platforms={"bazaar": replace(PACKS.platforms["bazaar"], rows=(old,))})
    found = deadline(packs, CALENDARS, asked("return", "new", "2026-01-05 10:00", "US"), TODAY)
    assert found.clock.due_at == at("2026-01-05 19:00")
    assert {"row_out_of_date", "hint"} <= set(found.because)


def test_the_row_that_is_told_names_its_source_and_moments() -> None:
    row = told(answer("return", "respond", "2026-11-23 10:00", "US"), CALENDARS)
    assert row["source"] == "bazaar.example help 7"
    assert row["due_at"] == "2026-11-27T10:00:00Z"
    assert row["warn_at"] == sorted(row["warn_at"])
    assert row["ladder"][-1] == {"act": "expire", "at": "2026-11-27T10:00:00Z"}
    dated = told(answer("return", "respond", "2026-11-23 10:00", "US", datetime(2026, 12, 1, 9, tzinfo=UTC)), CALENDARS)
    assert (dated["source"], dated["rule"], dated["pack_due_at"]) == (
        NAMED,
        "bazaar.example help 7",
        "2026-11-27T10:00:00Z",
    )
