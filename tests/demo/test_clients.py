"""The sample's bytes: real charsets, real habits, nothing lost on the way."""

from __future__ import annotations

import email
from datetime import UTC, datetime

import pytest

from maildesk.core.inspection import has_photo
from maildesk.core.mail.parse import parse
from maildesk.demo import clients
from maildesk.demo.book import book
from maildesk.demo.letters import Letter, letters
from maildesk.demo.picture import broken_lamp
from maildesk.demo.shop import load_shop

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
SHOP = load_shop()
LETTERS = {each.key: each for each in letters(SHOP, book(SHOP, NOW))}


def raw(letter: Letter) -> bytes:
    return clients.raw(letter, SHOP, NOW - letter.age, LETTERS.get(letter.answers))


@pytest.mark.parametrize("letter", LETTERS.values(), ids=LETTERS)
def test_a_mail_says_its_subject_sender_and_time(letter: Letter) -> None:
    mail = parse(raw(letter))
    assert (mail.subject, mail.message_id) == (letter.subject, letter.message_id)
    assert mail.from_.email == letter.email.lower()
    assert mail.date == (NOW - letter.age).replace(microsecond=0)


def test_charsets_of_old_and_new_clients_are_used() -> None:
    used = {
        part.get_content_charset() for each in LETTERS.values() for part in email.message_from_bytes(raw(each)).walk()
    }
    assert used >= {
        "utf-8", "iso-2022-jp", "shift_jis", "gb18030", "big5", "euc-kr", "koi8-r", "koi8-u", "windows-1250", "windows-1251",
        "windows-1252", "windows-1254", "windows-1255", "windows-1256", "iso-8859-1", "iso-8859-2", "iso-8859-9", "iso-8859-15",
    }  # fmt: skip


def test_every_charset_can_write_what_its_buyer_says() -> None:
    for letter in LETTERS.values():
        assert letter.text.encode(letter.charset).decode(letter.charset) == letter.text, letter.key


def test_every_client_is_used() -> None:
    assert {each.client for each in LETTERS.values()} == set(clients.CLIENTS)


def test_bodies_come_plain_as_both_as_html_alone_and_flowed() -> None:
    kinds = {email.message_from_bytes(raw(each)).get_content_type() for each in LETTERS.values()}
    assert kinds >= {"text/plain", "multipart/alternative", "text/html", "multipart/mixed", "multipart/report"}
    assert any(b"format=flowed" in raw(each) for each in LETTERS.values())


def test_transfer_encodings_are_mixed() -> None:
    used = {
        part.get("Content-Transfer-Encoding")
        for each in LETTERS.values()
        for part in email.message_from_bytes(raw(each)).walk()
    }
    assert used >= {"base64", "quoted-printable", "7bit"}


def test_the_photo_counts_as_one() -> None:
    assert broken_lamp().startswith(b"\x89PNG")
    assert {key for key, each in LETTERS.items() if has_photo(parse(raw(each)))} == {
        k for k, e in LETTERS.items() if e.photo
    }


def test_the_shops_own_answer_belongs_to_the_thread() -> None:
    asked = LETTERS["fr-histoire"]
    answer, thanks = parse(clients.answer(asked, SHOP, NOW)), parse(raw(LETTERS["fr-merci"]))
    assert answer.in_reply_to == (asked.message_id,)
    assert thanks.in_reply_to == (answer.message_id,)
    assert answer.text.splitlines()[0] in thanks.text
