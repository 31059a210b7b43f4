"""What was understood of a mail is set right with one click, and each click is kept as a labelled example."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from maildesk.db import tables as t

MAIL = (
    "Guten Tag,\n\nwo ist mein Paket zur Bestellung #1034? Die Lampe davor war zerbrochen.\n\nViele Grüße\nAnna Krüger"
    "\n\nKrüger Elektro GmbH\n\n"
    "Am 3. Nov. 2026 um 10:11 schrieb Lampenhaus <support@shop.example>:\n> Ihre Bestellung ist unterwegs."
)


@pytest.fixture
def mail(shop):
    for number in ("#1034", "#1035"):
        shop.order(number, buyer_name="Anna Krüger", buyer_email="anna@kunde.example")
    return shop.mail(MAIL, "Anna Krüger <anna@kunde.example>")


def offered(client, mail, field) -> dict[str, dict[str, str]]:
    """The buttons that set a field right at one click: what each says, and what it sends."""
    tree = LexborHTMLParser(client.get(f"/c/{mail.conversation_id}").get_data(as_text=True))
    forms = tree.css(f"#m{mail.id} .rather form")
    sent = {
        form.css_first("button").text(): {
            each.attributes["name"]: each.attributes.get("value") or "" for each in form.css("input")
        }
        for form in forms
    }
    return {label: values for label, values in sent.items() if values["field"] == field}


def click(client, mail, field, label):
    assert client.post(f"/m/{mail.id}/correct", data=offered(client, mail, field)[label]).status_code == 303


def kept(shop) -> tuple[str, dict, dict]:
    row = shop.newest(t.Correction)
    return row.field, row.was, row.became


def test_the_intents_that_were_weighed_are_offered_but_the_one_it_has(shop, signed_in, mail):
    client = signed_in("mei")
    buttons = offered(client, mail, "intent")
    assert buttons
    assert mail.intent not in {values["value"] for values in buttons.values()}
    label, values = next(iter(buttons.items()))
    click(client, mail, "intent", label)
    assert kept(shop) == ("intent", {"intent": mail.intent}, {"intent": values["value"]})
    assert shop.get(t.Message, mail.id).intent == values["value"]


def test_the_buyers_other_order_is_offered_and_none_at_all(shop, signed_in, mail):
    client = signed_in("mei")
    assert list(offered(client, mail, "order")) == ["#1035", "no order"]
    click(client, mail, "order", "#1035")
    assert kept(shop) == ("order", {"order": "#1034"}, {"order": "#1035"})
    click(client, mail, "order", "no order")
    assert kept(shop) == ("order", {"order": "#1035"}, {"order": ""})
    assert shop.get(t.Conversation, mail.conversation_id).order_number == ""


def test_what_was_folded_is_offered_as_newest_words_and_the_last_paragraph_as_none(shop, signed_in, mail):
    client = signed_in("mei")
    assert list(offered(client, mail, "newest_text")) == ["+ quoted", "Without the last paragraph"]
    click(client, mail, "newest_text", "Without the last paragraph")
    field, was, became = kept(shop)
    assert (field, was) == ("newest_text", {"newest_text": mail.newest_text})
    assert became["newest_text"].endswith("Anna Krüger")
    assert shop.get(t.Message, mail.id).newest_text == became["newest_text"]
    click(client, mail, "newest_text", "+ quoted")
    assert "Ihre Bestellung ist unterwegs." in shop.get(t.Message, mail.id).newest_text


def test_a_language_that_was_weighed_is_offered(shop, signed_in, mail):
    with shop.store.writing() as session:
        row = session.get_one(t.Message, mail.id)
        row.found = {**row.found, "languages": [["de", 0.7], ["nl", 0.25], ["af", 0.05], ["cs", 0.0]]}
    client = signed_in("mei")
    assert list(offered(client, mail, "language")) == ["Dutch"]
    click(client, mail, "language", "Dutch")
    assert kept(shop) == ("language", {"language": "de"}, {"language": "nl"})


def test_our_own_mails_are_not_corrected(shop, signed_in, mail):
    assert 'class="rather"' in signed_in("mei").get(f"/c/{mail.conversation_id}").get_data(as_text=True)
    with shop.store.writing() as session:
        session.get_one(t.Message, mail.id).direction = "out"
    assert 'class="rather"' not in signed_in("mei").get(f"/c/{mail.conversation_id}").get_data(as_text=True)
