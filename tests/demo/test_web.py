"""The page on which one writes as a buyer: the mail goes into the queue, the buyer's mailbox shows what came."""

from __future__ import annotations

from html import unescape
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from maildesk.core.locales import BUYER_LOCALES
from maildesk.core.placing.order_number import find_orders
from maildesk.db import tables as t
from maildesk.demo.house import House
from maildesk.demo.shop import toml
from maildesk.demo.web import MATTERS
from maildesk.packs.channels import load_numbering
from tests.demo.conftest import wait_for
from tests.web.desk import sign_in, token


@pytest.fixture
def visitor(demo: House) -> FlaskClient:
    client = demo.app.test_client()
    sign_in(client, "nora", demo.shop.password)
    return client


def page(client: FlaskClient, **query: str) -> str:
    answer = client.get("/demo/", query_string=query)
    assert answer.status_code == 200
    return unescape(answer.get_data(as_text=True))


def found(demo: House, subject: str) -> t.Message | None:
    with demo.store.reading() as session:
        return session.scalar(select(t.Message).where(t.Message.subject == subject, t.Message.state != "kept"))


def arrived(demo: House, subject: str) -> t.Message:
    wait_for(lambda: found(demo, subject) is not None)
    row = found(demo, subject)
    assert row is not None
    return row


def test_nobody_sees_it_without_signing_in(demo: House) -> None:
    assert demo.app.test_client().get("/demo/").status_code == 303


def test_a_mail_written_on_the_page_stands_in_the_queue(demo: House, visitor: FlaskClient) -> None:
    given = {"csrf_token": token(visitor), "order": "#1049", "language": "he", "matter": "where"}
    sent = visitor.post("/demo/", data={**given, "subject": "שאלה חדשה #1049", "text": "שלום, איפה ההזמנה שלי #1049?"})
    assert sent.status_code == 303
    row = arrived(demo, "שאלה חדשה #1049")
    assert (row.kind, row.language, row.from_email) == ("buyer", "he", "noa.levi@doar.example")
    with demo.store.reading() as session:
        assert session.get_one(t.Conversation, row.conversation_id).order_number == "#1049"
    assert "שלום, איפה ההזמנה שלי" in visitor.get("/queue?language=he").get_data(as_text=True)


@pytest.mark.parametrize("sent", ["the sample's photo", "a picture of one's own"])
def test_a_picture_goes_along(demo: House, visitor: FlaskClient, sent: str) -> None:
    given: dict[str, object] = {
        "csrf_token": token(visitor),
        "order": "#1070",
        "subject": sent,
        "text": "Die Lampe ist kaputt.",
    }
    given |= {"photo": "1"} if sent.startswith("the") else {"file": (BytesIO(b"\x89PNG" * 9), "x.png", "image/png")}
    assert visitor.post("/demo/", data=given).status_code == 303
    assert [each["content_type"] for each in arrived(demo, sent).found["attachments"]] == ["image/png"]


def test_a_stranger_who_names_an_order_gets_a_conversation_of_their_own(demo: House, visitor: FlaskClient) -> None:
    given = {"csrf_token": token(visitor), "order": "", "subject": "order #1070", "text": "Where is order #1070?"}
    visitor.post("/demo/", data=given)
    assert "order_conflict" in arrived(demo, "order #1070").found["flags"]


def test_a_line_break_in_the_subject_starts_no_header(demo: House, visitor: FlaskClient) -> None:
    given = {
        "csrf_token": token(visitor),
        "order": "#1070",
        "subject": "Hallo\r\nBcc: x@y.example",
        "text": "Guten Tag",
    }
    visitor.post("/demo/", data=given)
    assert arrived(demo, "Hallo Bcc: x@y.example").found["to"] == ["support@lampenhaus.example"]


def test_the_buyers_mailbox_shows_the_answer_and_takes_a_reply_in_its_thread(demo: House, visitor: FlaskClient) -> None:
    assert "votre colis de la commande #1026" in page(visitor, order="#1026")
    assert "votre colis" in visitor.get("/demo/mails?order=%231026").get_data(as_text=True)
    given = {
        "csrf_token": token(visitor),
        "order": "#1026",
        "answers": "0",
        "subject": "Re: encore",
        "text": "Merci, bien reçu.",
    }
    visitor.post("/demo/", data=given)
    row = arrived(demo, "Re: encore")
    assert row.newest_text == "Merci, bien reçu."
    assert "references" in row.found["because"]


def test_the_page_speaks_the_visitors_language(demo: House) -> None:
    client = demo.app.test_client()
    sign_in(client, "mei", demo.shop.password)
    assert "以买家身份写信" in page(client)


def test_both_languages_of_the_page_have_all_words() -> None:
    words = toml("page.toml")
    assert set(words["en"]) == set(words["zh-Hans"])


def test_nonsense_in_the_address_line_shows_the_page_all_the_same(visitor: FlaskClient) -> None:
    assert "#1021" in page(visitor, order="nope", language="xx", matter="?", answers="99999")


@pytest.mark.parametrize("locale", BUYER_LOCALES)
def test_there_are_examples_in_every_locale_that_name_the_order(visitor: FlaskClient, locale: str) -> None:
    for matter in MATTERS:
        _subject, text = toml("examples.toml")[locale][matter]
        assert text.replace("{order}", "#1022").partition("\n")[0] in page(
            visitor, order="#1022", language=locale, matter=matter
        )
        written = [each.number for each in find_orders("", text.replace("{order}", "#1022"), load_numbering())]
        assert written == ["#1022"]
