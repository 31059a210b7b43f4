"""Telling buyers of a closure: asked for by a person or by a plan that comes on, in steps, each buyer once."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from maildesk.db import tables as t
from maildesk.flow.care import approving, closing, steps
from maildesk.flow.care.closing import Closing
from maildesk.flow.house import jobs
from maildesk.flow.house.person import Seen
from maildesk.flow.peak import plans

FIRST, LAST = date(2027, 2, 3), date(2027, 2, 16)
#: Two weeks before its first day, drafts begin to tell of the Chinese New Year.
COMES_ON = datetime(2027, 1, 20, 9, tzinfo=UTC)
BY_HAND = Closing(FIRST, LAST, LAST + timedelta(days=1))


@pytest.fixture
def winter(parlour):
    """Three orders that have not left, and one that has; the day before the closure comes on."""
    parlour.now = COMES_ON - timedelta(days=1)
    ordered = {"ordered_at": (parlour.now - timedelta(days=2)).isoformat()}
    for number in range(3):
        parlour.told(f"#{number}", parlour.now, buyer_email=f"b{number}@kunde.example", **ordered)
    parlour.told("#9", parlour.now, status="shipped", shipped_at=parlour.now.isoformat(), **ordered)
    return parlour


def planned(winter, first=FIRST):
    with winter.store.writing() as session:
        plan = plans.make(session, "chinese_new_year", first, winter.doing("lead"))
        return Seen(plan.id, plan.version)


def ask(winter, closure=BY_HAND):
    with winter.store.writing() as session:
        return closing.ask(session, closure, winter.now)


def step(winter, closure=BY_HAND):
    with winter.store.writing() as session:
        return closing.go_on(session, winter.care, closure, winter.now)


def whole(winter, closure=BY_HAND):
    while step(winter, closure):
        pass


def follow(winter):
    """What the worker does every few minutes, and all that was asked for."""
    with winter.store.writing() as session:
        closing.follow(session, winter.now)
        due = jobs.due(session, winter.now)
    for job_id in due:
        with winter.store.writing() as session:
            claimed = jobs.claim(session, job_id, "host:1", winter.now)
        if claimed.name == closing.JOB:
            whole(winter, Closing.from_values(claimed.args["closure"]))
        with winter.store.writing() as session:
            jobs.done(session, claimed, None)


def told(winter):
    return [(row.order_id, row.state) for row in winter.outreach("closure")]


def test_open_orders_alone_are_told_and_a_rule_let_alone_sends(winter):
    winter.alone("closure")
    assert ask(winter) == 3
    whole(winter)
    assert told(winter) == [(1, "planned"), (2, "planned"), (3, "planned")]
    winter.wait(hours=30)
    assert {state for _, state in told(winter)} == {"sent"}


def test_a_worker_that_is_killed_goes_on_where_it_was(winter, monkeypatch):
    monkeypatch.setattr(steps, "AT_ONCE", 1)
    ask(winter)
    step(winter)
    with pytest.raises(KeyboardInterrupt), winter.store.writing() as session:
        closing.go_on(session, winter.care, BY_HAND, winter.now)
        raise KeyboardInterrupt
    with winter.store.reading() as session:
        [seen] = closing.under_way(session)
    assert (seen.mark.done, seen.mark.total, seen.share) == (1, 3, 33)
    whole(winter)
    assert told(winter) == [(1, "planned"), (2, "planned"), (3, "planned")]


def test_nobody_is_told_of_the_same_days_twice(winter):
    ask(winter)
    whole(winter)
    assert ask(winter) == 0
    assert ask(winter, replace(BY_HAND, last=LAST + timedelta(days=3))) == 3


def test_an_order_that_was_made_after_it_was_asked_for_is_not_concerned(winter):
    ask(winter)
    winter.now += timedelta(minutes=1)
    winter.told("#late", winter.now, buyer_email="late@kunde.example", ordered_at=winter.now.isoformat())
    whole(winter)
    assert len(told(winter)) == 3


def test_an_order_that_breaks_is_set_aside_and_the_others_are_told(winter):
    winter.set(t.OrderRow, {"lines": [{"sku": "L1"}]}, [2])
    ask(winter)
    whole(winter)
    assert told(winter) == [(1, "planned"), (3, "planned")]
    with winter.store.reading() as session:
        [seen] = closing.under_way(session)
    assert seen.mark.aside == (("order", 2, "KeyError: 'title'"),)


def test_a_planned_closure_is_told_once_from_the_day_it_comes_on_and_waits_for_a_person(winter):
    planned(winter)
    follow(winter)
    assert told(winter) == []
    winter.now = COMES_ON
    follow(winter)
    winter.wait(hours=30)
    assert told(winter) == [(1, "waiting"), (2, "waiting"), (3, "waiting")]
    winter.told("#late", winter.now, buyer_email="late@kunde.example", ordered_at=winter.now.isoformat())
    follow(winter)
    assert len(told(winter)) == 3


def test_what_no_person_has_planned_tells_nobody(winter):
    winter.now = COMES_ON
    follow(winter)
    assert told(winter) == []


@pytest.mark.parametrize("change", ["drop", "move"])
def test_a_plan_that_is_changed_before_its_day_tells_nobody(winter, change):
    changed(winter, planned(winter), change)
    winter.now = COMES_ON
    follow(winter)
    assert told(winter) == []


@pytest.mark.parametrize("change", ["drop", "move"])
def test_a_plan_that_is_changed_later_takes_back_what_has_not_left(winter, change):
    plan = planned(winter)
    winter.now = COMES_ON
    follow(winter)
    with winter.store.writing() as session:
        approving.approve(session, winter.care, [winter.outreach("closure")[0].id], winter.doing())
    winter.wait(hours=30)
    changed(winter, plan, change)
    follow(winter)
    winter.tick()
    assert told(winter) == [(1, "sent"), (2, "cancelled"), (3, "cancelled")]
    assert {row.why for row in winter.outreach("closure")[1:]} == {closing.OFF}


def test_an_approved_mail_never_leaves_after_its_plan_was_dropped(winter):
    """Before the worker has looked at the plans again."""
    winter.alone("closure")
    plan = planned(winter)
    winter.now = COMES_ON
    follow(winter)
    changed(winter, plan, "drop")
    winter.wait(hours=30)
    assert {state for _, state in told(winter)} == {"cancelled"}


def test_a_plan_taken_up_again_tells_those_who_were_not_told(winter):
    plan = planned(winter)
    winter.now = COMES_ON
    follow(winter)
    changed(winter, plan, "drop")
    follow(winter)
    winter.tick()
    planned(winter)
    follow(winter)
    assert told(winter) == [(1, "planned"), (2, "planned"), (3, "planned")]


def changed(winter, plan, change):
    with winter.store.writing() as session:
        if change == "drop":
            plans.drop(session, plan, winter.doing("lead"))
        else:
            later = timedelta(days=30)
            plans.set_days(session, plan, FIRST + later, LAST + later, winter.doing("lead"))
