"""A platform tells of a bad review: a task with a clock, beside its order's conversation."""

from datetime import timedelta

import pytest

from maildesk.db import tables as t
from maildesk.flow.cases import acts
from maildesk.flow.matters import limits

SUBJECT = "You received negative feedback for order 12-34567-89012"
TEXT = "A buyer left negative feedback for order 12-34567-89012: ★☆☆☆☆"


@pytest.fixture
def rated(office):
    office.order("12-34567-89012", channel="ebay", country="DE", buyer_email="anna@kunde.example")
    return office


def told(office, **given):
    return office.mail(TEXT, subject=SUBJECT, sender="eBay <ebay@ebay.com>", **given)


def test_a_bad_review_becomes_a_task_with_a_clock_and_no_case(rated):
    mine = rated.mail("Where is my order 12-34567-89012?", subject="12-34567-89012")
    mail = told(rated)
    (task,) = rated.all(t.Task)
    (clock,) = [row for row in rated.all(t.ClockRow) if row.subject == f"task:{task.id}"]
    assert (task.kind, task.conversation_id, task.detail["stars"]) == ("bad_review", mine.conversation_id, 1)
    assert (clock.family, clock.due_at) == ("task", mail.arrived_at + timedelta(hours=48))
    assert (mail.kind, mail.state, rated.all(t.Case)) == ("platform_info", "ignored", [])


def test_its_time_is_the_shops_own(rated):
    with rated.store.writing() as session:
        limits.save(session, limits.Upwards(review_hours=12), 1, rated.now)
    mail = told(rated)
    assert rated.all(t.ClockRow)[-1].due_at == mail.arrived_at + timedelta(hours=12)


def test_done_with_one_click_it_rings_no_more(rated):
    told(rated)
    (task,) = rated.all(t.Task)
    with rated.store.writing() as session:
        acts.finish(session, task.id, rated.doing())
    assert rated.all(t.Task)[0].state == "done"
    assert rated.all(t.ClockRow)[-1].state == "stopped"


def test_an_import_makes_no_tasks_of_old_reviews(rated):
    told(rated, quiet=True)
    assert rated.all(t.Task) == []


def test_a_good_review_makes_nothing(rated):
    rated.mail(
        "A buyer left feedback: 5 out of 5 stars",
        subject="You received positive feedback",
        sender="eBay <ebay@ebay.com>",
    )
    assert rated.all(t.Task) == []
