"""What the desk sees of a plan's readiness."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from maildesk.core.peak.calendar import Awaited
from maildesk.core.peak.readiness import Finding, Seen, findings, uncovered
from tests.core.peak.rows import event

START = datetime(2026, 11, 27, tzinfo=UTC)
DAYS = START, START + timedelta(days=1)
READY = Seen(frozenset({("late", "en"), ("late", "de")}), ("en", "de"), (), (DAYS,), DAYS, (), 0)
POST = Awaited(event("post", "18 December", carrier="Post"), 2026, date(2026, 12, 18))


def hour(n: float) -> datetime:
    return START + timedelta(hours=n)


def lacking(seen: Seen) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(each.task, each.code, each.about) for each in findings(seen) if each.lacks]


def test_a_ready_plan_lacks_nothing_and_says_what_stands() -> None:
    assert lacking(READY) == []
    assert findings(READY) == (
        Finding("translations", "all_languages", ("1", "2"), lacks=False),
        Finding("shifts", "all_hours", ("0", "24"), lacks=False),
    )


@pytest.mark.parametrize(
    ("seen", "found"),
    [
        (replace(READY, locales=("en", "de", "ja", "ar")), ("translations", "no_language", ("late", "ja", "ar"))),
        (replace(READY, questions=("damaged", "other", "damaged")), ("answers", "no_answer", ("damaged", "other"))),
        (replace(READY, awaited=(POST, POST)), ("carriers", "no_cutoff", ("Post",))),
        (replace(READY, shifts=()), ("squad", "nobody", ())),
        (replace(READY, shifts=((hour(9), hour(17)),)), ("shifts", "hours", ("16", "24"))),
        (replace(READY, waiting=7), ("backlog", "waiting", ("7",))),
    ],
)
def test_what_lacks_is_found_with_the_line_of_the_checklist(
    seen: Seen, found: tuple[str, str, tuple[str, ...]]
) -> None:
    assert lacking(seen) == [found]


@pytest.mark.parametrize(
    ("shifts", "hours"),
    [
        ([(0, 24)], 0),
        ([(-5, 30)], 0),
        ([(0, 8), (16, 24)], 8),
        ([(0, 8), (4, 12), (2, 6)], 12),  # two at once are no more than one
        ([(12, 24), (0, 12)], 0),
        ([(30, 40)], 24),
        ([], 24),
    ],
)
def test_hours_without_anybody_are_counted_once(shifts: list[tuple[int, int]], hours: int) -> None:
    assert uncovered([(hour(one), hour(two)) for one, two in shifts], DAYS) == timedelta(hours=hours)
