"""Texts found on disk."""

import os

from maildesk.core.reply.catalogue import Catalogue
from maildesk.core.reply.text import compile_text
from maildesk.packs import language
from maildesk.settings import Settings
from maildesk.texts.load import OWN_TEXTS, folders, load, load_all
from maildesk.wiring.answering import writer


def write(folder, locale, name, source):
    path = folder / locale / f"{name}.j2"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source, encoding="utf-8")


def test_the_desks_own_texts_all_load():
    loaded = load_all()
    assert loaded.wrong == ()
    assert len(loaded.catalogue.locales) == 19


def test_a_shops_text_stands_before_the_desks(tmp_path):
    write(tmp_path, "de", "thanks", "{% block understood %}Herzlichen Dank.{% endblock %}")
    text = load((OWN_TEXTS, tmp_path)).texts["thanks", "de"]
    assert text.words == "\nHerzlichen Dank.\n" or "Herzlichen" in text.words


def test_a_text_with_an_error_is_named_and_the_desks_own_is_used(tmp_path):
    write(tmp_path, "de", "thanks", "{% block understood %}{{ 'a' * 9 }}{% endblock %}")
    loaded = load_all([OWN_TEXTS, tmp_path])
    assert loaded.wrong[0].startswith("de/thanks.j2:1: ")
    assert "gefreut" in loaded.catalogue.texts["thanks", "de"].words


def test_a_file_that_is_not_utf8_is_named(tmp_path):
    (tmp_path / "de").mkdir()
    (tmp_path / "de" / "thanks.j2").write_bytes(b"\xff\xfe")
    assert "thanks.j2" in load_all([tmp_path]).wrong[0]


def test_a_language_without_the_text_gets_its_own_general_answer_rather_than_another_language():
    texts = [compile_text(n, x, "") for n, x in (("thanks", "en"), ("look_into_it", "en"), ("look_into_it", "tr"))]
    catalogue = Catalogue({(text.name, text.locale): text for text in texts})
    assert catalogue.choose("thanks", "tr") == ("look_into_it", "tr")
    assert catalogue.choose("thanks", "fi") == ("thanks", "en")
    assert catalogue.choose("thanks", "") == ("thanks", "en")


def test_a_folder_that_is_no_locale_is_named(tmp_path):
    write(tmp_path, "de_DE", "thanks", "{% block understood %}Danke.{% endblock %}")
    assert load_all([tmp_path]).wrong[0].startswith(f"{tmp_path / 'de_DE'}: no locale of the desk; there are en, de, ")


def test_a_folder_that_is_not_there_is_named(tmp_path):
    assert load_all([tmp_path / "gone"]).wrong == (f"{tmp_path / 'gone'}: there is no such folder",)


def test_the_shops_folders_are_read_after_the_desks_own(tmp_path):
    assert folders(f"{tmp_path / 'a'}{os.pathsep}{tmp_path / 'b'}") == (OWN_TEXTS, tmp_path / "a", tmp_path / "b")
    assert folders("") == (OWN_TEXTS,)


def test_the_desk_writes_with_the_shops_own_texts(tmp_path):
    write(tmp_path, "de", "thanks", "{% block understood %}herzlichen Dank.{% endblock %}")
    texts = writer(Settings(text_folders=str(tmp_path)), language.load()).texts
    assert "herzlichen Dank" in texts.texts["thanks", "de"].words
