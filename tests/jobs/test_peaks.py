"""The jobs of peaks stand at every desk, and look more often while something is on."""

from __future__ import annotations

from datetime import UTC, datetime

import time_machine

from maildesk.db import tables as t
from maildesk.flow.house.person import Doing, Person
from maildesk.flow.peak import plans
from maildesk.jobs.peaks import STANDING, look_for_questions, watch_peaks
from maildesk.jobs.table import ensure, table


def test_the_jobs_stand_in_the_table_of_every_desk(office):
    ensure(office.desk)
    assert set(STANDING) <= set(table(office.desk))
    assert set(STANDING) <= {job.key for job in office.all(t.Job)}


@time_machine.travel("2026-11-27T10:00:00Z", tick=False)
def test_questions_are_looked_for_seldom_until_a_planned_event_is_on(office):
    assert look_for_questions(office.desk) == 3600
    with office.store.writing() as session:
        doing = Doing(Person(office.agent, "Lead", "lead"), datetime.now(UTC))
        plans.make(session, "black_friday", doing.now.date(), doing)
    assert look_for_questions(office.desk) is None


@time_machine.travel("2026-11-27T10:00:00Z", tick=False)
def test_a_calm_minute_leaves_nothing(office):
    watch_peaks(office.desk)
    assert office.all(t.Overload) == []
    assert office.all(t.Notification) == []
