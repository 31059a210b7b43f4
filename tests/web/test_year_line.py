"""The coming year as numbers for a picture."""

from __future__ import annotations

from datetime import date, timedelta

from maildesk.core.peak.event import Kind
from maildesk.core.peak.rule import PublicDay
from maildesk.core.peak.waves import Days, Supply, Wave, expected
from maildesk.web.peak import year_line
from tests.core.peak.rows import NAMES, SOURCED, on

FIRST = date(2026, 11, 22)
WAVE = Wave("where", NAMES, frozenset({Kind.SALE}), Supply.DOMESTIC, Days(4, 14), SOURCED, Days(7, 10))


def test_events_stand_at_their_day_in_the_lane_of_their_kind():
    sale, closure = on(FIRST), on(FIRST + timedelta(days=183), id="closed", kind=Kind.CLOSURE)
    one, two = year_line.strips([sale, closure], FIRST)
    assert (one.x, two.x) == (0, 50)
    assert one.y < two.y


def test_names_that_would_run_into_each_other_take_the_other_row_or_none():
    days = [FIRST + timedelta(days=10 * n) for n in range(4)]
    found = year_line.strips([on(day, id=f"e{n}", planned=True) for n, day in enumerate(days)], FIRST)
    assert [strip.label for strip in found] == [0, 1, -1, -1]
    assert [strip.label for strip in year_line.strips([on(days[0])], FIRST)] == [-1]


def test_a_year_has_the_first_day_of_twelve_months():
    months = year_line.months(FIRST)
    assert len(months) == 12
    assert months[0].first == date(2026, 12, 1)


def test_a_holiday_of_the_sellers_side_is_shown_before_one_of_the_buyers():
    day = FIRST + timedelta(days=3)
    found = year_line.dots(
        [PublicDay("DE", day, "a"), PublicDay("CN", day, "b"), PublicDay("US", day, "c")], ("CN",), FIRST
    )
    assert [(dot.day.country, dot.seller) for dot in found] == [("CN", True)]


def test_the_waves_swell_week_by_week_and_stay_within_the_picture():
    waves = expected([WAVE], [on(FIRST), on(FIRST, id="other")], Supply)
    weeks = year_line.swell(waves, FIRST)
    assert [week.running for week in weeks[:4]] == [2, 2, 2, 0]
    assert [week.peaking for week in weeks[:4]] == [0, 2, 0, 0]
    assert max(week.height for week in weeks) == year_line.WAVES_HEIGHT
    assert weeks[-1].x + weeks[-1].width <= 100
