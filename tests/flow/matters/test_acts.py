"""What people do to conversations, who may, and that each can be undone."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import select

from maildesk.db import tables as t
from maildesk.errors import RefusedError, StaleError
from maildesk.flow.matters import acts


@pytest.fixture
def asked(office):
    mail = office.mail("Where is my parcel?")
    return office.conversation(mail.conversation_id)


def counts(office):
    with office.store.reading() as session:
        return {row.name: row.value for row in session.scalars(select(t.Count)) if row.value}


def act(office, deed, *args, who="agent"):
    with office.store.writing() as session:
        return deed(session, *args, office.doing(who))


def last_deed(office):
    return office.all(t.Deed)[-1]


def undo(office):
    with office.store.writing() as session:
        acts.undo(session, last_deed(office).id, office.doing())


def test_a_conversation_taken_is_counted_as_mine_and_no_longer_as_nobodys(office, asked):
    assert counts(office)["owner:0"] == 1
    act(office, acts.assign, office.seen(asked), office.people["agent"].id)
    assert counts(office).get("owner:0") is None
    assert counts(office)[f"owner:{office.people['agent'].id}"] == 1


def test_of_two_who_take_it_at_one_moment_the_second_learns_that_they_were_late(office, asked):
    seen, reading, late = office.seen(asked), threading.Event(), []

    def take() -> None:
        with office.store.writing() as session:
            reading.set()
            try:
                acts.assign(session, seen, office.people["lead"].id, office.doing("lead"))
            except StaleError as error:
                late.append(error)

    second = threading.Thread(target=take)
    with office.store.writing() as session:
        acts.assign(session, seen, office.people["agent"].id, office.doing())
        session.flush()
        second.start()
        reading.wait(0.3)  # on SQLite it may not even read before we are done
        second.join(0.3)
    second.join(20)
    assert len(late) == 1
    assert office.conversation(asked.id).owner_id == office.people["agent"].id


def test_only_a_lead_assigns_others_and_they_are_told(office, asked):
    trainee = office.people["trainee"].id
    with pytest.raises(RefusedError):
        act(office, acts.assign, office.seen(asked), trainee)
    act(office, acts.assign, office.seen(asked), trainee, who="lead")
    assert [(n.user_id, n.code) for n in office.all(t.Notification)] == [(trainee, "assigned")]


def test_a_snoozed_conversation_is_out_of_the_queue_until_its_moment(office, asked):
    until = office.now + timedelta(hours=3)
    act(office, acts.snooze, office.seen(asked), until)
    assert counts(office)["snoozed"] == 1
    with office.store.writing() as session:
        assert acts.wake(session, until - timedelta(seconds=1)) == 0
        assert acts.wake(session, until) == 1
    assert counts(office)["state:open"] == 1


def test_the_buyers_next_mail_wakes_a_snoozed_conversation(office, asked):
    act(office, acts.snooze, office.seen(asked), office.now + timedelta(days=3))
    mail = office.mail("Hello?", subject="Re: Frage")
    assert mail.conversation_id == asked.id
    assert office.conversation(asked.id).snoozed_until is None


def test_a_solved_conversation_is_opened_again_by_the_buyers_next_mail(office, asked):
    act(office, acts.solve, office.seen(asked))
    assert office.conversation(asked.id).state == "solved"
    mail = office.mail("It is broken now", subject="Re: Frage", In_Reply_To=f"<{office.all(t.Message)[0].message_id}>")
    assert mail.conversation_id == asked.id
    assert office.conversation(asked.id).state == "open"


def test_long_after_it_was_solved_a_new_conversation_follows_the_old_one(office, asked):
    act(office, acts.solve, office.seen(asked))
    office.now += timedelta(days=40)
    mail = office.mail("It is broken now", subject="Re: Frage", In_Reply_To=f"<{office.all(t.Message)[0].message_id}>")
    assert mail.conversation_id != asked.id
    assert office.conversation(mail.conversation_id).follows_id == asked.id


@pytest.mark.parametrize(
    ("deed", "more"),
    [(acts.solve, ()), (acts.wait_for_others, ()), (acts.hand_over, ("complaints", "angry buyer"))],
)
def test_each_act_can_be_undone(office, asked, deed, more):
    columns = ("state", "owner_id", "desk", "snoozed_until", "waiting_since", "due_at", "solved_at")
    before = {name: getattr(office.conversation(asked.id), name) for name in columns}
    counted = counts(office)
    act(office, deed, office.seen(asked), *more)
    undo(office)
    assert {name: getattr(office.conversation(asked.id), name) for name in columns} == before
    assert counts(office) == counted


def test_what_happened_before_the_last_deed_can_no_longer_be_undone(office, asked):
    act(office, acts.assign, office.seen(asked), office.people["agent"].id)
    first = last_deed(office)
    act(office, acts.solve, office.seen(asked))
    with pytest.raises(StaleError), office.store.writing() as session:
        acts.undo(session, first.id, office.doing())


def test_somebody_who_saw_an_older_version_changes_nothing(office, asked):
    old = office.seen(asked)
    act(office, acts.assign, old, office.people["agent"].id)
    with pytest.raises(StaleError):
        act(office, acts.solve, old)
    assert office.conversation(asked.id).state == "open"


def test_a_colleague_named_in_a_note_is_told(office, asked):
    act(office, acts.note, asked.id, "@lead please look, @nobody too")
    (told,) = office.all(t.Notification)
    assert (told.user_id, told.code) == (office.people["lead"].id, "mentioned")
