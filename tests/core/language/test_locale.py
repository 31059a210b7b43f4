"""In which locale a buyer is answered."""

import pytest

from maildesk.core.language.found import Hints, LanguageFound
from maildesk.core.language.locale import answer_locale

UNSURE = LanguageFound("nl", 0.3)


@pytest.mark.parametrize(
    ("found", "hints", "locale", "because"),
    [
        (LanguageFound("de", 0.99), Hints(order_language="fr"), "de", "text_language"),
        (UNSURE, Hints(earlier=("fr",), order_language="de"), "fr", "earlier_mail"),
        (UNSURE, Hints(order_language="pt-PT", content_language="de"), "de", "content_language"),
        (UNSURE, Hints(order_language="pt_BR"), "pt-BR", "order_language"),
        (UNSURE, Hints(), "nl", "text_guess"),
        (LanguageFound(None, 0.0), Hints(), "en", "nothing_known"),
    ],
)
def test_the_text_comes_first_then_what_is_known_of_the_buyer(found, hints, locale, because):
    choice = answer_locale(found, hints)
    assert (choice.locale, choice.because[0], choice.fallback) == (locale, because, False)


@pytest.mark.parametrize(
    ("language", "locale"), [("sk", "cs"), ("pt-PT", "pt-BR"), ("zh-Hans", "zh-Hant"), ("fi", "en")]
)
def test_a_sure_language_without_texts_falls_back_and_says_so(language, locale):
    choice = answer_locale(LanguageFound(language, 0.95), Hints())
    assert (choice.locale, choice.fallback) == (locale, True)
    assert choice.because == ("text_language", "no_texts_in_language")


def test_the_countrys_language_helps_when_nothing_better_is_known():
    choice = answer_locale(LanguageFound(None, 0.0), Hints(country="PL"), spoken={"pl": 0.96, "en": 0.3})
    assert (choice.locale, choice.because[0]) == ("pl", "country_language")


def test_a_country_without_a_common_language_says_nothing():
    choice = answer_locale(LanguageFound(None, 0.0), Hints(country="XX"), spoken={"fr": 0.4, "de": 0.3})
    assert choice.locale == "en"


def test_two_near_languages_that_lead_to_one_locale_are_sure_together():
    found = LanguageFound("pt-PT", 0.52, ranked=(("pt-PT", 0.52), ("pt-BR", 0.47)))
    assert answer_locale(found, Hints(order_language="de")).locale == "pt-BR"


def test_a_guess_in_a_language_without_texts_still_finds_the_nearest():
    choice = answer_locale(LanguageFound("sk", 0.4), Hints())
    assert (choice.locale, choice.because[0], choice.fallback) == ("cs", "text_guess", True)
