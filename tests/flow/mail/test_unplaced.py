"""Mails that are no buyer's: bounces, automatic answers, notices, and what is only put out of the way."""

import pytest

from maildesk.db import tables as t
from maildesk.flow.mail import own_mail

DSN = """From: MAILER-DAEMON@mx.example
To: support@shop.example
Subject: {subject}
Message-ID: <dsn@mx.example>
Date: Fri, 20 Nov 2026 09:30:00 +0000
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: text/plain

{subject}
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; anna@kunde.example
Action: {action}
Status: {status}

--b
Content-Type: text/rfc822-headers

Message-ID: <{message_id}>
--b--
"""


@pytest.fixture
def answered(office):
    """A reply that left, as the outbox has it."""
    office.order("#1034", buyer_email="anna@kunde.example")
    office.mail("Wo ist meine Bestellung #1034?")
    row = office.approve(office.draft())
    with office.store.writing() as session:
        outbox = session.get_one(t.Outbox, row.id)
        outbox.state, outbox.sent_at = "sent", office.now
        outbox.message_row_id = own_mail.join(session, outbox, office.now)
    return row


def report(office, answered, action, status):
    text = DSN.format(subject="Mail delivery", action=action, status=status, message_id=answered.message_id)
    return office.raw(text.replace("\n", "\r\n").encode())


def test_a_bounce_is_attached_to_the_reply_that_failed_and_makes_it_the_desks_turn(office, answered):
    bounce = report(office, answered, "failed", "5.1.1")
    row = office.conversation(answered.conversation_id)
    assert bounce.conversation_id == answered.conversation_id
    assert (row.state, "bounced" in row.flags) == ("open", True)
    assert office.all(t.Outbox)[0].state == "failed"


def test_a_warning_of_delay_changes_nothing_the_server_goes_on_trying(office, answered):
    warning = report(office, answered, "delayed", "4.4.1")
    assert warning.conversation_id == answered.conversation_id
    assert office.all(t.Outbox)[0].state == "sent"
    assert office.conversation(answered.conversation_id).state == "waiting_buyer"


def test_an_automatic_answer_joins_what_it_answers_and_opens_nothing(office, answered):
    mail = office.mail(
        "I am out of office.", subject="Auto: Re", Auto_Submitted="auto-replied", In_Reply_To=f"<{answered.message_id}>"
    )
    assert (mail.kind, mail.conversation_id) == ("auto_reply", answered.conversation_id)
    assert office.conversation(answered.conversation_id).state == "waiting_buyer"


def test_a_newsletter_is_put_out_of_the_way_with_the_reason(office):
    mail = office.mail(
        "Big sale", List_Unsubscribe="<https://news.example/u>", List_Id="<news.example>", Precedence="bulk"
    )
    assert (mail.state, mail.kind, mail.conversation_id) == ("ignored", "bulk", None)
    assert mail.found["kind_because"]


def test_an_unproven_notice_stands_by_itself_and_opens_no_case(office):
    office.order("304-1234567-1234567", channel="amazon", buyer_email="anna@kunde.example")
    hers = office.mail("Where is order 304-1234567-1234567?")
    notice = office.mail(
        "A claim was filed on order 304-1234567-1234567. Respond within 3 days.",
        sender="atoz-guarantee-no-reply@amazon.com", subject="Action required: Claim received on order 304-1234567-1234567",
    )  # fmt: skip
    assert notice.kind == "dispute_notice"
    assert notice.conversation_id != hers.conversation_id
    assert not notice.found["notice"]["opens_case"]
