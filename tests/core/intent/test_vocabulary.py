"""Single words and pairs: what is remembered is what the model would say."""

from __future__ import annotations

import pytest

from maildesk.core.intent.concepts import Lexicon, needle
from maildesk.core.intent.model import Weights, pair_row, word_rows
from maildesk.core.intent.vocabulary import Vocabulary
from maildesk.core.intent.words import Word

BUCKETS = 64
WORDS = Weights(2, bytes(range(2 * BUCKETS)), 0.1)
IDEAS = Weights(2, bytes([128, 138, 128, 128, 108, 128]), 0.1)
LEXICON = Lexicon(("NEG", "ARRIVE"), {"en": ((needle("not.", "en"), 0), (needle("arriv", "en"), 1))})


@pytest.fixture
def vocabulary() -> Vocabulary:
    return Vocabulary(WORDS, IDEAS, LEXICON, BUCKETS)


def test_a_pair_is_found_in_the_row_it_was_trained_in(vocabulary: Vocabulary) -> None:
    left, right = (vocabulary.term(word, False, "en") for word in ("größe", "passt"))
    row = pair_row(Word("größe", 0, 5), Word("passt", 6, 11), BUCKETS)
    assert list(vocabulary.pairs([left, right]).values()) == [WORDS.packed(row)]


def test_a_word_says_what_its_letters_and_its_ideas_say(vocabulary: Vocabulary) -> None:
    letters = WORDS.sums(word_rows("arrived", BUCKETS, run=False))
    assert vocabulary.term("arrived", False, "en").says == pytest.approx((letters[0] - 2.0, letters[1]))


def test_a_word_says_nothing_more_in_a_locale_without_ideas(vocabulary: Vocabulary) -> None:
    assert vocabulary.term("arrived", False, "").says == WORDS.sums(word_rows("arrived", BUCKETS, run=False))
