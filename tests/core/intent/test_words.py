"""Folding and cutting: what training and scoring look at."""

from __future__ import annotations

import pytest

from maildesk.core.intent.concepts import Lexicon, needle, rows_of
from maildesk.core.intent.words import MAX_CHARS, fold, read


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Größe", "grosse"),
        ("1034", "0"),
        ("A4", "0"),
        ("don't", "dont"),
        ("ŁÓDŹ", "lodz"),
        ("ещё", "еще"),
        ("الطلبيّة", "الطلبيه"),
        ("שלום", "שלומ"),
        ("ＰＡＹ", "pay"),
    ],
)
def test_a_word_is_folded_to_what_hurried_fingers_type(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_sentences_end_at_stops_of_every_script_and_at_line_ends() -> None:
    reading = read("Hi", "壊れています。交換 please！ وين طلبي؟ ok\nbye")
    assert [" ".join(w.folded for w in s) for s in reading.sentences] == [
        "hi", "壊れています", "交換 please", "وين طلبي ?", "ok", "bye",
    ]  # fmt: skip


@pytest.mark.parametrize("asked", ["where is it?", "どこですか？", "أين طلبي؟", "what?!"])
def test_a_question_keeps_its_sign_as_a_last_word(asked: str) -> None:
    (sentence,) = read("", asked).sentences
    assert sentence[-1].folded == "?"


def test_addresses_and_links_are_no_words() -> None:
    (sentence,) = read("", "see https://track.example/x1 or anna@shop.example now").sentences
    assert [w.folded for w in sentence] == ["see", "or", "now"]


def test_each_word_knows_its_place_in_the_original() -> None:
    reading = read("Ärger", "Die Tasse ist kaputt")
    assert [reading.text[w.start : w.end] for s in reading.sentences for w in s][-1] == "kaputt"


def test_only_the_beginning_of_a_long_mail_is_read() -> None:
    assert len(read("", "a " * 50_000).sentences[0]) <= MAX_CHARS // 2


@pytest.mark.parametrize(
    ("stem", "locale", "looked_for"),
    [
        ("broke", "en", " broke"),
        ("no.", "en", " no "),
        ("*erstattung", "de", "erstattung"),
        ("money back", "en", " money back"),
        ("壊れ", "ja", "壊れ"),
        ("=لا.", "ar", " لا "),
    ],
)
def test_a_stem_is_looked_for_as_its_row_says(stem: str, locale: str, looked_for: str) -> None:
    assert needle(stem, locale) == looked_for


def test_ideas_are_found_per_sentence() -> None:
    lexicon = Lexicon(("NEG", "ARRIVE"), {"en": ((needle("not.", "en"), 0), (needle("arriv", "en"), 1))})
    sentences = read("", "It did not. It arrived").sentences
    assert lexicon.found(sentences, "en") == (frozenset({0}), frozenset({1}))


def test_without_a_language_the_lexicon_that_reads_most_of_the_mail_is_taken() -> None:
    stems = {"en": ((needle("die", "en"), 0),), "de": ((needle("kaputt", "de"), 1),)}
    sentences = read("", "Die Tasse ist kaputt").sentences
    assert Lexicon(("DEAD", "BROKEN"), stems).found(sentences, None) == (frozenset({1}),)


def test_ideas_make_a_pair_only_within_a_sentence() -> None:
    apart = rows_of((frozenset({0}), frozenset({1})))
    together = rows_of((frozenset({0, 1}),))
    assert apart < together
