from __future__ import annotations

import pytest

from maildesk.core.mail.newest import quote


def newest(text: str) -> str:
    return quote.newest(quote.cut(text))


@pytest.mark.parametrize("separator", ["-- ", "--", "—", "_______________", "---", "***********", "- - -"])
def test_a_contact_block_below_a_separator_is_a_signature(separator: str) -> None:
    assert newest(f"Thanks!\nMary\n{separator}\nMary Holt\nTel +44 20 7946 0000\nwww.holt.example") == "Thanks!\nMary"


@pytest.mark.parametrize("separator", ["--", "—", "__________", "---"])
def test_sentences_below_a_loose_separator_stay(separator: str) -> None:
    text = f"First question\n{separator}\nAnd the second: who pays for the way back to you?"
    assert newest(text) == text


def test_the_exact_separator_takes_sentences_too() -> None:
    assert newest("Hi\n-- \nWhat a wonderful world, isn't it?") == "Hi"


def test_a_name_card_below_a_long_rule_is_a_signature() -> None:
    assert newest("請退款，謝謝\n————————————————\n王小明\n採購部") == "請退款，謝謝"


def test_a_heading_below_a_long_rule_is_none() -> None:
    text = "First order\n----------------\nlamp arrived broken"
    assert newest(text) == text


def test_a_bare_separator_before_small_letters_is_typed() -> None:
    assert newest("1034\n--\nthanks") == "1034\n--\nthanks"
