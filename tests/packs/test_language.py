"""What the detector is built from."""

from maildesk.core.language.script import LATIN
from maildesk.core.locales import BUYER_LOCALES
from maildesk.packs import language

DETECTOR = language.load()
BY_SCRIPT = {"ja", "ko", "zh-Hant", "he"}


def test_the_detector_is_built_once():
    assert language.load() is DETECTOR


def test_every_locale_has_a_profile_and_frequent_words_or_a_script_of_its_own():
    known = {tag for table in DETECTOR.tables.values() for tag in table.languages}
    assert {tag.partition("-")[0] for tag in BUYER_LOCALES if tag not in BY_SCRIPT} <= known


def test_locales_of_the_desk_start_ahead_of_languages_it_rarely_meets():
    table = DETECTOR.tables[LATIN]
    base = dict(zip(table.languages, table.base, strict=True))
    assert base["sv"] > base["da"] > base["et"]


def test_countries_tell_who_speaks_what():
    assert DETECTOR.country_languages["CH"]["de"] > DETECTOR.country_languages["CH"]["it"]
    assert DETECTOR.country_languages["NO"]["nb"] > 0.9
    assert DETECTOR.country_languages["BR"]["pt"] > 0.9
