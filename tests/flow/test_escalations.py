"""A matter goes up by a person or by a rule, is told at once, has a clock and an end; every step can be undone."""

from datetime import timedelta
from decimal import Decimal

import pytest

from maildesk.core.clock.escalation import Cause
from maildesk.db import tables as t
from maildesk.db.queries import reports as counted
from maildesk.errors import StaleError
from maildesk.flow import acts, escalations, limits, moving
from maildesk.flow.clocks import ringing
from maildesk.flow.entered import EnteredError
from maildesk.flow.escalation_rules import rang
from maildesk.flow.escalations import Upwards

HOUR = timedelta(hours=1)


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


def set_limits(office, **changed):
    with office.store.writing() as session:
        limits.save(session, limits.Upwards(**changed), office.people["supervisor"].id, office.now)


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


def test_a_threat_goes_up_once_and_again_only_after_it_was_solved(office):
    mail = office.mail("If you do not refund me today I will open a PayPal dispute and call my lawyer.")
    (up,) = office.all(t.EscalationRow)
    assert (up.cause, up.level, up.by) == (str(Cause.THREAT), "lead", None)
    finish(office, up, "handed_back")
    office.mail("I will call my lawyer and open a dispute, as I said.", subject="Re: Frage")
    assert len(office.all(t.EscalationRow)) == 1
    with office.store.writing() as session:
        acts.solve(session, office.seen(office.conversation(mail.conversation_id)), office.doing())
    office.mail("My lawyer will write to you now.", subject="Re: Frage")
    assert [row.conversation_id for row in office.all(t.EscalationRow)] == [mail.conversation_id] * 2


def test_the_third_mail_without_a_solution_goes_up(office):
    for words in ("Where is my parcel?", "Hello? Any news of it?", "Nobody answers. Where is it?"):
        assert office.all(t.EscalationRow) == []
        office.mail(words)
    (up,) = office.all(t.EscalationRow)
    assert up.causes == [str(Cause.UNSOLVED_MAILS)]


def test_mails_before_a_solution_do_not_count(office):
    office.mail("Where is my parcel?")
    second = office.mail("Any news of my parcel?")
    with office.store.writing() as session:
        acts.solve(session, office.seen(office.conversation(second.conversation_id)), office.doing())
    office.now += HOUR
    office.mail("And where is it now?")
    assert office.all(t.EscalationRow) == []


@pytest.mark.parametrize(
    ("total", "currency", "goes"), [("250.00", "EUR", True), ("150.00", "EUR", False), ("900.00", "SEK", False)]
)
def test_a_large_amount_at_stake_goes_up_in_the_currencies_that_have_a_limit(office, total, currency, goes):
    office.order("#1034", buyer_email="anna@kunde.example", total=total, currency=currency)
    office.mail("The lamp of order #1034 arrived broken, the glass is shattered.")
    assert [row.cause for row in office.all(t.EscalationRow)] == ([str(Cause.AMOUNT)] if goes else [])


def test_a_question_without_money_at_stake_does_not_go_up_by_amount(office):
    office.order("#1034", buyer_email="anna@kunde.example", total="900.00")
    office.mail("Where is my order #1034?")
    assert office.all(t.EscalationRow) == []


def test_a_rule_that_is_off_raises_nothing(office):
    set_limits(office, unsolved_mails=0, amounts={"EUR": Decimal(1)})
    for _ in range(4):
        office.mail("Where is my parcel?")
    assert office.all(t.EscalationRow) == []


def test_a_quiet_import_raises_nothing(office):
    office.mail("I will open a dispute and call my lawyer.", quiet=True)
    assert office.all(t.EscalationRow) == []


def test_a_clock_near_its_end_raises_its_matter_without_telling_twice_and_an_answer_ends_it(office):
    mail = office.mail("Where is my parcel?")
    ringing.ring(office.store, office.now + 22 * HOUR, follows=rang)
    (up,) = office.all(t.EscalationRow)
    assert (up.causes, up.level) == ([str(Cause.BREACH_NEAR)], "lead")
    assert [note.code for note in office.all(t.Notification)] == ["clock_warn", "clock_escalate"]
    ringing.ring(office.store, office.now + 23 * HOUR, follows=rang)
    assert len(office.all(t.EscalationRow)) == 1
    office.approve(office.draft())
    assert office.all(t.EscalationRow)[0].end == "answered"
    assert "escalated" not in office.conversation(mail.conversation_id).flags


def test_causes_are_counted_by_day(office):
    office.mail("I will open a dispute and call my lawyer.")
    escalate(office, office.mail("Hello", sender="omar@zabun.example").conversation_id)
    with office.store.reading() as session:
        assert counted.causes(session, office.now - HOUR, office.now + HOUR) == [("threat", 1), ("asked", 1)]
        assert counted.causes(session, office.now + HOUR, office.now + 2 * HOUR) == []
