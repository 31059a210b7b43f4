"""The peaks that are near are planned at the sample shop."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from maildesk.db import tables as t
from maildesk.db.engine import Store
from maildesk.demo.furnish import furnish
from maildesk.demo.planned import plan_ahead
from maildesk.demo.shop import load_shop
from maildesk.flow.peak import plans

pytestmark = pytest.mark.parametrize("store", ["sqlite"], indirect=True)


def planned(store: Store, now: datetime) -> list[t.PeakPlan]:
    with store.writing() as session:
        furnish(session, load_shop(), now)
        plan_ahead(session, now)
    with store.reading() as session:
        return list(session.query(t.PeakPlan).order_by(t.PeakPlan.first))


@pytest.mark.parametrize(
    ("month", "day", "events"),
    [
        (11, 22, [("singles_day", "after"), ("black_friday", "before"), ("christmas", "before")]),
        (11, 28, [("black_friday", "after"), ("christmas", "before")]),
        (8, 1, []),
    ],
)
def test_what_has_just_been_is_on_or_comes_soon_is_planned(store, month, day, events):
    found = planned(store, datetime(2026, month, day, 9, tzinfo=UTC))
    assert [(plan.event, plan.told) for plan in found] == events


def test_most_of_what_was_due_is_done_and_somebody_is_on_duty(store):
    now = datetime(2026, 11, 22, 9, tzinfo=UTC)
    plan = planned(store, now)[1]
    with store.reading() as session:
        due = [task for task in plans.tasks(session, plan.id) if task.due < now.date()]
        assert 0 < sum(task.done_at is None for task in due) < len(due) / 2
        assert plans.shifts(session, plan.id)
        assert plans.on_duty(session, now)


def test_what_a_visitor_changed_stays(store):
    now = datetime(2026, 11, 22, 9, tzinfo=UTC)
    before = planned(store, now)
    assert [plan.id for plan in planned(store, now)] == [plan.id for plan in before]
