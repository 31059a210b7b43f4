"""While a peak is on, exceptional orders go to the emergency squad, with the reason in the history."""

from __future__ import annotations

from datetime import timedelta

import pytest

from maildesk.db import tables as t
from maildesk.flow.clocks.telling import Heard
from maildesk.flow.house.person import Seen
from maildesk.flow.matters import acts
from maildesk.flow.peak import plans, squad

#: Rows read by key: what counts and groups in the store is tried on both (`test_report`, `test_tally`, `test_watch`).
pytestmark = pytest.mark.parametrize("store", ["sqlite"], indirect=True)

THREAT = "If I do not get my money back today, I will open a dispute with my credit card and call my lawyer!"


def deeds(office, conversation_id: int) -> list[t.Deed]:
    return [deed for deed in office.all(t.Deed) if deed.conversation_id == conversation_id and deed.code == "to_squad"]


def test_a_threat_goes_to_the_squad_with_the_reason_in_its_history(peak):
    mail = peak.mail(THREAT)
    row = peak.conversation(mail.conversation_id)
    (deed,) = deeds(peak, row.id)
    assert row.desk == "squad"
    assert deed.by is None
    assert deed.detail == {"rule": "threat", "event": "black_friday", "desk": "squad", "was": ""}


def test_an_ordinary_question_stays_where_it_is(peak):
    mail = peak.mail("Where is my parcel?")
    assert peak.conversation(mail.conversation_id).desk == ""


def test_without_a_peak_nothing_goes_to_the_squad(office):
    mail = office.mail(THREAT)
    assert office.conversation(mail.conversation_id).desk == ""


def test_an_order_that_has_not_left_for_a_week_is_exceptional(peak):
    peak.order("#1034", buyer_email="anna@kunde.example", status="paid", ordered_at="2026-11-20T08:00:00Z")
    mail = peak.mail("Where is my order #1034?", subject="#1034")
    assert deeds(peak, mail.conversation_id)[0].detail["rule"] == "not_left"


@pytest.mark.parametrize(
    ("total", "currency", "large"),
    [
        ("480.00", "EUR", True),
        ("299.99", "EUR", False),
        ("32780.00", "JPY", False),
        ("52000.00", "JPY", True),
        ("8232.00", "RUB", False),  # nobody has said what is much in roubles
    ],
)
def test_a_problem_with_an_order_that_is_large_in_its_currency_is_exceptional(peak, total, currency, large):
    peak.order("#1034", buyer_email="anna@kunde.example", total=total, currency=currency, status="delivered")
    mail = peak.mail("Order #1034: the lamp arrived broken, the glass is in pieces.", subject="#1034")
    assert [deed.detail["rule"] for deed in deeds(peak, mail.conversation_id)] == ["large_order"] * large


def test_the_owner_is_told_and_somebody_of_the_squad_takes_it(peak):
    mail = peak.mail("Where is my parcel?")
    row = peak.conversation(mail.conversation_id)
    with peak.store.writing() as session:
        acts.assign(session, Seen(row.id, row.version), peak.people["agent"].id, peak.doing("agent"))
    peak.mail(THREAT, In_Reply_To=f"<{mail.message_id}>")
    row = peak.conversation(mail.conversation_id)
    assert (row.desk, row.owner_id) == ("squad", None)
    assert [n.user_id for n in peak.all(t.Notification) if n.code == "to_squad"] == [peak.people["agent"].id]


def test_what_a_person_took_back_does_not_return_for_the_same_reason(peak):
    mail = peak.mail(THREAT)
    row = peak.conversation(mail.conversation_id)
    with peak.store.writing() as session:
        acts.hand_over(session, Seen(row.id, row.version), "complaints", "", peak.doing("lead"))
    peak.mail(THREAT + " Now!", In_Reply_To=f"<{mail.message_id}>")
    assert peak.conversation(mail.conversation_id).desk == "complaints"
    assert len(deeds(peak, mail.conversation_id)) == 1


def test_handing_over_can_be_undone(peak):
    mail = peak.mail(THREAT)
    (deed,) = deeds(peak, mail.conversation_id)
    with peak.store.writing() as session:
        acts.undo(session, deed.id, peak.doing("lead"))
    assert peak.conversation(mail.conversation_id).desk == ""


@pytest.mark.parametrize(("hours", "goes"), [(20, True), (30, False)])
def test_a_platforms_deadline_that_comes_near_brings_the_squad(peak, hours, goes):
    mail = peak.mail("Where is my parcel?")
    due = peak.now + timedelta(hours=hours)
    with peak.store.writing() as session:
        session.add(
            t.ClockRow(
                subject="case:1", kind="ebay return respond", family="platform", state="running", started_at=peak.now,
                conversation_id=mail.conversation_id, since=peak.now, due_at=due, total=3600.0, look_at=due,
            )
        )  # fmt: skip
    with peak.store.writing() as session:
        assert squad.look(session, peak.now) == goes
    with peak.store.writing() as session:
        assert squad.look(session, peak.now) == 0
    assert (peak.conversation(mail.conversation_id).desk == "squad") is goes


def test_when_the_plan_is_dropped_nothing_more_goes_to_the_squad(peak):
    with peak.store.writing() as session:
        plans.drop(session, Seen(peak.plan.id, peak.plan.version), peak.doing("lead"))
    mail = peak.mail(THREAT)
    assert peak.conversation(mail.conversation_id).desk == ""


def test_whoever_is_on_duty_hears_the_clocks_that_reach_the_squad(peak):
    agent = peak.people["agent"].id
    with peak.store.writing() as session:
        plans.add_shift(session, peak.plan.id, agent, peak.now, peak.now + timedelta(hours=8), peak.doing("lead"))
    with peak.store.reading() as session:
        assert Heard.of(session, [], peak.now + timedelta(hours=1)).at("squad") == [agent]
        assert Heard.of(session, [], peak.now + timedelta(hours=9)).at("squad") == []
