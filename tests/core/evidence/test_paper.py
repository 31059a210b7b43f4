"""Words of strangers on paper: nothing a font lacks, nothing that piles up or turns, nothing wider than a line."""

import time

import pytest

from maildesk.core.evidence.paper import is_rtl, one_line, paragraphs

ZALGO = "e" + "\u0301" * 50_000


@pytest.mark.parametrize(
    ("written", "on_paper"),
    [
        ("angry 😡 buyer", "angry [pouting face] buyer"),
        ("👨‍👩‍👧", "[man] [woman] [girl]"),
        ("from 🇩🇪", "from DE"),
        ("👍🏽 ok", "[thumbs up sign] ok"),
        ("❤️", "[heavy black heart]"),
        ("a\u202eb\u2066c\u200f", "abc"),
        ("tab\there\x00\x07", "tab here"),
        ("\ue000\U000f0000\u0378", "\ufffd\ufffd\ufffd"),
        ("no\u00a0break\u3000wide", "no break wide"),
        ("Größe № 5 · ½ € → 3", "Größe № 5 · ½ € → 3"),
        ("ご注文の商品", "ご注文の商品"),
        ("e\u0301", "é"),
    ],
)
def test_a_line_holds_only_what_every_machine_prints_alike(written, on_paper):
    assert one_line(written) == on_paper


def test_marks_do_not_pile_up_on_a_letter():
    assert len(one_line(ZALGO)) <= 6


def test_an_address_of_a_page_may_break_where_no_blank_is():
    line = one_line("https://example.example/" + "a" * 200)
    assert max(len(part) for part in line.split("\u200b")) <= 38


@pytest.mark.parametrize(("text", "rtl"), [("שלום abc", True), ("12 مرحبا", True), ("abc שלום", False), ("123", False)])
def test_the_first_letter_with_a_direction_gives_the_paragraphs(text, rtl):
    assert is_rtl(text) is rtl


def test_empty_lines_take_no_paper_and_each_line_has_its_own_direction():
    assert [(each.text, each.rtl) for each in paragraphs("one\n\n  \nשתיים\n")] == [("one", False), ("שתיים", True)]


def test_a_hostile_text_costs_no_more_than_its_length():
    started = time.process_time()
    for text in (ZALGO, "\u202e" * 400_000, "a" * 400_000, "👨‍👩‍👧" * 20_000):
        paragraphs(text)
    assert time.process_time() - started < 5
