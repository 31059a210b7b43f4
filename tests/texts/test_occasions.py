"""Follow-ups, greetings, notes and cases are tried with all there may be to say, and with the least."""

import pytest

from maildesk.core.reply.catalogue import Catalogue
from maildesk.core.reply.families import FAMILIES, Family, MailClass, family_of
from maildesk.core.reply.vocabulary import VOCABULARY, fact
from maildesk.packs.care import load_care
from maildesk.texts.load import load
from maildesk.texts.occasions import fitting
from maildesk.texts.preview import preview

FIRST = [name for name in FAMILIES if family_of(name) in (Family.FOLLOW_UP, Family.GREETING)]


@pytest.fixture(scope="module")
def texts():
    return load()


@pytest.mark.parametrize("name", FAMILIES)
def test_what_a_text_needs_is_known_on_both_of_its_occasions(name):
    for sample in fitting(name, "de"):
        assert [need for need in FAMILIES[name].needs if fact(need, sample.facts) is None] == []


@pytest.mark.parametrize("name", FAMILIES)
def test_the_full_occasion_knows_more_than_the_bare_one(name):
    full, bare = ({word for word in VOCABULARY if fact(word, each.facts)} for each in fitting(name, "de")[:2])
    assert bare < full


@pytest.mark.parametrize("name", FIRST)
def test_a_mail_nobody_asked_for_says_who_writes_and_why(texts, name):
    reply = preview(texts, name, "en")
    assert reply.blocks[-1].name == "footer"
    assert "Lumen Haus GmbH, Kaistraße 12" in reply.blocks[-1].text
    assert "You receive this email because" in reply.blocks[-1].text


@pytest.mark.parametrize("name", FIRST)
def test_only_a_mail_that_is_no_news_of_an_order_can_be_unsubscribed_from(texts, name):
    free = FAMILIES[name].mail_class is not MailClass.TRANSACTIONAL
    assert ("Unsubscribe:" in preview(texts, name, "en").text) is free


def test_no_text_writes_the_label_that_a_law_puts_before_the_subject(texts):
    labels = [law.label for law in load_care().laws.rows if law.label]
    written = {key: text.words.replace(":", " ").split() for key, text in texts.texts.items() if key[0] in FIRST}
    assert labels
    assert [key for key, words in written.items() if set(words) & set(labels)] == []


def test_a_note_is_shown_within_the_general_answer(texts):
    names = [block.name for block in preview(texts, "peak_note", "en").blocks]
    assert names[2:5] == ["we_do", "peak_note.window", "peak_note.closure"]


def test_an_answer_to_a_platform_greets_no_buyer(texts):
    reply = preview(texts, "case_delivered", "en")
    assert reply.blocks[0].text == "Dear eBay team,"
    assert reply.subject == "Case 5312-8840-17: our answer"


def test_the_lines_of_an_order_stand_below_each_other(texts):
    facts = next(block for block in preview(texts, "followup_confirm", "en").blocks if block.name == "facts")
    assert "1 × Desk lamp Alba\n2 × Cup Nord\n" in facts.text


def test_a_greeting_is_sought_in_the_next_language_rather_than_replaced_by_an_answer(texts):
    few = Catalogue({key: text for key, text in texts.texts.items() if key != ("greeting_easter", "de")})
    assert few.choose("greeting_easter", "de") == ("greeting_easter", "en")
