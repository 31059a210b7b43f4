"""Matters that go up by a rule: each cause once for a matter until it is solved, told at once, counted."""

from datetime import timedelta
from decimal import Decimal

import pytest

from maildesk.core.clock.escalation import Cause
from maildesk.db import tables as t
from maildesk.db.queries import reports as counted
from maildesk.flow.clocks import ringing
from maildesk.flow.matters import acts, limits
from maildesk.flow.matters.escalation_rules import rang
from tests.flow.matters.test_escalations import escalate, finish

HOUR = timedelta(hours=1)


def set_limits(office, **changed):
    with office.store.writing() as session:
        limits.save(session, limits.Upwards(**changed), office.people["supervisor"].id, office.now)


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


def test_a_buyer_who_comes_with_a_third_matter_within_a_month_goes_up(office):
    for days, number in ((0, "1034"), (20, "2034"), (9, "3034")):
        office.now += timedelta(days=days)
        office.order(f"#{number}", buyer_email="anna@kunde.example")
        assert office.all(t.EscalationRow) == []
        mail = office.mail(f"Where is my order #{number}?", subject=number)
    (up,) = office.all(t.EscalationRow)
    assert (up.causes, up.conversation_id, up.level) == (["repeat_contact"], mail.conversation_id, "lead")


def test_all_causes_that_hold_at_once_are_one_escalation(office):
    office.order("#1034", buyer_email="anna@kunde.example", total="900.00")
    office.mail("The lamp of order #1034 arrived broken. Refund me or I will open a dispute and call my lawyer.")
    (up,) = office.all(t.EscalationRow)
    assert (up.cause, up.causes) == ("threat", ["threat", "amount"])


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
