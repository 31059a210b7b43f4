"""Notices of platforms: the cases they open, bring on and close, and the tasks to look when nothing is proven."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from maildesk.db import tables as t
from maildesk.flow.clocks import ringing

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


def test_a_payment_dispute_takes_the_place_of_the_return_of_the_same_order(trusting):
    notice(trusting)
    text = "A buyer opened a payment dispute for order 12-34567-89012 with their bank. Please respond: accept or challenge."
    notice(trusting, subject="A payment dispute was opened: order 12-34567-89012", text=text)
    first, second = sorted(trusting.all(t.Case), key=lambda case: case.id)
    assert (first.state, first.outcome, first.replaced_by_id) == ("closed", "replaced", second.id)
    assert (second.case, second.state) == ("payment_dispute", "open")
