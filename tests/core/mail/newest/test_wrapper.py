from __future__ import annotations

import pytest

from maildesk.core.mail.newest import quote
from maildesk.core.mail.newest.wrapper import is_reply_marker


def newest(text: str) -> str:
    return quote.newest(quote.cut(text))


@pytest.mark.parametrize(
    ("line", "marker"),
    [
        ("##- Please type your reply above this line -##", True),
        ("Bitte antworten Sie oberhalb dieser Zeile", True),
        ("--- この行より上に返信してください ---", True),
        ("I can't write above this line of the form, it says error.", False),
        ("The text above this line is wrong.", False),
    ],
)
def test_the_marker_for_replies_is_told_from_prose(line: str, marker: bool) -> None:
    assert is_reply_marker(line) is marker


def test_words_between_the_lines_of_a_box_are_the_buyers() -> None:
    text = "You have a message\n\n--- Begin message ---\nHi\n--- End message ---\n\nWe keep all messages."
    assert newest(text) == "Hi"


@pytest.mark.parametrize("begin", ["--- Begin message ---", "--- Hier geht es los ---"])
def test_the_known_end_of_a_box_cuts_whatever_its_beginning_says(begin: str) -> None:
    assert newest(f"You have a message\n\n{begin}\nHi\n--- End message ---\n\nReply within 24 hours.") == "Hi"
    assert newest("Hi there\n\n------- Fin del mensaje -------\n\nImportante: responde pronto.") == "Hi there"


def test_lines_that_a_buyer_draws_are_no_box() -> None:
    typed = "Hi\n*** urgent ***\nwhere is it\n--- thanks ---\nAnn"
    assert newest(typed) == typed


def test_a_relays_page_is_folded_above_and_below() -> None:
    text = "New message from: mary (3)\n\nWhen?\n\nReply\n\nItem ID: 254100000001\nCopyright © 2025 eBay Inc."
    assert newest(text) == "When?"


def test_an_opening_without_a_closing_is_a_sentence() -> None:
    assert newest("You have a message from me.\nPlease answer.") == "You have a message from me.\nPlease answer."


def test_a_closing_that_a_buyer_may_type_counts_below_an_opening_only() -> None:
    words = "Is it dimmable?\n\nPlease do not reply with a template."
    assert newest(words) == words
    assert (
        newest(f"You have sent me a strange message.\n\n{words}") == f"You have sent me a strange message.\n\n{words}"
    )
    assert (
        newest("New message from a customer:\n\nIs it dimmable?\n\nPlease do not reply to this mail.")
        == "Is it dimmable?"
    )


def test_a_marker_above_all_words_folds_itself_only() -> None:
    assert newest("##- Please type your reply above this line -##\nHello") == "Hello"
