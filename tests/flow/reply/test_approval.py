"""Approval binds what was seen: signed, queued once, taken back while there is time."""

from email import message_from_bytes, policy

import pytest

from maildesk.core.reply.plan import Slot, SlotKind
from maildesk.db import tables as t
from maildesk.errors import RefusedError, StaleError
from maildesk.flow.matters import acts
from maildesk.flow.reply import review
from maildesk.flow.reply.approval import Signature, approve
from maildesk.flow.reply.drafting import plan_of


@pytest.fixture
def asked(office):
    office.order("#1034", buyer_name="Anna Krüger", buyer_email="anna@kunde.example", country="DE", language="de")
    return office.mail(
        "Guten Tag, wo bleibt meine Bestellung #1034? Viele Grüße, Anna", References="<old@kunde.example>"
    )


def edit(office, text, who="agent"):
    draft = office.draft()
    plan = plan_of(draft).edited("we_do", text)
    with office.store.writing() as session:
        return review.edit(session, office.seen(draft), plan, office.road.writer, office.doing(who))


def test_an_approved_draft_waits_in_the_outbox_until_the_undo_window_is_over(office, asked):
    row = office.approve(office.draft())
    assert row.state == "queued"
    assert (row.not_before - row.created_at).total_seconds() == 10
    assert row.recipients == ["anna@kunde.example"]


def test_the_mail_stands_in_the_buyers_thread_and_comes_from_the_address_they_wrote_to(office, asked):
    row = office.approve(office.draft())
    mail = message_from_bytes(row.body, policy=policy.default)
    assert mail["In-Reply-To"] == f"<{asked.message_id}>"
    assert mail["References"].split() == ["<old@kunde.example>", f"<{asked.message_id}>"]
    assert mail["From"].addresses[0].addr_spec == "support@shop.example"
    assert mail["Message-ID"] == f"<{row.message_id}>"
    assert mail["Content-Language"] == "de"


def test_after_approval_it_is_the_buyers_turn(office, asked):
    office.approve(office.draft())
    row = office.conversation(asked.conversation_id)
    assert (row.state, row.waiting_since, row.due_at, row.draft_state) == ("waiting_buyer", None, None, "approved")
    assert row.owner_id == office.people["agent"].id


def test_what_was_signed_is_kept_word_for_word(office, asked):
    office.approve(office.draft())
    draft = office.draft()
    assert draft.approved_hash
    assert "#1034" in draft.frozen["text"] or "1034" in draft.frozen["subject"]
    assert {b["name"] for b in draft.frozen["blocks"]} == {b["name"] for b in draft.frozen["mirror"]}


def test_a_draft_that_reads_differently_than_what_was_signed_is_not_sent(office, asked):
    draft = office.draft()
    with pytest.raises(StaleError, match="differently"), office.store.writing() as session:
        approve(session, office.seen(draft), Signature("0" * 64, "u"), office.signing, office.doing())
    assert office.all(t.Outbox) == []


def test_an_edit_voids_the_signature(office, asked):
    office.learns("agent", "de")
    old = office.signature(office.draft())
    edit(office, "Wir haben heute beim Paketdienst nachgefragt.")
    draft = office.draft()
    with pytest.raises(StaleError), office.store.writing() as session:
        approve(session, office.seen(draft), old, office.signing, office.doing())


def test_a_draft_is_approved_once_however_often_somebody_clicks(office, asked):
    draft = office.draft()
    seen, signature = office.seen(draft), office.signature(draft)
    with office.store.writing() as session:
        approve(session, seen, signature, office.signing, office.doing())
    with pytest.raises(StaleError), office.store.writing() as session:
        approve(session, seen, signature, office.signing, office.doing())
    assert len(office.all(t.Outbox)) == 1


def test_a_trainee_may_not_approve_and_learns_who_may(office, asked):
    with pytest.raises(RefusedError) as refused:
        office.approve(office.draft(), "trainee")
    assert "agent" in refused.value.who_may


def test_words_without_a_mirror_are_approved_only_by_somebody_who_writes_the_language(office, asked):
    edit(office, "Wir haben heute beim Paketdienst nachgefragt und melden uns morgen wieder bei Ihnen.")
    with pytest.raises(RefusedError) as refused:
        office.approve(office.draft())
    assert refused.value.code == "not_mirrored"
    office.learns("agent", "zh", "de")
    assert office.approve(office.draft()).state == "queued"


def test_another_buyers_address_in_an_agents_words_stops_the_draft(office, asked):
    office.order("#2000", buyer_email="bernd@anders.example", buyer_name="Bernd")
    edit(office, "Bitte schreiben Sie an bernd@anders.example.")
    office.learns("agent", "de")
    with pytest.raises(RefusedError) as refused:
        office.approve(office.draft())
    assert refused.value.code == "check.other_buyers_data"


def test_within_the_undo_window_an_approval_is_taken_back_and_all_is_as_before(office, asked):
    before = office.conversation(asked.conversation_id)
    office.approve(office.draft())
    deed = next(d for d in office.all(t.Deed) if d.code == "approved")
    with office.store.writing() as session:
        acts.undo(session, deed.id, office.doing())
    row = office.conversation(asked.conversation_id)
    assert office.all(t.Outbox) == []
    assert office.draft().state == "proposed"
    assert (row.state, row.waiting_since, row.due_at) == ("open", before.waiting_since, before.due_at)


def test_a_mail_that_was_claimed_can_no_longer_be_taken_back(office, asked):
    office.approve(office.draft())
    with office.store.writing() as session:
        outbox = session.get_one(t.Outbox, 1)
        outbox.state, outbox.attempts = "sending", 1
    deed = next(d for d in office.all(t.Deed) if d.code == "approved")
    with pytest.raises(StaleError, match="left"), office.store.writing() as session:
        acts.undo(session, deed.id, office.doing())


def test_an_answer_to_a_marketplace_relay_is_plain_text_and_carries_no_plus_address(office):
    with office.store.writing() as session:
        session.get_one(t.Mailbox, office.box).plus_addresses = True
    office.mail("Where is my order?", sender="abc123def456@marketplace.amazon.de")
    mail = message_from_bytes(office.approve(office.draft()).body, policy=policy.default)
    assert mail.get_content_type() == "text/plain"
    assert mail["Reply-To"] is None


def test_where_plus_addresses_work_the_reply_carries_the_conversations_token(office, asked):
    with office.store.writing() as session:
        session.get_one(t.Mailbox, office.box).plus_addresses = True
    mail = message_from_bytes(office.approve(office.draft()).body, policy=policy.default)
    assert mail["Reply-To"].addresses[0].addr_spec.startswith("support+c.")


def test_no_header_can_be_smuggled_in_through_a_buyers_name_or_subject(office):
    office.mail(
        "Wo ist mein Paket?",
        sender='"Anna\r\n Bcc: evil@evil.example" <anna@kunde.example>',
        subject="Hallo =?utf-8?q?=0D=0ABcc:_evil=40evil.example?=",
    )
    body = office.approve(office.draft()).body
    head = body.partition(b"\r\n\r\n")[0]
    assert not any(line.lower().startswith(b"bcc:") for line in head.split(b"\r\n"))


def test_an_open_slot_stops_approval(office, asked):
    draft = office.draft()
    plan = plan_of(draft)
    slot = Slot("offer_until", SlotKind.DATE, "2026-11-21")
    with office.store.writing() as session:
        review.edit(session, office.seen(draft), plan.with_slot(slot), office.road.writer, office.doing())
    with pytest.raises(RefusedError) as refused:
        office.approve(office.draft())
    assert refused.value.code == "check.worthless_offer"
