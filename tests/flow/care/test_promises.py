"""What an answer promised is kept, by a text or by a person; what it asked is asked once more."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from maildesk.core.care.contact import Scope
from maildesk.core.clock.clock import State
from maildesk.db import tables as t
from maildesk.flow.care import approving, contacts, events
from maildesk.flow.matters import acts
from tests.flow.care.conftest import NOW


def iso(days):
    return (NOW + timedelta(days=days)).isoformat()


def answered(parlour, text, **order):
    """A buyer asks, a person approves the draft, it leaves, and what it wants later is planned."""
    parlour.order("#1034", buyer_email="anna@kunde.example", country="DE", language="de", ordered_at=iso(-6), **order)
    parlour.mail(text, subject="Bestellung #1034")
    parlour.approve(parlour.draft())
    parlour.now += timedelta(minutes=1)
    parlour.post()
    with parlour.store.writing() as session:
        for row in parlour.all(t.Outbox):
            events.answer_left(session, parlour.care, row.id, parlour.now)
            events.answer_left(session, parlour.care, row.id, parlour.now)


def moves(parlour, days):
    event = {"at": iso(days), "state": "in_transit", "text": "", "place": "Leipzig"}
    parlour.set(t.ParcelRow, {"events": [event]}, [1])


SHIPPED = {"status": "shipped", "shipped_at": iso(-3), "tracking_number": "RR1", "carrier": "dhl"}


def test_an_answer_that_promises_to_look_again_plans_the_day_it_named_once(parlour):
    answered(parlour, "Wo ist mein Paket zur Bestellung #1034?", **SHIPPED)
    [row] = parlour.outreach("revisit")
    assert row.due_at.date() == (NOW + timedelta(days=3)).date()
    assert row.conversation_id == 1


def test_a_promise_is_kept_by_a_text_when_the_parcel_moves(parlour):
    parlour.alone("revisit")
    answered(parlour, "Wo ist mein Paket zur Bestellung #1034?", **SHIPPED)
    moves(parlour, 1)
    parlour.wait(days=4)
    [row] = parlour.outreach("revisit")
    assert (row.state, "Leipzig" in row.text) == ("sent", True)
    sent = [mail for mail in parlour.all(t.Message) if mail.direction == "out"]
    assert sent[-1].conversation_id == 1
    assert "Leipzig" in sent[-1].newest_text


def test_a_promise_that_no_text_can_keep_becomes_a_task_with_a_clock(parlour):
    parlour.alone("revisit")
    answered(parlour, "Wo ist mein Paket zur Bestellung #1034?", **SHIPPED)
    parlour.wait(days=4)
    assert parlour.stands()["revisit"] == ("cancelled", "", "became_a_task")
    [task] = parlour.all(t.Task)
    assert (task.kind, task.conversation_id) == ("revisit", 1)
    assert any(row.subject == f"task:{task.id}" and row.state == State.RUNNING for row in parlour.all(t.ClockRow))


def test_a_promise_that_nobody_approved_in_time_becomes_a_task_too(parlour):
    answered(parlour, "Wo ist mein Paket zur Bestellung #1034?", **SHIPPED)
    for day in range(1, 7):
        moves(parlour, day)
        parlour.wait(days=1)
    assert parlour.stands()["revisit"][2] == "became_a_task"


def test_a_promise_is_needless_once_the_buyer_has_written(parlour):
    answered(parlour, "Wo ist mein Paket zur Bestellung #1034?", **SHIPPED)
    parlour.mail("Ist schon etwas von #1034 zu hören?", subject="Bestellung #1034")
    parlour.wait(days=4)
    assert parlour.stands()["revisit"] == ("cancelled", "", "kept_already")


def test_a_silent_buyer_is_asked_once_more_for_what_we_asked(parlour):
    parlour.alone("silent_buyer")
    delivered = {"status": "delivered", "shipped_at": iso(-5), "delivered_at": iso(-1)}
    answered(parlour, "Die Lampe aus Bestellung #1034 ist defekt, sie geht nicht mehr an.", **delivered)
    [row] = parlour.outreach("silent_buyer")
    assert row.detail["asked"] == "defective_ask_details"
    parlour.wait(days=6)
    assert parlour.stands()["silent_buyer"][0] == "sent"


def test_a_buyer_who_answered_is_not_asked_again(parlour):
    parlour.alone("silent_buyer")
    delivered = {"status": "delivered", "shipped_at": iso(-5), "delivered_at": iso(-1)}
    answered(parlour, "Die Lampe aus Bestellung #1034 ist defekt, sie geht nicht mehr an.", **delivered)
    parlour.mail("Sie flackert und geht dann aus.", subject="Bestellung #1034")
    parlour.wait(days=6)
    assert parlour.stands()["silent_buyer"] == ("cancelled", "", "not_answered")


def test_after_a_solved_matter_the_desk_asks_whether_it_stayed_so(parlour):
    parlour.agree()
    answered(parlour, "Wo ist mein Paket zur Bestellung #1034?", **SHIPPED)
    with parlour.store.writing() as session:
        acts.solve(session, parlour.seen(parlour.all(t.Conversation)[0]), parlour.doing())
        events.solved(session, parlour.care, 1, parlour.now)
    assert any(job.name == "care_solved" for job in parlour.all(t.Job))
    [row] = parlour.outreach("after_case")
    assert (row.state, row.mail_class) == ("planned", "relationship")
    with parlour.store.writing() as session:
        approving.approve(session, parlour.care, [row.id], parlour.doing())
    parlour.wait(days=7)
    assert parlour.stands()["after_case"][0] == "sent"


@pytest.mark.parametrize(("forgotten", "tasks"), [(False, ["revisit"]), (True, [])])
def test_a_promise_to_an_address_that_is_dead_is_a_persons_unless_the_buyer_is_forgotten(parlour, forgotten, tasks):
    parlour.alone("revisit")
    answered(parlour, "Wo ist mein Paket zur Bestellung #1034?", **SHIPPED)
    moves(parlour, 1)
    with parlour.store.writing() as session:
        contact = session.scalars(select(t.Contact)).one()
        contacts.suppress_one(session, contact.id, Scope.EVERYTHING, "bounce", parlour.now)
        if forgotten:
            contacts.erase(session, contact, parlour.now)
    parlour.wait(days=4)
    assert [task.kind for task in parlour.all(t.Task)] == tasks
    assert parlour.left() == []


def promised(parlour, purpose):
    """The mail that the desk wrote first has left, and what it promised is planned, once."""
    [row] = parlour.outreach(purpose)
    assert row.state == "sent"
    assert [job.args for job in parlour.all(t.Job) if job.name == "care_promised"] == [{"outreach_id": row.id}]
    with parlour.store.writing() as session:
        planned = [events.promise_left(session, parlour.care, row.id, parlour.now) for _ in range(2)]
    return planned, parlour.outreach("revisit")


def test_what_a_mail_of_the_desks_own_promises_is_kept_too(parlour):
    parlour.alone("delay", "revisit")
    parlour.told(ordered_at=iso(-10), **{**SHIPPED, "shipped_at": iso(-9)})
    parlour.wait(days=2)
    planned, [revisit] = promised(parlour, "delay")
    assert planned == [1, 0]
    assert f"{revisit.due_at.day}." in parlour.outreach("delay")[0].text
    moves(parlour, 3)
    parlour.wait(days=5)
    [revisit] = parlour.outreach("revisit")
    assert (revisit.state, "Leipzig" in revisit.text) == ("sent", True)


def test_a_firm_date_that_was_promised_becomes_a_persons_task(parlour):
    parlour.alone("late_dispatch", "revisit")
    parlour.told("#7", ordered_at=iso(0))
    parlour.wait(days=5)
    assert promised(parlour, "late_dispatch")[0] == [1, 0]
    parlour.wait(days=5)
    assert parlour.stands()["revisit"][2] == "became_a_task"


def test_a_firm_date_is_needless_once_the_goods_have_left(parlour):
    parlour.alone("late_dispatch", "revisit")
    parlour.told("#7", ordered_at=iso(0))
    parlour.wait(days=5)
    promised(parlour, "late_dispatch")
    parlour.told("#7", ordered_at=iso(0), status="shipped", shipped_at=iso(5))
    parlour.wait(days=5)
    assert parlour.stands()["revisit"] == ("cancelled", "", "not_dispatched")
    assert parlour.all(t.Task) == []
