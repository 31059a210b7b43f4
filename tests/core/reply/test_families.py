"""The table of texts that no decision chooses."""

import pytest

from maildesk.core.reply.families import BASE, CARE_BASE, CASE_BASE, FAMILIES, Family, MailClass, base_of, family_of
from maildesk.core.reply.vocabulary import VOCABULARY
from maildesk.core.rules.decision import TEMPLATES


@pytest.mark.parametrize(
    ("name", "base"),
    [
        ("followup_delay", CARE_BASE),
        ("greeting_easter", CARE_BASE),
        ("case_delivered", CASE_BASE),
        ("status_in_transit", BASE),
        ("a_shops_own", BASE),
    ],
)
def test_each_family_has_its_base(name, base):
    assert base_of(name) == base


def test_what_no_table_names_answers_a_mail():
    assert family_of("a_shops_own") is Family.REPLY


def test_no_text_is_both_chosen_by_a_decision_and_in_a_family():
    assert FAMILIES.keys() & set(TEMPLATES) == set()


def test_every_fact_a_text_needs_is_a_word_of_the_texts():
    assert {need for each in FAMILIES.values() for need in each.needs} <= VOCABULARY.keys()


def test_every_greeting_and_coupon_is_advertising():
    ads = {name for name, each in FAMILIES.items() if each.mail_class is MailClass.MARKETING}
    assert ads == {name for name in FAMILIES if name.startswith(("greeting_", "coupon_"))}
