"""A mail walks the road: kept, read, placed, understood, answered with a draft."""

from sqlalchemy import select

from maildesk.db import tables as t
from maildesk.flow.mail import ledger
from maildesk.flow.mail import road as rooms


def test_a_buyers_mail_stands_in_its_orders_conversation_with_language_intent_and_draft(desk):
    desk.order("#1034", buyer_name="Anna Krüger", buyer_email="anna@kunde.example", country="DE", language="de")
    mail = desk.mail(
        "Guten Tag,\n\nwo bleibt meine Bestellung #1034? Ich warte schon drei Wochen.\n\nViele Grüße\nAnna Krüger"
    )
    row = desk.conversation(mail.conversation_id)
    assert (mail.state, mail.kind, mail.language, mail.intent) == ("placed", "buyer", "de", "order_status")
    assert (row.order_number, row.buyer_name, row.state) == ("#1034", "Anna Krüger", "open")
    (draft,) = desk.all(t.Draft)
    assert draft.plan["locale"] == "de"
    assert row.draft_state == "proposed"


def test_an_answer_to_it_joins_the_conversation(desk):
    first = desk.mail("Where is my parcel?", subject="Parcel")
    second = desk.mail("Any news?", subject="Re: Parcel", In_Reply_To=f"<{first.message_id}>")
    assert second.conversation_id == first.conversation_id
    assert "references" in second.found["because"]
    assert desk.conversation(first.conversation_id).mails == 2


def test_a_stranger_who_quotes_an_order_never_enters_its_owners_conversation(desk):
    desk.order("#1034", buyer_email="anna@kunde.example")
    hers = desk.mail("Wo ist meine Bestellung #1034?")
    strangers = desk.mail("Bitte senden Sie mir die Adresse zu Bestellung #1034", sender="fisch@anders.example")
    assert strangers.conversation_id != hers.conversation_id
    assert "order_conflict" in strangers.found["flags"]


def test_a_second_copy_of_a_mail_is_a_duplicate(desk):
    first = desk.mail("Danke!", Message_ID="<a@kunde.example>")
    with desk.store.writing() as session:
        other = t.Mailbox(name="second", address="b@shop.example", trust_authserv=[])
        session.add(other)
        session.flush()
        desk.box = other.id
    copy = desk.mail(
        "Danke!", Message_ID="<a@kunde.example>", Date=first.sent_at.strftime("%a, %d %b %Y %H:%M:%S +0000")
    )
    assert (copy.state, copy.same_as) == ("duplicate", first.id)


def test_the_ledger_adds_up(desk):
    desk.mail("Hallo, wo ist mein Paket?")
    desk.mail("Buy our SEO", List_Unsubscribe="<https://news.example/u>", List_Id="<news.example>")
    desk.raw(b"")
    with desk.store.reading() as session:
        assert ledger.unbalanced(session) == []
        assert sum(line.count for line in session.scalars(select(t.LedgerLine)) if line.what == "kept") == 3


def test_a_mail_that_a_room_cannot_bear_is_set_aside_and_the_others_go_on(desk, monkeypatch):
    unhurt = rooms.arrive.likeness_of

    def burn(session, mail, row):
        if "boom" in mail.subject:
            raise RuntimeError("the room is on fire")
        return unhurt(session, mail, row)

    monkeypatch.setattr(rooms.arrive, "likeness_of", burn)
    bad = desk.mail("x", subject="boom")
    good = desk.mail("y", subject="fine")
    assert (bad.state, good.state) == ("set_aside", "placed")
    (aside,) = desk.all(t.SetAside)
    assert (aside.room, aside.message_id) == ("place", bad.id)
    assert "on fire" in aside.reason


def test_a_quiet_mail_has_no_moment_at_which_it_is_late(desk):
    loud = desk.mail("Where is my parcel?", sender="a@kunde.example")
    quiet = desk.mail("Where is my parcel?", sender="b@kunde.example", quiet=True)
    assert desk.conversation(loud.conversation_id).due_at is not None
    assert desk.conversation(quiet.conversation_id).due_at is None


def test_an_answer_found_in_the_sent_folder_makes_it_the_buyers_turn(desk):
    asked = desk.mail("Where is my parcel?", subject="Parcel")
    sent = desk.mail(
        "It is on its way.", sender="support@shop.example", subject="Re: Parcel", direction="out",
        To="anna@kunde.example", In_Reply_To=f"<{asked.message_id}>",
    )  # fmt: skip
    assert sent.conversation_id == asked.conversation_id
    row = desk.conversation(asked.conversation_id)
    assert (row.state, row.waiting_since, row.answers) == ("waiting_buyer", None, 1)
    assert [d.state for d in desk.all(t.Draft)] == ["withdrawn"]
