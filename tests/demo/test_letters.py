"""What the desk makes of the sample mails: each is read whole, in its language, and stands in its order's conversation."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from maildesk.core.intent.found import Intent
from maildesk.core.locales import BUYER_LOCALES
from maildesk.db import tables as t
from maildesk.demo.book import book
from maildesk.demo.house import House
from maildesk.demo.letters import Letter, Phase, letters
from maildesk.demo.shop import load_shop

SHOP = load_shop()
LETTERS = letters(SHOP, book(SHOP, datetime.now(UTC)))
BUYERS = [letter for letter in LETTERS if letter.expected.kind == "buyer"]


def message(demo: House, letter: Letter) -> t.Message:
    with demo.store.reading() as session:
        return session.scalars(select(t.Message).where(t.Message.message_id == letter.message_id)).one()


def orders_of(demo: House, row: t.Message) -> set[str]:
    query = select(t.OrderRow.number).join(t.ConversationOrder, t.ConversationOrder.order_id == t.OrderRow.id)
    with demo.store.reading() as session:
        return set(session.scalars(query.where(t.ConversationOrder.conversation_id == row.conversation_id)))


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.key)
def test_a_mail_is_of_the_kind_it_was_meant_to_be(demo: House, letter: Letter) -> None:
    assert message(demo, letter).kind == letter.expected.kind


@pytest.mark.parametrize("letter", BUYERS, ids=lambda letter: letter.key)
def test_a_buyers_mail_is_read_whole_in_its_language_and_placed_to_its_orders(demo: House, letter: Letter) -> None:
    row = message(demo, letter)
    assert row.newest_text.split() == letter.text.split()
    assert row.language == letter.expected.language
    assert orders_of(demo, row) == letter.expected.orders
    assert not letter.expected.flag or letter.expected.flag in row.found["flags"]


def test_intents_are_found_in_nine_mails_of_ten(demo: House) -> None:
    missed = {each.key: message(demo, each).intent for each in BUYERS}
    missed = {each.key: missed[each.key] for each in BUYERS if missed[each.key] not in each.expected.intents}
    assert len(missed) <= len(BUYERS) // 10, missed


def test_an_answer_to_our_answer_joins_its_conversation(demo: House) -> None:
    thanks, asked = (next(each for each in LETTERS if each.key == key) for key in ("fr-merci", "fr-histoire"))
    assert message(demo, thanks).conversation_id == message(demo, asked).conversation_id


def test_the_mails_cover_every_locale_and_every_intent() -> None:
    assert len(BUYERS) >= 60
    assert min(Counter(each.locale for each in BUYERS)[locale] for locale in BUYER_LOCALES) >= 3
    assert {str(intent) for intent in Intent} == set().union(*(each.expected.intents for each in BUYERS))


def test_some_mails_are_history_some_wait_at_the_start_and_some_come_later() -> None:
    counted = Counter(each.phase for each in LETTERS)
    assert counted[Phase.HISTORY] >= 5
    assert counted[Phase.START] >= 25
    assert counted[Phase.LATER] >= 25


def test_every_letter_has_a_name_of_its_own() -> None:
    assert len({each.message_id for each in LETTERS}) == len(LETTERS)
