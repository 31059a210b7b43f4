"""What a buyer's own page says: complete, and in its own language."""

import re
import shutil

import pytest

from maildesk.core.locales import BUYER_LOCALES
from maildesk.errors import SettingError
from maildesk.packs import language
from maildesk.packs.care import load_care
from maildesk.texts.load import OWN_TEXTS
from maildesk.texts.public import PUBLIC_LOCALES, load_public

OTHERS = [locale for locale in PUBLIC_LOCALES if locale != "en"]
#: Scripts that a page of this language is written in; a Latin word in them is a leftover.
SCRIPTS = {
    "ru": "Ѐ-ӿ", "uk": "Ѐ-ӿ", "ja": "぀-ヿ一-鿿", "ko": "가-힣", "zh-Hant": "一-鿿", "zh-Hans": "一-鿿",
    "ar": "؀-ۿ", "he": "֐-׿",
}  # fmt: skip
#: Names that are written alike.
ALIKE = {"Diwali", "Eid al-Fitr", "Hanukkah"}


@pytest.fixture(scope="module")
def public():
    return load_public()


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(OWN_TEXTS / "public", tmp_path / "public")


def test_every_language_of_buyers_and_of_agents_is_there(public):
    assert set(public) == {*BUYER_LOCALES, "zh-Hans"}


def test_every_day_a_buyer_can_choose_has_a_name(public):
    chosen = {name for name, row in load_care().occasions.items() if row.kind == "chosen"}
    assert chosen <= set(public["en"])


@pytest.mark.parametrize("locale", OTHERS)
def test_nothing_is_left_in_english(public, locale):
    same = {words for key, words in public[locale].items() if words == public["en"][key]}
    assert same <= ALIKE
    if locale in SCRIPTS:
        assert not [words for words in public[locale].values() if re.search("[A-Za-z]", words)]
        assert all(re.search(f"[{SCRIPTS[locale]}]", words) for words in public[locale].values())


@pytest.mark.parametrize("locale", PUBLIC_LOCALES)
def test_a_page_reads_as_its_own_language(public, locale):
    told = language.load().detect(" ".join(public[locale].values()))
    assert told.language in (locale, locale.partition("-")[0], {"zh-Hans": "zh-Hant"}.get(locale))


@pytest.mark.parametrize("locale", PUBLIC_LOCALES)
def test_it_raises_its_voice_nowhere(public, locale):
    assert not [words for words in public[locale].values() if re.search("[!！¡]", words)]


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ('title = "Sprache"\n', "not the same keys"),
        ("title = ", "de.toml"),
        ('title = " "\n', "says nothing for title"),
        (None, "de.toml"),
    ],
)
def test_a_language_that_is_not_whole_is_named(folder, changed, wrong):
    path = folder / "de.toml"
    path.unlink() if changed is None else path.write_text(changed, "utf-8")
    with pytest.raises(SettingError, match=wrong):
        load_public(folder)
