"""From a real IMAP server through the desk to a real SMTP server, on both stores."""

from email import message_from_bytes, policy

from maildesk.db import tables as t
from maildesk.jobs.send import file_copies, settle_uncertain
from tests.support.smtp_sink import Misbehaviour


def approved(office, text="Where is my parcel #1034?", **mail):
    office.fetch()  # the first look is silent and finds nothing
    office.deliver(text, **mail)
    office.fetch()
    (draft,) = [d for d in office.all(t.Draft) if d.state == "proposed"]
    return office.approve(draft)


def outbox(office):
    (row,) = office.all(t.Outbox)
    return row


def test_a_mail_is_fetched_answered_and_the_answer_stands_in_the_buyers_thread(office):
    approved(office)
    office.send()
    (arrived,) = office.sink.arrived
    answer = message_from_bytes(arrived.raw, policy=policy.default)
    asked, sent = office.all(t.Message)
    assert arrived.recipients == ("anna@kunde.example",)
    assert answer["In-Reply-To"] == f"<{asked.message_id}>"
    assert answer["References"] == f"<{asked.message_id}>"
    assert answer["From"].addresses[0].addr_spec == "support@shop.example"
    assert (sent.direction, sent.conversation_id) == ("out", asked.conversation_id)
    assert outbox(office).state == "sent"


def test_the_buyers_answer_to_it_joins_the_conversation(office):
    sent = approved(office)
    office.send()
    office.deliver("Thank you!", subject="Re: Frage", In_Reply_To=f"<{sent.message_id}>")
    office.fetch()
    assert len({m.conversation_id for m in office.all(t.Message)}) == 1


def test_a_copy_is_filed_in_the_sent_folder_once_and_is_no_second_mail_when_read_back(office):
    approved(office)
    office.send()
    file_copies(office.desk, office.box)
    file_copies(office.desk, office.box)
    office.fetch()
    assert outbox(office).copy_state == "done"
    assert [m.state for m in office.all(t.Message) if m.direction == "out"] == ["placed"]


def test_a_temporary_refusal_is_tried_again_later(office):
    office.sink.when("anna@kunde.example", Misbehaviour(rcpt="450 4.2.1 try later"))
    approved(office)
    office.send()
    row = outbox(office)
    assert (row.state, row.attempts) == ("queued", 1)
    assert "450" in row.said
    assert row.not_before > row.created_at


def test_a_permanent_refusal_is_a_matter_for_a_person(office):
    office.sink.when("anna@kunde.example", Misbehaviour(rcpt="550 5.1.1 no such user"))
    approved(office)
    office.send()
    assert outbox(office).state == "failed"
    assert [n.code for n in office.all(t.Notification)] == ["mail_failed"]


def test_a_wrong_password_of_the_server_is_no_fault_of_the_mail(office):
    office.sink.passwords = {}
    approved(office)
    office.send()
    assert outbox(office).state == "queued"
    assert "password" in outbox(office).said


def test_a_connection_lost_after_the_mail_was_handed_over_is_never_tried_again(office):
    office.sink.when("anna@kunde.example", Misbehaviour(drop="answer"))
    approved(office)
    office.send()
    office.send()
    assert outbox(office).state == "uncertain"
    assert outbox(office).attempts == 1


def test_an_uncertain_mail_that_stands_in_the_sent_folder_was_sent(office):
    office.sink.when("anna@kunde.example", Misbehaviour(drop="answer"))
    row = approved(office)
    office.send()
    office.dovecot.deliver(office.user, row.body, "Sent")
    office.desk.lines.close()  # the server shows a folder made behind its back only to a new session
    settle_uncertain(office.desk, office.box)
    assert outbox(office).state == "sent"


def test_the_first_sync_is_silent(office):
    office.deliver("An old question")
    office.fetch()
    (message,) = office.all(t.Message)
    (conversation,) = office.all(t.Conversation)
    assert message.quiet
    assert conversation.due_at is None


def test_a_mail_read_in_another_client_is_fetched_all_the_same(office):
    office.fetch()
    office.deliver("Seen elsewhere")
    with office.desk.lines.mailbox(office.box, office.dovecot.account(office.user)) as mailbox:
        mailbox.flag("INBOX", mailbox.uids_after("INBOX", 0), ["\\Seen"])
    office.fetch()
    assert [m.newest_text for m in office.all(t.Message)] == ["Seen elsewhere"]


def test_a_new_uidvalidity_brings_no_mail_twice(office):
    office.fetch()
    for number in range(3):
        office.deliver(f"Question {number}", subject=f"Q{number}")
    office.fetch()
    office.dovecot.change_uidvalidity(office.user)
    office.desk.lines.close()
    office.fetch()
    assert len(office.all(t.Message)) == 3


def test_a_wrong_password_names_the_mailbox_raises_the_alarm_once_and_recovery_is_told(office):
    with office.store.writing() as session:
        session.get_one(t.User, office.agent).role = "supervisor"
        session.get_one(t.Mailbox, office.box).secret = office.desk.vault.seal({"password": "wrong"})
    office.fetch()
    office.fetch()
    (box,) = office.all(t.Mailbox)
    assert box.failing_since is not None and box.username in box.failure
    assert [n.code for n in office.all(t.Notification)] == ["mailbox_failing"]
    with office.store.writing() as session:
        secret = {"password": office.dovecot.account(office.user).secret}
        session.get_one(t.Mailbox, office.box).secret = office.desk.vault.seal(secret)
    office.fetch()
    assert [n.code for n in office.all(t.Notification)] == ["mailbox_failing", "mailbox_recovered"]
    assert office.all(t.Mailbox)[0].failure == ""
