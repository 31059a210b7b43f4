"""A matter goes up by a person, is told at once, has a clock and an end; every step can be undone."""

from datetime import timedelta

import pytest

from maildesk.db import tables as t
from maildesk.errors import StaleError
from maildesk.flow.clocks import ringing
from maildesk.flow.house.entered import EnteredError
from maildesk.flow.matters import acts, escalations, moving
from maildesk.flow.matters.escalations import Upwards


def escalate(office, conversation_id, who="agent", **to):
    seen, doing = office.seen(office.conversation(conversation_id)), office.doing(who)
    with office.store.writing() as session:
        return escalations.escalate(session, seen, Upwards(**{"reason": "a lawyer writes", **to}), doing)


def finish(office, up, how="solved", who="lead"):
    with office.store.writing() as session:
        return escalations.end(session, up.id, how, office.doing(who))


def undo(office, who="agent"):
    with office.store.writing() as session:
        acts.undo(session, office.all(t.Deed)[-1].id, office.doing(who))


def clock_of(office, up):
    return next(clock for clock in office.all(t.ClockRow) if clock.subject == f"escalation:{up.id}")


def test_it_has_a_level_a_reason_a_clock_and_tells_those_it_goes_to(office):
    mail = office.mail("Where is my parcel?")
    up = escalate(office, mail.conversation_id)
    assert (up.cause, up.level, up.reason, up.by) == ("asked", "lead", "a lawyer writes", office.people["agent"].id)
    clock = clock_of(office, up)
    assert (clock.state, clock.kind) == ("running", "escalation")
    (note,) = office.all(t.Notification)
    assert (note.user_id, note.code, note.waits) == (office.people["lead"].id, "clock_escalate", True)
    assert note.detail["by"] == "Agent"
    assert "escalated" in office.conversation(mail.conversation_id).flags


def test_a_trainee_may_send_anything_up(office):
    mail = office.mail("Where is my parcel?")
    assert escalate(office, mail.conversation_id, who="trainee").by == office.people["trainee"].id


def test_the_owner_of_the_conversation_is_not_asked_again(office):
    mail = office.mail("Where is my parcel?")
    with office.store.writing() as session:
        seen = office.seen(office.conversation(mail.conversation_id))
        acts.assign(session, seen, office.people["agent"].id, office.doing())
    escalate(office, mail.conversation_id)
    assert [note.user_id for note in office.all(t.Notification)] == [office.people["lead"].id]


def test_working_hours_of_its_clock_end_on_the_next_working_day(office):
    """A Friday, 16:01 in Shanghai: two of four hours are left for Monday."""
    mail = office.mail("Where is my parcel?")
    clock = clock_of(office, escalate(office, mail.conversation_id))
    assert clock.due_at - clock.started_at == timedelta(days=2) + timedelta(hours=19)


def test_it_can_go_to_one_person(office):
    mail = office.mail("Where is my parcel?")
    person = office.people["supervisor"].id
    up = escalate(office, mail.conversation_id, person_id=person, level="supervisor")
    assert up.owner_id == person
    assert [note.user_id for note in office.all(t.Notification)] == [person]


def test_its_own_clock_rings_where_it_went_and_then_one_further_up(office):
    mail = office.mail("Where is my parcel?")
    escalate(office, mail.conversation_id)
    ringing.ring(office.store, office.now + timedelta(days=10))
    rings = [ring for ring in office.all(t.Ring) if ring.key.startswith("escalation:")]
    assert [(ring.act, ring.level) for ring in rings] == [
        ("escalate", "lead"), ("warn", "lead"), ("escalate", "supervisor"), ("expire", "supervisor"),
    ]  # fmt: skip


def test_sending_it_further_up_ends_the_one_before(office):
    mail = office.mail("Where is my parcel?")
    first = escalate(office, mail.conversation_id)
    second = escalate(office, mail.conversation_id, who="lead", level="supervisor")
    rows = {row.id: row for row in office.all(t.EscalationRow)}
    assert (rows[first.id].end, rows[second.id].end) == ("went_up", "")
    assert clock_of(office, first).state == "stopped"


@pytest.mark.parametrize("how", ["solved", "handed_back"])
def test_its_end_stops_the_clock_and_tells_whoever_sent_it_up(office, how):
    mail = office.mail("Where is my parcel?")
    up = finish(office, escalate(office, mail.conversation_id), how)
    assert (up.end, up.ended_by) == (how, office.people["lead"].id)
    assert clock_of(office, up).state == "stopped"
    assert office.all(t.Notification)[-1].code == f"escalation_{how}"
    assert "escalated" not in office.conversation(mail.conversation_id).flags


def test_what_has_ended_does_not_end_again(office):
    mail = office.mail("Where is my parcel?")
    up = finish(office, escalate(office, mail.conversation_id))
    with pytest.raises(StaleError):
        finish(office, up)


@pytest.mark.parametrize("wrong", [{"reason": ""}, {"level": "owner"}, {"level": "king"}])
def test_without_a_reason_or_a_level_nothing_goes_up(office, wrong):
    mail = office.mail("Where is my parcel?")
    with pytest.raises(EnteredError):
        escalate(office, mail.conversation_id, **wrong)


def test_undoing_takes_it_down_again_and_reopens_the_one_before(office):
    mail = office.mail("Where is my parcel?")
    first = escalate(office, mail.conversation_id)
    second = escalate(office, mail.conversation_id, who="lead", level="supervisor")
    undo(office, "lead")
    rows = {row.id: row for row in office.all(t.EscalationRow)}
    assert (rows[first.id].end, rows[second.id].end) == ("", "taken_back")
    assert clock_of(office, first).state == "running"
    with office.store.reading() as session:
        assert escalations.open_one(session, mail.conversation_id).id == first.id


def test_undoing_an_end_opens_it_again_with_its_clock(office):
    mail = office.mail("Where is my parcel?")
    up = finish(office, escalate(office, mail.conversation_id))
    due_at = clock_of(office, up).due_at
    undo(office, "lead")
    assert (clock_of(office, up).state, clock_of(office, up).due_at) == ("running", due_at)
    assert "escalated" in office.conversation(mail.conversation_id).flags


def test_what_went_up_goes_along_when_its_conversation_is_merged_and_comes_back_when_that_is_undone(office):
    mail = office.mail("Where is my parcel?")
    other = office.mail("Hello", sender="omar@zabun.example")
    up = escalate(office, mail.conversation_id)
    with office.store.writing() as session:
        moving.merge(
            session, office.seen(office.conversation(mail.conversation_id)), other.conversation_id, office.doing()
        )
    assert office.all(t.EscalationRow)[0].conversation_id == other.conversation_id
    assert clock_of(office, up).conversation_id == other.conversation_id
    assert "escalated" in office.conversation(other.conversation_id).flags
    undo(office)
    assert office.all(t.EscalationRow)[0].conversation_id == mail.conversation_id
    assert "escalated" in office.conversation(mail.conversation_id).flags
    assert "escalated" not in office.conversation(other.conversation_id).flags


def test_solving_the_conversation_ends_it_and_undoing_that_opens_it(office):
    mail = office.mail("Where is my parcel?")
    escalate(office, mail.conversation_id)
    with office.store.writing() as session:
        acts.solve(session, office.seen(office.conversation(mail.conversation_id)), office.doing())
    assert office.all(t.EscalationRow)[0].end == "solved"
    undo(office)
    assert office.all(t.EscalationRow)[0].end == ""
