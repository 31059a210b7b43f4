"""Which locales are tried for a buyer, and which way they are written."""

import pytest

from maildesk.core.locales import direction, fallback_chain


@pytest.mark.parametrize(
    ("language", "chain"),
    [
        ("de-AT", ("de", "en")),
        ("pt-PT", ("pt-BR", "en")),
        ("zh-Hans", ("zh-Hant", "en")),
        ("sk", ("cs", "en")),
        ("xx", ("en",)),
        (None, ("en",)),
        ("en", ("en",)),
    ],
)
def test_a_language_falls_back_to_its_nearest_relative_and_then_to_english(language, chain):
    assert fallback_chain(language) == chain


def test_arabic_and_hebrew_are_written_from_right_to_left():
    assert [direction(x) for x in ("ar", "he", "ar-EG", "de")] == ["rtl", "rtl", "rtl", "ltr"]
