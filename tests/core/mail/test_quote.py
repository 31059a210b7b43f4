from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maildesk.core.locales import BUYER_LOCALES
from maildesk.core.mail.newest import quote
from maildesk.core.mail.parsed import FoldKind
from maildesk.core.mail.text import html

CORPUS = Path(__file__).parents[2] / "corpus" / "newest"


def rows() -> list[dict[str, Any]]:
    return [json.loads(line) for path in sorted(CORPUS.glob("*.jsonl")) for line in path.read_text().splitlines()]


def newest(text: str, *own: str) -> str:
    return quote.newest(quote.cut(text, own))


def folds(text: str) -> list[FoldKind | None]:
    return [segment.fold for segment in quote.cut(text)]


def judged(row: dict[str, Any]) -> str:
    text = row["text"] if "text" in row else html.to_text(row["html"])
    return newest(text, *row.get("own", ()))


def test_the_corpus_is_cut_exactly() -> None:
    assert [row["id"] for row in rows() if judged(row) != row["newest"]] == []


def test_the_corpus_speaks_all_locales() -> None:
    assert {row["locale"] for row in rows()} == set(BUYER_LOCALES)


@pytest.mark.parametrize("row", [row for row in rows() if row["client"] == "trap"], ids=lambda row: row["id"])
def test_typed_words_that_look_like_history_stay(row: dict[str, Any]) -> None:
    assert newest(row["text"]) == row["newest"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ok\n\nOn 5 Nov 2025, at 14:03, Shop <a@shop.example> wrote:\n> Hi", [None, FoldKind.QUOTE]),
        ("look\n\n---------- Forwarded message ---------\nFrom: A <a@shop.example>", [None, FoldKind.FORWARD]),
        ("ok\n-- \nMary", [None, FoldKind.SIGNATURE]),
        ("ok\n\nSent from my iPhone", [None, FoldKind.FOOTER]),
        ("ok\n##- Please type your reply above this line -##\nold", [None, FoldKind.WRAPPER]),
    ],
)
def test_what_is_folded_says_why(text: str, expected: list[FoldKind | None]) -> None:
    assert folds(text) == expected


def test_answers_between_quoted_lines_are_the_newest_words() -> None:
    text = "On 5 Nov 2025, Shop <a@shop.example> wrote:\n> Which colour?\nBlue.\n> Which size?\n\nLarge.\n\n> Bye"
    assert newest(text) == "Blue.\n\nLarge."


def test_a_wrapped_rest_of_a_quoted_line_is_no_answer() -> None:
    text = "> Your parcel left our warehouse on Monday and it will be delivered within\nthis\n> week.\nThanks!"
    assert newest(text) == "Thanks!"


@pytest.mark.parametrize(
    "line",
    [
        "On 5 November 2025 at 14:03 the courier wrote:",
        "El 5 de noviembre de 2025 a las 14:03 el repartidor escribió:",
        "I wrote on 10 Nov 2025 at 09:15 to help@shop.example:",
        "Am 5.11.2025 um 14:03 schrieb mein Mann:",
        "Le 5/11/2025 à 14:03, le livreur a écrit :",
    ],
)
def test_a_sentence_that_reports_writing_is_no_attribution(line: str) -> None:
    text = f"Hello\n\n{line}\nno refund.\nWhy?"
    assert newest(text) == text


@pytest.mark.parametrize(
    "attribution",
    [
        "On Wed, 5 Nov 2025 at 14:03, The Lamp House wrote:",
        "On 5 Nov 2025, The Lamp House <help@lamps.example> wrote:",
        "El 5 nov 2025, a las 14:03, La Casa escribió:",
    ],
)
def test_an_attribution_needs_no_marks_below(attribution: str) -> None:
    assert newest(f"Thanks\n\n{attribution}\n\nDear Mary") == "Thanks"


def test_our_own_mail_is_recognised_without_marks() -> None:
    own = "Dear Mary,\nyour parcel left our warehouse on Monday.\nKind regards\nShop"
    assert newest(f"Which carrier?\n\n{own}\n\nIt is urgent.", own) == "Which carrier?\n\nIt is urgent."


def test_a_single_sentence_pasted_from_our_mail_stays() -> None:
    own = "Dear Mary,\nyour parcel left us on Monday.\nKind regards\nShop"
    text = "You said:\nyour parcel left us on Monday.\nIs that true?\nMary"
    assert newest(text, own) == text


def test_newest_words_have_plain_line_ends_and_no_blank_edges() -> None:
    assert newest("\r\n  \r\nHello \r\n\r\nMary\t\r\n\r\n-- \r\nx") == "Hello\n\nMary"


@pytest.mark.parametrize("text", ["", "\n", " \n \n", "\n\nSent from my iPhone", "> only\n> quoted"])
def test_a_body_without_typed_words_is_empty(text: str) -> None:
    assert newest(text) == ""


BAITS = [
    *(
        "",
        "> a",
        ">> b",
        "Hello",
        "-- ",
        "--",
        "From: A <a@b.example>",
        "Sent: 5 Nov 2025 14:03",
        "Sent from my iPhone",
        "____________",
    ),
    *(
        "On 5 Nov 2025, at 14:03, Shop <a@shop.example> wrote:",
        "-----Original Message-----",
        "##- reply above this line -##",
    ),
    *("Reply", "© 2025 Shop", "a:", "|", "\u200b"),
]
LINES = st.sampled_from(BAITS) | st.text(max_size=30)


@settings(max_examples=300, deadline=None)
@given(st.lists(LINES, max_size=25), st.lists(st.text(max_size=40), max_size=2))
def test_nothing_is_ever_lost(lines: list[str], own: list[str]) -> None:
    text = "\n".join(lines)
    segments = quote.cut(text, own)
    assert "".join(segment.text for segment in segments) == text
    assert all(segment.text.endswith("\n") for segment in segments[:-1])


@pytest.mark.parametrize(
    "bait",
    [
        "> x\n" * 250_000,
        "On On On \n" * 100_000,
        "On " * 1_600_000 + ":",
        "-----" * 200_000,
        "-----\n" * 160_000,
        ":\n" * 500_000,
        "a@b.cd 2025 12:00:\n" * 50_000,
        "From: a@b.cd\nSent: 2\n\n" * 45_000,
        "a" * 5_000_000,
        "a@" * 500_000,
        "von meinem xxxx gesendet xx\n" * 40_000,
        "this message confidential intended\n" * 30_000,
        "write above this line\n" * 45_000,
        "reply\n" * 160_000 + "copyright 2025",
    ],
    ids=lambda bait: bait[:20],
)
def test_hostile_texts_take_linear_time(bait: str) -> None:
    assert "".join(segment.text for segment in quote.cut(bait, [bait[:50_000]])) == bait
