"""Plans of events: their checklist, their days, their squad."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from maildesk.db import tables as t
from maildesk.errors import NotFoundError, RefusedError, StaleError
from maildesk.flow.house.entered import EnteredError
from maildesk.flow.house.person import Seen
from maildesk.flow.peak import plans, season, watch

#: Rows read by key: what counts and groups in the store is tried on both (`test_report`, `test_tally`, `test_watch`).
pytestmark = pytest.mark.parametrize("store", ["sqlite"], indirect=True)

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


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [
        (FIRST, FIRST - timedelta(days=1), "last"),
        (FIRST, FIRST + timedelta(days=200), "last"),
        (date(1, 1, 1), date(1, 1, 2), "first"),
        (date(2030, 1, 1), date(2030, 1, 2), "first"),
    ],
)
def test_days_that_cannot_be_are_refused(office, plan, first, last, field):
    with office.store.writing() as session, pytest.raises(EnteredError) as refused:
        plans.set_days(session, Seen(plan.id, plan.version), first, last, office.doing("lead"))
    assert refused.value.field == field


def test_an_event_whose_days_were_moved_is_not_planned_twice(office, plan):
    with office.store.writing() as session:
        plans.set_days(session, Seen(plan.id, plan.version), FIRST - timedelta(days=4), FIRST, office.doing("lead"))
        assert plans.make(session, "black_friday", FIRST, office.doing("lead")).id == plan.id
    assert len(office.all(t.PeakPlan)) == 1


def test_two_plans_of_one_event_do_not_lie_on_the_same_days(office, plan):
    next_year = date(2027, 11, 26)
    with office.store.writing() as session:
        other = plans.make(session, "black_friday", next_year, office.doing("lead"))
    with office.store.writing() as session, pytest.raises(EnteredError):
        plans.set_days(session, Seen(other.id, other.version), FIRST, FIRST, office.doing("lead"))


def test_plans_of_two_events_overlap_and_each_keeps_its_days(office, plan):
    with office.store.writing() as session:
        monday = plans.make(session, "cyber_monday", date(2026, 11, 30), office.doing("lead"))
    assert [(row.event, row.state) for row in office.all(t.PeakPlan)] == [
        ("black_friday", "planned"),
        ("cyber_monday", "planned"),
    ]
    with office.store.writing() as session:
        plans.drop(session, Seen(monday.id, monday.version), office.doing("lead"))
        on = season.at(session, datetime(2026, 12, 5, tzinfo=UTC)).on
    assert {each.occurrence.event.id for each in on} == {"black_friday"}


def test_the_days_of_a_plan_that_is_over_or_dropped_stay(office, plan):
    with office.store.writing() as session:
        plans.drop(session, Seen(plan.id, plan.version), office.doing("lead"))
    with office.store.writing() as session, pytest.raises(StaleError):
        plans.set_days(session, Seen(plan.id, plan.version + 1), FIRST, FIRST, office.doing("lead"))


def test_a_plan_changed_while_it_is_on_switches_at_once(office, plan):
    today = datetime(2026, 11, 28, 9, tzinfo=UTC)
    with office.store.writing() as session:
        assert season.at(session, today).squad is not None
        later = FIRST + timedelta(days=7)
        plans.set_days(session, Seen(plan.id, plan.version), later, later, office.doing("lead"))
        assert season.at(session, today).squad is None


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


def test_nobody_is_on_duty_twice_at_once(office, plan):
    agent, lead = office.people["agent"].id, office.doing("lead")
    with office.store.writing() as session:
        plans.add_shift(session, plan.id, agent, NIGHT, NIGHT + timedelta(hours=8), lead)
        plans.add_shift(session, plan.id, agent, NIGHT + timedelta(hours=8), NIGHT + timedelta(hours=9), lead)
        with pytest.raises(EnteredError):
            plans.add_shift(session, plan.id, agent, NIGHT + timedelta(hours=7), NIGHT + timedelta(hours=10), lead)


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
        told = [each.code for each in office.all(t.Notification)[before:]]
        return [code for code in told if code != "peak_task_due"]

    assert told_at(date(2026, 11, 26)) == []
    assert set(told_at(FIRST)) == {"peak_during"}
    assert told_at(FIRST) == []
    assert set(told_at(date(2026, 11, 28))) == {"peak_after"}
    assert set(told_at(date(2026, 12, 12))) == {"peak_over"}
    assert told_at(date(2026, 12, 13)) == []
    (row,) = office.all(t.PeakPlan)
    assert row.state == "over"
    assert row.report["event"] == "black_friday"


def test_whoever_is_in_charge_is_told_once_on_the_day_a_task_is_due(office, plan):
    agent = office.people["agent"].id
    due = date(2026, 11, 20)
    with office.store.writing() as session:
        task = next(row for row in plans.tasks(session, plan.id) if row.due == due)
        plans.give_task(session, task.id, agent, office.doing("lead"))
    for hour in (1, 2, 26):
        with office.store.writing() as session:
            watch.remind(session, datetime(2026, 11, 20, tzinfo=UTC) + timedelta(hours=hour))
    told = [(each.user_id, each.detail["task"]) for each in office.all(t.Notification) if each.code == "peak_task_due"]
    assert told == [(agent, task.id)]


def test_a_task_that_is_done_calls_nobody_and_one_of_the_weeks_before_neither(office, plan):
    with office.store.writing() as session:
        for task in plans.tasks(session, plan.id):
            if task.due == date(2026, 11, 20):
                plans.tick(session, task.id, office.doing("lead"), done=True)
        watch.remind(session, datetime(2026, 11, 20, 9, tzinfo=UTC))
    assert [each for each in office.all(t.Notification) if each.code == "peak_task_due"] == []
