"""When the desk learns: at night, where its people are."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from maildesk.db import tables as t
from maildesk.jobs.learn import learn, until_night
from maildesk.jobs.table import ensure, table

SHANGHAI, BERLIN = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("now", "zone", "hours"),
    [
        (datetime(2026, 11, 20, 16, 20, tzinfo=UTC), SHANGHAI, 3),
        (datetime(2026, 11, 20, 19, 20, tzinfo=UTC), SHANGHAI, 24),
        (datetime(2026, 11, 20, 20, 20, tzinfo=UTC), SHANGHAI, 23),
        # The nights in which Berlin puts its clocks forward and back.
        (datetime(2026, 3, 28, 2, 20, tzinfo=UTC), BERLIN, 23),
        (datetime(2026, 10, 24, 1, 20, tzinfo=UTC), BERLIN, 25),
    ],
)
def test_the_next_lesson_is_at_twenty_past_three_of_the_desks_zone(now, zone, hours):
    assert until_night(now, zone) == timedelta(hours=hours)


def test_a_night_without_corrections_leaves_nothing_and_names_the_next(office):
    assert 0 < learn(office.desk) <= 25 * 3600
    assert office.all(t.Lesson) == []


def test_the_job_stands_in_the_table_of_every_desk(office):
    ensure(office.desk)
    assert "learn" in table(office.desk)
    assert "learn" in {job.key for job in office.all(t.Job)}
