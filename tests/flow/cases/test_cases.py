"""Notices of platforms: the cases they open, bring on and close, and the tasks to look when nothing is proven."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import update

from maildesk.core.dispute.case import Entered, Outcome
from maildesk.db import tables as t
from maildesk.db.queries import exports
from maildesk.errors import RefusedError, StaleError
from maildesk.flow.cases import acts, overrides, withdrawal
from maildesk.flow.clocks import ringing
from maildesk.flow.house.entered import EnteredError
from maildesk.packs.disputes import load_disputes

PROVEN = "mx.shop.example; dkim=pass header.d=ebay.com; dmarc=pass header.from=ebay.com"


@pytest.fixture
def trusting(office):
    """The mailbox knows which server's word counts; an eBay order stands in the book."""
    with office.store.writing() as session:
        session.execute(update(t.Mailbox).values(trust_authserv=["mx.shop.example"]))
    office.order("12-34567-89012", channel="ebay", country="DE", buyer_email="anna@kunde.example")
    return office


def notice(office, subject="A buyer opened a return request for order 12-34567-89012", text="", **headers):
    said = text or "Your buyer opened a return for order 12-34567-89012. Return ID 5123456789. Please respond."
    told = {"sender": "eBay <ebay@ebay.com>", "Authentication_Results": PROVEN} | headers
    return office.mail(said, subject=subject, **told)


def test_a_proven_notice_opens_a_case_with_its_order_and_a_clock_that_moves_the_conversation(trusting):
    mail = notice(trusting)
    (case,) = trusting.all(t.Case)
    (clock,) = [row for row in trusting.all(t.ClockRow) if row.family == "platform"]
    assert (case.platform, case.case, case.stage, case.state) == ("ebay", "return", "respond", "open")
    assert (case.conversation_id, case.order_number, case.proven) == (mail.conversation_id, "12-34567-89012", True)
    assert (clock.subject, clock.kind, clock.conversation_id) == (
        f"case:{case.id}",
        "ebay return respond",
        mail.conversation_id,
    )
    assert clock.origin["grade"] == "A"


def test_the_same_notice_again_is_the_same_case(trusting):
    notice(trusting)
    notice(trusting, Date="Fri, 20 Nov 2026 09:00:00 +0000")
    assert len(trusting.all(t.Case)) == 1


def test_an_unproven_notice_opens_no_case_but_a_task_with_a_clock_that_rings(trusting):
    notice(trusting, Authentication_Results="")
    assert trusting.all(t.Case) == []
    (task,) = trusting.all(t.Task)
    (clock,) = [row for row in trusting.all(t.ClockRow) if row.subject == f"task:{task.id}"]
    assert (task.kind, task.state, clock.kind) == ("check_platform", "open", "check on the platform")
    ringing.ring(trusting.store, trusting.now + timedelta(days=30))
    assert [ring.act for ring in trusting.all(t.Ring)][-1] == "expire"


def test_a_case_from_an_import_is_kept_with_its_clock_and_rings_nothing(trusting):
    notice(trusting, quiet=True)
    assert len(trusting.all(t.Case)) == 1
    ringing.ring(trusting.store, trusting.now + timedelta(days=30))
    assert trusting.all(t.Ring) == []


def test_a_notice_that_the_case_is_closed_closes_it_and_stops_its_clock(trusting):
    notice(trusting)
    closed = "The return 5123456789 for order 12-34567-89012 was closed. No further action is needed."
    notice(trusting, subject="Your return case is closed: order 12-34567-89012", text=closed)
    (case,) = trusting.all(t.Case)
    assert case.state == "closed"
    assert {row.state for row in trusting.all(t.ClockRow) if row.family == "platform"} == {"stopped"}


def test_the_next_stage_has_its_own_clock_and_amount_and_the_first_stands_in_the_history(trusting):
    proven = {"sender": "service@paypal.com", "Authentication_Results": PROVEN.replace("ebay.com", "paypal.com")}
    told = "Case number: PP-R-TKL-558204713\nTransaction amount: {amount}\nReason: Item not received\nPlease respond."
    notice(trusting, "A buyer opened a dispute: Case PP-R-TKL-558204713", told.format(amount="42.00 EUR"), **proven)
    trusting.now += timedelta(days=3)
    text = "Your buyer escalated the dispute to a claim.\n" + told.format(amount="84.00 EUR")
    notice(trusting, "A dispute was escalated to a claim: Case PP-R-TKL-558204713", text, **proven)
    (case,) = trusting.all(t.Case)
    assert (case.case, case.amount) == ("claim", Decimal("84.00"))
    events = trusting.all(t.CaseEvent)
    assert [event.code for event in events] == ["opened", "stage"]
    assert events[1].detail["stage"] == "inquiry respond"
    states = {row.kind: row.state for row in trusting.all(t.ClockRow) if row.family == "platform"}
    assert states == {"paypal inquiry respond": "stopped", "paypal claim respond": "running"}


def test_an_exported_case_has_what_the_notice_said_and_where_it_stands(trusting):
    mail = notice(
        trusting, text="Your buyer opened a return for order 12-34567-89012. Return ID 5123456789. Amount: EUR 84.00."
    )
    with trusting.store.reading() as session:
        (row,) = exports.cases(session)
    case = trusting.all(t.Case)[0]
    assert {key: row[key] for key in ("case", "platform", "kind", "stage", "order", "amount", "currency", "state", "proven")} == {
        "case": "return", "platform": "ebay", "kind": "return_request", "stage": "respond", "order": "12-34567-89012",
        "amount": "84.00", "currency": "EUR", "state": "open", "proven": True,
    }  # fmt: skip
    assert (row["conversation"], row["source_message"]) == (mail.conversation_id, mail.message_id)
    assert row["opened_at"] == f"{case.opened_at:%Y-%m-%dT%H:%M:%SZ}"
    assert row["due_at"] > row["opened_at"]


def test_a_payment_dispute_takes_the_place_of_the_return_of_the_same_order(trusting):
    notice(trusting)
    text = "A buyer opened a payment dispute for order 12-34567-89012 with their bank. Please respond: accept or challenge."
    notice(trusting, subject="A payment dispute was opened: order 12-34567-89012", text=text)
    first, second = sorted(trusting.all(t.Case), key=lambda case: case.id)
    assert (first.state, first.outcome, first.replaced_by_id) == ("closed", "replaced", second.id)
    assert (second.case, second.state) == ("payment_dispute", "open")


def test_one_click_genuine_opens_the_case_as_of_the_mails_arrival(trusting):
    mail = notice(trusting, Authentication_Results="")
    (task,) = trusting.all(t.Task)
    trusting.now += timedelta(days=2)
    with trusting.store.writing() as session:
        case = acts.genuine(session, task.id, trusting.doing())
    assert (case.opened_at, case.proven, case.message_id) == (mail.arrived_at, True, mail.id)
    states = {row.subject: row.state for row in trusting.all(t.ClockRow)}
    assert states[f"task:{task.id}"] == "stopped"
    with pytest.raises(StaleError), trusting.store.writing() as session:
        acts.genuine(session, task.id, trusting.doing())


def test_a_forged_notice_is_put_away_and_its_clock_stops(trusting):
    notice(trusting, Authentication_Results="")
    (task,) = trusting.all(t.Task)
    with trusting.store.writing() as session:
        acts.forged(session, task.id, trusting.doing())
    assert trusting.all(t.Task)[0].outcome == "forged"
    assert trusting.all(t.Case) == []


def test_an_answered_case_rings_no_more_until_it_is_reopened(trusting):
    mail = notice(trusting)
    (case,) = trusting.all(t.Case)
    with trusting.store.writing() as session:
        acts.answered(session, trusting.seen(case), trusting.doing())
    assert trusting.conversation(mail.conversation_id).state == "waiting_other"
    with trusting.store.writing() as session:
        acts.reopen(session, trusting.seen(case), trusting.doing())
    (clock,) = [row for row in trusting.all(t.ClockRow) if row.family == "platform"]
    assert (clock.state, trusting.conversation(mail.conversation_id).due_at) == ("running", clock.due_at)


def test_a_date_that_the_platform_shows_beats_the_packs(trusting):
    notice(trusting)
    (case,) = trusting.all(t.Case)
    shown = trusting.now + timedelta(days=1)
    with trusting.store.writing() as session:
        acts.date(session, trusting.seen(case), shown, trusting.doing())
    (clock,) = [row for row in trusting.all(t.ClockRow) if row.family == "platform"]
    assert (clock.due_at, clock.origin["given"]) == (shown, True)


def test_an_overdue_case_stays_on_top_until_it_is_closed(trusting):
    mail = notice(trusting)
    (case,) = trusting.all(t.Case)
    ringing.ring(trusting.store, trusting.now + timedelta(days=30))
    assert trusting.conversation(mail.conversation_id).due_at is not None
    with trusting.store.writing() as session:
        acts.close(session, trusting.seen(case), Outcome.LOST, None, trusting.doing())
    assert trusting.conversation(mail.conversation_id).due_at is None


@pytest.mark.parametrize("number", ["PP-D-123456", ""])
def test_a_case_entered_twice_is_one(trusting, number):
    told = Entered("paypal", "claim", "respond", trusting.now, number=number, amount=Decimal("20.00"))
    for _ in range(2):
        with trusting.store.writing() as session:
            acts.enter(session, told, trusting.now, trusting.doing())
    assert [case.number for case in trusting.all(t.Case)] == [number]


def test_a_withdrawal_in_the_union_is_acknowledged_by_the_answer_and_its_refund_can_be_held(trusting):
    mail = trusting.mail("Hiermit widerrufe ich den Vertrag über meine Bestellung 12-34567-89012.", subject="Widerruf")
    clocks = {row.kind: row for row in trusting.all(t.ClockRow) if row.family != "service"}
    assert set(clocks) == {"eu withdrawal acknowledge", "eu withdrawal refund", "eu withdrawal return"}
    with trusting.store.writing() as session:
        withdrawal.hold(session, mail.conversation_id, trusting.doing())
    answer = {"From": "support@shop.example", "To": "anna@kunde.example", "In_Reply_To": f"<{mail.message_id}>"}
    trusting.mail("Wir haben Ihren Widerruf erhalten.", subject="Re: Widerruf", direction="out", **answer)
    states = {row.kind: row.state for row in trusting.all(t.ClockRow)}
    assert (states["eu withdrawal acknowledge"], states["eu withdrawal refund"]) == ("stopped", "paused")


def test_the_shops_own_deadline_holds_from_the_next_case_on_until_it_is_ended(trusting):
    entered = overrides.Entered("ebay", "return", "respond", "24 hours", "our account manager")
    with trusting.store.writing() as session:
        overrides.override(session, entered, trusting.doing("supervisor"))
    mail = notice(trusting)
    (clock,) = [row for row in trusting.all(t.ClockRow) if row.family == "platform"]
    assert clock.due_at == mail.arrived_at + timedelta(hours=24)
    assert "our account manager" in clock.origin["source"]
    (row,) = trusting.all(t.DeadlineOverride)
    with trusting.store.writing() as session:
        overrides.end(session, row.id, trusting.doing("supervisor"))
        assert overrides.packs(session) is load_disputes()


def test_only_a_supervisor_sets_a_deadline_and_what_is_no_span_is_named(trusting):
    entered = overrides.Entered("ebay", "return", "respond", "soon")
    with pytest.raises(RefusedError), trusting.store.writing() as session:
        overrides.override(session, entered, trusting.doing("lead"))
    with pytest.raises(EnteredError, match="soon"), trusting.store.writing() as session:
        overrides.override(session, entered, trusting.doing("supervisor"))


@pytest.mark.parametrize(("country", "template"), [("DE", "withdrawal_acknowledged"), ("US", "return_how_to")])
def test_a_withdrawal_within_the_union_is_answered_by_acknowledging_it(office, country, template):
    with office.store.writing() as session:
        session.add(
            t.ShopSetting(key="shop", value={"return_address": "Hafenstraße 1, 20457 Hamburg"}, changed_at=office.now)
        )
    office.order("1034", country=country, buyer_email="anna@kunde.example", shipped_at="2026-11-10T08:00:00Z")
    office.mail(
        "Hiermit widerrufe ich den Vertrag über meine Bestellung 1034 und möchte die Lampe zurückgeben.", subject="1034"
    )
    assert office.draft().plan["template"] == template
