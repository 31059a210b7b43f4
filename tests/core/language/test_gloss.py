"""Terms of the trade found in a buyer's mail, with their meaning."""

from itertools import pairwise

import pytest

from maildesk.core.language.gloss import GlossTerms, gloss, term_list

MEANINGS = {
    term: {"en": term, "zh-Hans": f"〈{term}〉"} for term in ("parcel", "late", "book", "delivered", "order", "white")
}


def read(language, text, **rows):
    terms = GlossTerms({language: term_list(language, rows)}, MEANINGS)
    return [(span.source, span.meaning) for span in gloss(text, language, "en", terms)]


def test_a_span_tells_its_place_its_words_its_meaning_and_its_term():
    terms = GlossTerms({"de": term_list("de", {"parcel": "Paket*"})}, MEANINGS)
    (span,) = gloss("Mein Paket fehlt", "de", "zh-Hans", terms)
    assert (span.start, span.end, span.source, span.meaning, span.term) == (5, 10, "Paket", "〈parcel〉", "parcel")


def test_a_stem_takes_a_short_ending_but_not_the_next_part_of_a_compound():
    assert read("de", "Pakete Paketumleitung", parcel="Paket*") == [("Pakete", "parcel")]


def test_turkish_takes_many_endings():
    assert read("tr", "siparişlerimizden", order="sipariş*") == [("siparişlerimizden", "order")]


def test_the_longest_term_wins():
    found = read("de", "nicht angekommen", parcel="angekommen", late="nicht angekommen")
    assert found == [("nicht angekommen", "late")]


def test_a_word_as_written_beats_one_without_accents():
    rows = {"book": "livre | livres", "delivered": "livré*"}
    assert read("fr", "le livre livré et livrés", **rows) == [
        ("livre", "book"),
        ("livré", "delivered"),
        ("livrés", "delivered"),
    ]


def test_accents_may_be_left_out_of_longer_words_only():
    assert read("es", "envio", parcel="envío*") == [("envio", "parcel")]
    assert read("fr", "ou", late="où") == []


def test_a_term_does_not_reach_over_a_sentence_or_a_gap():
    assert read("en", "late - - parcel", book="late parcel") == []


def test_words_that_only_look_like_a_term_are_swallowed():
    assert read("ru", "почти белый", parcel="почт*", white="белый", _="почти") == [("белый", "white")]


@pytest.mark.parametrize("written", ["والطرد", "بالطرد", "طردكم", "الطَّرد", "طرد"])
def test_arabic_small_words_and_vowels_may_be_written_on(written):
    assert read("ar", written, parcel="طرد") == [(written, "parcel")]


@pytest.mark.parametrize("written", ["החבילה", "והחבילה", "בחבילה"])
def test_hebrew_small_words_may_be_written_on(written):
    assert read("he", written, parcel="חבילה") == [(written, "parcel")]


def test_languages_without_blanks_are_searched_for_the_longest_string():
    found = read("ja", "荷物が未着です", parcel="荷物", late="未着 | 着")
    assert found == [("荷物", "parcel"), ("未着", "late")]


def test_korean_terms_start_a_word_or_follow_another_term():
    assert read("ko", "택배지연 새택배", parcel="택배", late="지연") == [("택배", "parcel"), ("지연", "late")]


def test_digits_an_agent_may_not_read_are_given_in_ours():
    assert read("ar", "شارع ١٢", parcel="طرد") == [("١٢", "12")]


def test_a_language_without_a_list_has_no_gloss():
    assert gloss("Kiitos", "fi", "en", GlossTerms({}, {})) == ()


def test_spans_never_overlap_and_cut_the_text_they_name():
    text = "Mein Paket, das Paket! PAKETE und paket"
    terms = GlossTerms({"de": term_list("de", {"parcel": "Paket*"})}, MEANINGS)
    spans = gloss(text, "de", "en", terms)
    assert len(spans) == 4
    assert all(text[span.start : span.end] == span.source for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
