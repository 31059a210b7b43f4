"""Cases, tasks, clocks and turns go with the mails that are moved, and come back when that is undone."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from maildesk.db import tables as t
from maildesk.flow.cases import notices
from maildesk.flow.clocks import ringing
from maildesk.flow.matters import acts, moving
from tests.flow.cases.test_cases import notice, trusting  # noqa: F401 - a fixture

WITHDRAWS = "Hiermit widerrufe ich den von mir abgeschlossenen Vertrag über den Kauf der Lampe."


@pytest.fixture
def two(office):
    first = office.mail("Where is my lamp?", sender="a@kunde.example", subject="Lamp")
    office.now += timedelta(hours=3)
    second = office.mail("Where is my cup?", sender="b@kunde.example", subject="Cup")
    return office.conversation(first.conversation_id), office.conversation(second.conversation_id)


def do(office, act, *given):
    with office.store.writing() as session:
        row = act(session, *given, office.doing())
        return row.id if row is not None else 0


def undo(office):
    with office.store.writing() as session:
        acts.undo(session, office.all(t.Deed)[-1].id, office.doing())


def clocks(office, family="service"):
    return {row.subject: row for row in office.all(t.ClockRow) if row.family == family}


def answered(office, row):
    with office.store.writing() as session:
        acts.solve(session, office.seen(row), office.doing())


def test_a_waiting_mail_that_is_merged_into_an_answered_conversation_keeps_its_deadline_and_takes_it_back(office, two):
    lamp, cup = two
    answered(office, lamp)
    due = office.conversation(cup.id).due_at
    do(office, moving.merge, office.seen(cup), lamp.id)
    merged = office.conversation(lamp.id)
    assert (merged.state, merged.waiting_since, merged.due_at) == ("open", cup.waiting_since, due)
    assert office.conversation(cup.id).due_at is None
    undo(office)
    again = office.conversation(cup.id)
    assert (again.state, again.waiting_since, again.due_at) == ("open", cup.waiting_since, due)
    assert (office.conversation(lamp.id).state, office.conversation(lamp.id).waiting_since) == ("solved", None)
    assert office.conversation(lamp.id).due_at is None


def test_of_two_waiting_conversations_the_earlier_deadline_counts(office, two):
    lamp, cup = two
    due = office.conversation(lamp.id).due_at
    do(office, moving.merge, office.seen(lamp), cup.id)
    assert (office.conversation(cup.id).waiting_since, office.conversation(cup.id).due_at) == (lamp.waiting_since, due)
    undo(office)
    assert [office.conversation(each.id).due_at for each in two] == [lamp.due_at, cup.due_at]


def test_a_clock_that_was_merged_and_came_back_rings_each_of_its_rungs_once(office, two):
    lamp, cup = two
    do(office, moving.merge, office.seen(lamp), cup.id)
    undo(office)
    ringing.ring(office.store, office.now + timedelta(days=3))
    ended = [ring.clock_id for ring in office.all(t.Ring) if ring.act == "expire"]
    assert sorted(ended) == sorted({*ended})
    assert len(ended) == 2


def test_without_the_mail_that_waited_a_conversation_waits_since_the_next(office, two):
    lamp, cup = two
    second = office.mail("And where is my table?", sender="a@kunde.example", subject="Re: Lamp")
    first = next(m for m in office.all(t.Message) if m.subject == "Lamp")
    do(office, moving.move, first.id, office.seen(lamp), cup.id)
    rest = office.conversation(lamp.id)
    assert rest.waiting_since > lamp.waiting_since
    assert rest.due_at - lamp.due_at == rest.waiting_since - lamp.waiting_since
    assert office.conversation(cup.id).waiting_since == lamp.waiting_since
    assert second.conversation_id == lamp.id


def test_what_is_split_off_from_a_solved_conversation_waits_by_itself(office, two):
    lamp, _ = two
    second = office.mail("And where is my table?", sender="a@kunde.example", subject="Re: Lamp")
    answered(office, lamp)
    beside = office.conversation(do(office, moving.split, [second.id], office.seen(lamp)))
    assert (beside.state, beside.waiting_since is not None, beside.due_at is not None) == ("open", True, True)
    assert office.conversation(lamp.id).state == "solved"


def test_a_case_and_its_clock_go_with_a_merge_and_come_back(trusting, two):  # noqa: F811
    mail = notice(trusting)
    case = trusting.conversation(mail.conversation_id)
    do(trusting, moving.merge, trusting.seen(case), two[0].id)
    (row,) = trusting.all(t.Case)
    (clock,) = clocks(trusting, "platform").values()
    assert (row.conversation_id, clock.conversation_id) == (two[0].id, two[0].id)
    undo(trusting)
    (row,) = trusting.all(t.Case)
    (clock,) = clocks(trusting, "platform").values()
    assert (row.conversation_id, clock.conversation_id) == (case.id, case.id)
    assert trusting.conversation(case.id).due_at == clock.due_at


def test_a_task_goes_with_its_mail(trusting, two):  # noqa: F811
    mail = notice(trusting, Authentication_Results="")
    do(trusting, moving.move, mail.id, trusting.seen(trusting.conversation(mail.conversation_id)), two[0].id)
    (task,) = trusting.all(t.Task)
    clock = next(row for row in trusting.all(t.ClockRow) if row.subject == f"task:{task.id}")
    assert (task.kind, task.conversation_id, clock.conversation_id) == (notices.CHECK, two[0].id, two[0].id)


def test_a_withdrawal_goes_with_its_conversation_and_an_answer_there_acknowledges_it(office, two):
    mail = office.mail(WITHDRAWS, sender="w@kunde.example", subject="Widerruf")
    row, kind = office.conversation(mail.conversation_id), "eu withdrawal acknowledge"
    do(office, moving.merge, office.seen(row), two[0].id)
    mine = [each for each in office.all(t.ClockRow) if each.kind == kind]
    assert [each.subject for each in mine] == [f"conversation:{two[0].id}"]
    assert "withdrawal" in office.conversation(two[0].id).flags
    undo(office)
    assert [each.subject for each in office.all(t.ClockRow) if each.kind == kind] == [f"conversation:{row.id}"]
    assert "withdrawal" not in office.conversation(two[0].id).flags


def test_an_answer_that_stood_alone_answers_where_it_is_put(office, two):
    lamp, _ = two
    sent = office.mail("Your lamp is on its way.", direction="out", sender="support@shop.example", To="z@kunde.example")
    alone = office.conversation(sent.conversation_id)
    assert alone.id != lamp.id
    do(office, moving.merge, office.seen(alone), lamp.id)
    merged = office.conversation(lamp.id)
    assert (merged.state, merged.waiting_since, merged.due_at) == ("waiting_buyer", None, None)


def test_a_clock_without_a_conversation_of_its_own_kind_keeps_its_rings(office, two):
    lamp, cup = two
    with office.store.writing() as session:
        session.execute(
            update(t.ClockRow).where(t.ClockRow.subject == f"conversation:{cup.id}").values(state="stopped")
        )
    do(office, moving.merge, office.seen(lamp), cup.id)
    (counting,) = [
        row for row in clocks(office).values() if row.state == "running" and row.kind.endswith("first_reply")
    ]
    assert (counting.subject, counting.due_at) == (f"conversation:{cup.id}", lamp.due_at)


def test_a_conversation_joined_by_its_late_parent_keeps_its_case_and_its_deadline(office):
    child = office.mail("And?", sender="c@kunde.example", subject="Re: Shade", In_Reply_To="<first@kunde.example>")
    row = office.conversation(child.conversation_id)
    with office.store.writing() as session:
        task = t.Task(kind="revisit", conversation_id=row.id, detail={}, opened_at=office.now, state="open", outcome="")
        session.add(task)
    earlier = (office.now - timedelta(hours=1)).strftime("%a, %d %b %Y %H:%M:%S +0000")
    parent = office.mail(
        "Where is my shade?",
        sender="c@kunde.example",
        subject="Shade",
        Message_ID="<first@kunde.example>",
        Date=earlier,
    )
    kept = office.conversation(parent.conversation_id)
    assert office.all(t.Task)[0].conversation_id == kept.id
    assert kept.due_at == kept.waiting_since + timedelta(days=1)
    assert sum(row.state == "running" for row in clocks(office).values() if row.kind.endswith("first_reply")) == 1
