"""Plans of events: their checklist, their days, their squad."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from maildesk.db import tables as t
from maildesk.errors import NotFoundError, RefusedError, StaleError
from maildesk.flow.entered import EnteredError
from maildesk.flow.peak import plans, watch
from maildesk.flow.person import Seen

FIRST = date(2026, 11, 27)
NIGHT = datetime(2026, 11, 27, 22, tzinfo=UTC)


@pytest.fixture
def plan(office) -> t.PeakPlan:
    with office.store.writing() as session:
        return plans.make(session, "black_friday", FIRST, office.doing("lead"))


def test_a_plan_begins_with_the_checklist_of_the_trade(office, plan):
    with office.store.reading() as session:
        tasks = plans.tasks(session, plan.id)
    due = {task.row: (task.due, task.role) for task in tasks}
    assert due["stock"] == (date(2026, 10, 30), "supervisor")
    assert due["shifts"] == (date(2026, 11, 20), "lead")
    assert due["read_report"] == (date(2026, 12, 11), "supervisor")
    assert "handling_times" not in due  # that is for closures


def test_an_agent_may_not_plan(office):
    with office.store.writing() as session, pytest.raises(RefusedError) as refused:
        plans.make(session, "black_friday", FIRST, office.doing("agent"))
    assert refused.value.who_may == ("lead", "supervisor")


@pytest.mark.parametrize(("event", "first"), [("black_friday", date(2026, 11, 28)), ("party", FIRST)])
def test_what_the_calendar_does_not_have_cannot_be_planned(office, event, first):
    with office.store.writing() as session, pytest.raises(NotFoundError):
        plans.make(session, event, first, office.doing("lead"))


def test_a_dropped_plan_is_taken_up_again_with_what_was_written_down(office, plan):
    with office.store.writing() as session:
        task = plans.tasks(session, plan.id)[0]
        plans.tick(session, task.id, office.doing("agent"), done=True)
        plans.drop(session, Seen(plan.id, plan.version), office.doing("lead"))
    with office.store.writing() as session:
        again = plans.make(session, "black_friday", FIRST, office.doing("lead"))
        assert (again.id, again.state) == (plan.id, "planned")
        assert plans.tasks(session, plan.id)[0].done_at is not None


def test_a_plan_that_changed_since_it_was_opened_is_not_overwritten(office, plan):
    with office.store.writing() as session:
        plans.set_days(session, Seen(plan.id, plan.version), FIRST, FIRST + timedelta(days=3), office.doing("lead"))
    with office.store.writing() as session, pytest.raises(StaleError):
        plans.set_days(session, Seen(plan.id, 1), FIRST, FIRST, office.doing("lead"))


def test_tasks_move_with_the_days_of_the_sale(office, plan):
    with office.store.writing() as session:
        earlier = FIRST - timedelta(days=4)
        plans.set_days(session, Seen(plan.id, plan.version), earlier, FIRST + timedelta(days=3), office.doing("lead"))
        due = {task.row: task.due for task in plans.tasks(session, plan.id)}
    assert due["stock"] == date(2026, 10, 26)
    assert due["read_report"] == date(2026, 12, 14)


def test_days_that_end_before_they_begin_are_refused(office, plan):
    with office.store.writing() as session, pytest.raises(EnteredError):
        plans.set_days(session, Seen(plan.id, plan.version), FIRST, FIRST - timedelta(days=1), office.doing("lead"))


def test_whoever_gets_a_task_is_told(office, plan):
    with office.store.writing() as session:
        task = plans.tasks(session, plan.id)[0]
        plans.give_task(session, task.id, office.people["agent"].id, office.doing("lead"))
    told = office.all(t.Notification)
    assert [(each.user_id, each.code) for each in told] == [(office.people["agent"].id, "peak_task")]


def test_a_task_of_the_shops_own_stands_in_its_phase(office, plan):
    with office.store.writing() as session:
        rows = [
            plans.add_task(session, plan.id, "Order pizza", due, office.doing("lead"))
            for due in (FIRST - timedelta(days=2), FIRST + timedelta(days=2))
        ]
        assert [row.phase for row in rows] == ["before", "after"]


def test_the_squad_on_duty_is_who_has_a_shift_now(office, plan):
    people = office.people
    with office.store.writing() as session:
        plans.add_shift(session, plan.id, people["agent"].id, NIGHT, NIGHT + timedelta(hours=8), office.doing("lead"))
        plans.add_shift(
            session,
            plan.id,
            people["trainee"].id,
            NIGHT + timedelta(hours=8),
            NIGHT + timedelta(hours=9),
            office.doing("lead"),
        )
        assert plans.on_duty(session, NIGHT + timedelta(hours=1)) == [people["agent"].id]
        assert plans.on_duty(session, NIGHT + timedelta(hours=8)) == [people["trainee"].id]
        assert plans.on_duty(session, NIGHT + timedelta(hours=9)) == []


@pytest.mark.parametrize("hours", [0, -1, 25])
def test_a_shift_that_cannot_be_is_refused(office, plan, hours):
    with office.store.writing() as session, pytest.raises(EnteredError):
        plans.add_shift(
            session, plan.id, office.people["agent"].id, NIGHT, NIGHT + timedelta(hours=hours), office.doing("lead")
        )


def test_people_are_told_when_a_peak_begins_and_its_report_is_frozen_when_it_is_over(office, plan):
    def told_at(day: date) -> list[str]:
        before = len(office.all(t.Notification))
        with office.store.writing() as session:
            watch.turn(session, datetime(day.year, day.month, day.day, 1, tzinfo=UTC))
        return [each.code for each in office.all(t.Notification)[before:]]

    assert told_at(date(2026, 11, 26)) == []
    assert set(told_at(FIRST)) == {"peak_during"}
    assert told_at(FIRST) == []
    assert set(told_at(date(2026, 11, 28))) == {"peak_after"}
    assert set(told_at(date(2026, 12, 12))) == {"peak_over"}
    assert told_at(date(2026, 12, 13)) == []
    (row,) = office.all(t.PeakPlan)
    assert row.state == "over"
    assert row.report["event"] == "black_friday"
