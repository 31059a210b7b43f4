"""An agent moves, splits and merges; each is kept as an example and can be undone."""

import pytest

from maildesk.db import tables as t
from maildesk.errors import NotFoundError, StaleError
from maildesk.flow.matters import acts, moving


@pytest.fixture
def two(office):
    first = office.mail("Where is my lamp?", sender="a@kunde.example", subject="Lamp")
    second = office.mail("Where is my cup?", sender="b@kunde.example", subject="Cup")
    return office.conversation(first.conversation_id), office.conversation(second.conversation_id)


def place_of(office):
    return {m.subject: m.conversation_id for m in office.all(t.Message)}


def test_a_mail_is_moved_and_kept_as_an_example_and_moved_back(office, two):
    lamp, cup = two
    mail = next(m for m in office.all(t.Message) if m.subject == "Cup")
    with office.store.writing() as session:
        moving.move(session, mail.id, office.seen(cup), lamp.id, office.doing())
    assert place_of(office) == {"Lamp": lamp.id, "Cup": lamp.id}
    assert office.conversation(lamp.id).mails == 2
    assert office.conversation(cup.id).state == "closed"
    (example,) = office.all(t.Correction)
    assert (example.field, example.was, example.became) == (
        "placing",
        {"conversation": cup.id},
        {"conversation": lamp.id},
    )
    with office.store.writing() as session:
        acts.undo(session, office.all(t.Deed)[-1].id, office.doing())
    assert place_of(office) == {"Lamp": lamp.id, "Cup": cup.id}


def test_after_a_merge_the_old_address_leads_to_the_new_place(office, two):
    lamp, cup = two
    with office.store.writing() as session:
        moving.merge(session, office.seen(cup), lamp.id, office.doing())
    assert place_of(office) == {"Lamp": lamp.id, "Cup": lamp.id}
    answer = office.mail("Any news of the cup?", sender="b@kunde.example", subject="Re: Cup")
    assert answer.conversation_id == lamp.id


def test_a_merge_is_undone(office, two):
    lamp, cup = two
    with office.store.writing() as session:
        moving.merge(session, office.seen(cup), lamp.id, office.doing())
    with office.store.writing() as session:
        acts.undo(session, office.all(t.Deed)[-1].id, office.doing())
    assert place_of(office) == {"Lamp": lamp.id, "Cup": cup.id}
    assert office.conversation(cup.id).merged_into_id is None


def test_mails_are_split_off_into_a_conversation_of_their_own(office, two):
    lamp, _ = two
    second = office.mail("And my table?", sender="a@kunde.example", subject="Re: Lamp")
    with office.store.writing() as session:
        beside = moving.split(session, [second.id], office.seen(lamp), office.doing())
        beside_id = beside.id
    assert beside_id not in (lamp.id,)
    assert [m.conversation_id for m in office.all(t.Message) if m.id == second.id] == [beside_id]
    assert office.conversation(lamp.id).mails == 1


def test_a_mail_that_does_not_stand_there_cannot_be_moved(office, two):
    lamp, cup = two
    mail = next(m for m in office.all(t.Message) if m.subject == "Cup")
    with pytest.raises(NotFoundError), office.store.writing() as session:
        moving.move(session, mail.id, office.seen(lamp), cup.id, office.doing())


def test_a_conversation_cannot_be_merged_into_itself(office, two):
    lamp, _ = two
    with pytest.raises(StaleError), office.store.writing() as session:
        moving.merge(session, office.seen(lamp), lamp.id, office.doing())
