"""Until when somebody must have approved, by the hours of the desk."""

from datetime import UTC, datetime, timedelta

import pytest

from maildesk.flow.clocks.last_moment import MARGIN, ApproveBy, DeskHours, Safe
from maildesk.flow.matters import limits

FRIDAY = datetime(2026, 11, 20, 8, tzinfo=UTC)  # 16:00 in Shanghai


def at(hours):
    return FRIDAY + timedelta(hours=hours)


@pytest.mark.parametrize(
    ("due_at", "expected"),
    [
        (at(1), ApproveBy(Safe.BY, at(1) - MARGIN)),
        (at(10), ApproveBy(Safe.BY, at(2))),  # in the night: before the desk closes at six
        (FRIDAY + timedelta(minutes=2), ApproveBy(Safe.NOW)),
        (FRIDAY - timedelta(minutes=2), None),
        (None, None),
    ],
)
def test_the_last_safe_moment_lies_within_the_desks_hours(office, due_at, expected):
    with office.store.reading() as session:
        assert DeskHours.of(session, FRIDAY).approve_by(due_at) == expected


def test_what_runs_out_over_the_weekend_finds_nobody_once_the_desk_has_closed(office):
    evening, sunday = at(4), at(48)
    with office.store.reading() as session:
        assert DeskHours.of(session, evening).approve_by(sunday) == ApproveBy(Safe.NOBODY)


def test_the_hours_are_those_that_a_supervisor_set(office):
    with office.store.writing() as session:
        limits.save(session, limits.Upwards(hours="09:00-23:00", zone="UTC"), 1, office.now)
    with office.store.reading() as session:
        assert DeskHours.of(session, at(4)).approve_by(at(48)) == ApproveBy(Safe.BY, at(15))
