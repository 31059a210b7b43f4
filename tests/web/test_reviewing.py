"""Reviewing on the page: approve and the next one opens, edit by parts, send back; nothing typed is lost to a colleague's change."""

from datetime import timedelta
from io import BytesIO

import pytest
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import select

from maildesk.db import tables as t
from maildesk.flow.mail import own_mail
from tests.web.page import form, send, words


@pytest.fixture
def mail(shop):
    shop.order("#1034", buyer_name="Anna Krüger", buyer_email="anna@kunde.example", country="DE", language="de",
               shipped_at="2026-11-14T05:00:00Z", tracking_number="YT2612345678901", carrier="yunexpress")  # fmt: skip
    return shop.mail("Guten Tag,\n\nwo ist mein Paket zur Bestellung #1034?\n\nAnna Krüger", subject="Bestellung #1034")


def _draft(shop):
    return shop.newest(t.Draft)


def test_approving_queues_the_mail_and_opens_the_next_conversation(shop, mail, signed_in):
    other = shop.mail("Where is my parcel?", sender="tom@buyer.example")
    client = signed_in("mei")
    answer = send(client, f"/c/{mail.conversation_id}", f"/drafts/{_draft_of(shop, mail)}/approve")
    assert answer.location == f"/c/{other.conversation_id}"
    (outbox,) = shop.all(t.Outbox)
    assert (outbox.state, outbox.recipients) == ("queued", ["anna@kunde.example"])
    assert outbox.not_before == shop.now + timedelta(seconds=shop.settings.undo_seconds)
    assert "Undo" in words(client.get(answer.location))


def _draft_of(shop, mail):
    with shop.store.reading() as session:
        return session.scalars(select(t.Draft.id).where(t.Draft.message_id == mail.id)).one()


def test_undo_takes_the_approval_back(shop, mail, signed_in):
    client = signed_in("mei")
    send(client, f"/c/{mail.conversation_id}", f"/drafts/{_draft(shop).id}/approve")
    deed = shop.newest(t.Deed)
    answer = send(client, "/queue", f"/deeds/{deed.id}/undo")
    assert answer.location == f"/c/{mail.conversation_id}"
    assert shop.all(t.Outbox) == []
    assert _draft(shop).state == "proposed"


def test_an_answer_that_left_stands_beside_what_it_said_to_the_agent(shop, mail, signed_in):
    client = signed_in("mei")
    send(client, f"/c/{mail.conversation_id}", f"/drafts/{_draft(shop).id}/approve")
    with shop.store.writing() as session:
        outbox = session.scalars(select(t.Outbox)).one()
        outbox.state, outbox.message_row_id = "sent", own_mail.join(session, outbox, shop.now)
    tree = LexborHTMLParser(client.get(f"/c/{mail.conversation_id}").get_data(as_text=True))
    (mirror,) = tree.css("details.mail.out .mirror")
    assert mirror.attributes["lang"] == "en"
    assert tree.css(".deeds button") == []
    assert "your order #1034" in mirror.text()
    assert tree.css("details.mail.out mark") == []


def test_a_trainee_has_no_way_to_approve(shop, mail, signed_in):
    client = signed_in("xiao")
    page = client.get(f"/c/{mail.conversation_id}")
    approve = form(page, f"/drafts/{_draft(shop).id}/approve")
    answer = client.post(f"/drafts/{_draft(shop).id}/approve", data=approve, follow_redirects=True)
    assert "Your role may not approve" in words(answer) or "somebody who writes" in words(answer)
    assert shop.all(t.Outbox) == []


def test_another_answer_and_other_facts_are_drawn_on_both_sides(shop, mail, signed_in):
    client, draft = signed_in("mei"), _draft(shop)
    filled = form(client.get(f"/c/{mail.conversation_id}?edit=1"), f"/drafts/{draft.id}/edit")
    shown = client.post(f"/drafts/{draft.id}/preview", data=filled | {"template": "parcel_lost"})
    assert "verloren" in words(shown)
    assert "lost" in words(shown)
    assert _draft(shop).plan == draft.plan


def test_a_form_sent_unchanged_changes_no_word(shop, mail, signed_in):
    client, draft = signed_in("mei"), _draft(shop)
    send(client, f"/c/{mail.conversation_id}?edit=1", f"/drafts/{draft.id}/edit")
    saved = _draft(shop).plan
    assert {name: saved[name] for name in ("template", "slots", "edits", "added", "removed")} == {
        name: draft.plan[name] for name in ("template", "slots", "edits", "added", "removed")
    }


def test_a_fact_set_by_hand_stands_in_the_draft_with_the_agent_as_its_source(shop, mail, signed_in):
    client, draft = signed_in("mei"), _draft(shop)
    send(
        client, f"/c/{mail.conversation_id}?edit=1", f"/drafts/{draft.id}/edit", **{"slot.look_again_on": "2026-12-24"}
    )
    assert {"name": "look_again_on", "kind": "date", "value": "2026-12-24"} in _draft(shop).plan["slots"]
    page = client.get(f"/c/{mail.conversation_id}")
    assert "24. Dezember" in words(page)
    assert "24 December" in words(page)


def test_a_wrong_fact_is_named_and_the_page_keeps_what_was_typed(shop, mail, signed_in):
    client, draft = signed_in("mei"), _draft(shop)
    answer = send(
        client, f"/c/{mail.conversation_id}?edit=1", f"/drafts/{draft.id}/edit", **{"slot.look_again_on": "soon"}
    )
    assert answer.status_code == 422
    assert "a date was wanted" in words(answer)
    assert form(answer, f"/drafts/{draft.id}/edit")["slot.look_again_on"] == "soon"


def test_own_words_need_somebody_who_writes_the_language(shop, mail, signed_in):
    client, draft = signed_in("lin"), _draft(shop)
    send(
        client,
        f"/c/{mail.conversation_id}?edit=1",
        f"/drafts/{draft.id}/edit",
        **{"block.you_can": "Bitte haben Sie Geduld."},
    )
    page = client.get(f"/c/{mail.conversation_id}")
    assert "Own words: no mirror" in words(page)
    answer = client.post(
        f"/drafts/{draft.id}/approve", data=form(page, f"/drafts/{draft.id}/approve"), follow_redirects=True
    )
    assert "somebody who writes this language" in words(answer)
    send(signed_in("mei"), f"/c/{mail.conversation_id}", f"/drafts/{draft.id}/approve")
    assert len(shop.all(t.Outbox)) == 1


def test_a_block_of_another_text_is_added_and_one_taken_out(shop, mail, signed_in):
    client, draft = signed_in("mei"), _draft(shop)
    changed = {"add": "return_how_to.you_can", "after": "we_do", "out.you_can": "1"}
    send(client, f"/c/{mail.conversation_id}?edit=1", f"/drafts/{draft.id}/edit", **changed)
    plan = _draft(shop).plan
    assert plan["added"] == [{"template": "return_how_to", "block": "you_can", "after": "we_do"}]
    assert plan["removed"] == ["you_can"]


def test_a_colleagues_change_meanwhile_loses_no_typed_word(shop, mail, signed_in):
    hers, his, draft = signed_in("mei"), signed_in("lin"), _draft(shop)
    mine = form(hers.get(f"/c/{mail.conversation_id}?edit=1"), f"/drafts/{draft.id}/edit")
    send(his, f"/c/{mail.conversation_id}?edit=1", f"/drafts/{draft.id}/edit", **{"block.we_do": "Sein Satz."})
    answer = hers.post(f"/drafts/{draft.id}/edit", data=mine | {"block.we_do": "Mein Satz."})
    assert answer.status_code == 409
    assert "林悦 changed this draft" in words(answer)
    again = form(answer, f"/drafts/{draft.id}/edit")
    assert again["block.we_do"] == "Mein Satz."
    assert "Sein Satz." in words(answer)
    assert hers.post(f"/drafts/{draft.id}/edit", data=again).status_code == 303
    assert _draft(shop).plan["edits"] == [{"block": "we_do", "text": "Mein Satz."}]


def test_what_was_signed_must_be_what_is_there(shop, mail, signed_in):
    client, draft = signed_in("mei"), _draft(shop)
    signed = form(client.get(f"/c/{mail.conversation_id}"), f"/drafts/{draft.id}/approve")
    send(signed_in("lin"), f"/c/{mail.conversation_id}?edit=1", f"/drafts/{draft.id}/edit", template="parcel_lost")
    answer = client.post(f"/drafts/{draft.id}/approve", data=signed)
    assert answer.status_code == 409
    assert shop.all(t.Outbox) == []


def test_a_draft_goes_back_with_a_sentence(shop, mail, signed_in):
    client, draft = signed_in("lin"), _draft(shop)
    send(client, f"/c/{mail.conversation_id}", f"/drafts/{draft.id}/send-back", note="Bitte das Datum nennen")
    assert (_draft(shop).state, _draft(shop).note) == ("sent_back", "Bitte das Datum nennen")
    assert "Bitte das Datum nennen" in words(client.get(f"/c/{mail.conversation_id}"))


def test_after_a_rejection_one_may_write_an_answer_oneself(shop, mail, signed_in):
    client, draft = signed_in("mei"), _draft(shop)
    send(client, f"/c/{mail.conversation_id}", f"/drafts/{draft.id}/reject")
    answer = send(client, f"/c/{mail.conversation_id}", f"/c/{mail.conversation_id}/draft")
    assert answer.location == f"/c/{mail.conversation_id}?edit=1"
    assert _draft(shop).state == "edited"


def test_files_are_enclosed_and_taken_out(shop, mail, signed_in):
    client, draft = signed_in("mei"), _draft(shop)
    page = f"/c/{mail.conversation_id}?edit=1"
    file = (BytesIO(b"%PDF-1.7"), "../la\u202ebel.pdf")
    filled = form(client.get(page), f"/drafts/{draft.id}/files") | {"file": file}
    client.post(f"/drafts/{draft.id}/files", data=filled, content_type="multipart/form-data")
    (kept,) = shop.all(t.DraftFile)
    assert kept.name == "label.pdf"
    send(client, f"/c/{mail.conversation_id}", f"/drafts/{draft.id}/files/{kept.id}/out")
    assert shop.all(t.DraftFile) == []
