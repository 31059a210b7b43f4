"""Fonts are the machine's: which are used, and what is told when one is missing."""

from maildesk.evidence import fonts


def test_a_language_reads_its_own_han_before_the_others():
    here = {"Noto Sans", "Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Sans Arabic"}
    assert fonts.order("ja", here)[:2] == ("Noto Sans", "Noto Sans CJK JP")
    assert fonts.order("zh-Hans", here)[:2] == ("Noto Sans", "Noto Sans CJK SC")


def test_a_language_without_a_row_is_set_in_all_scripts():
    assert fonts.order("", {"Noto Sans", "Noto Sans CJK SC"}) == ("Noto Sans", "Noto Sans CJK SC")


def test_a_bare_machine_writes_latin_and_names_the_rest():
    bare = fonts.available(())
    assert "Libertinus Serif" in bare
    assert fonts.order("de", bare) == ("Libertinus Serif",)
    assert fonts.missing_scripts(bare) == ("zh-Hans", "zh-Hant", "ja", "ko", "ar", "he")


def test_a_setting_names_the_folders_and_one_that_is_not_there_is_left_out(tmp_path):
    assert fonts.folders(f"{tmp_path}:/no/such/folder") == (str(tmp_path),)


def test_without_the_extra_there_are_no_fonts_and_no_pages(monkeypatch):
    monkeypatch.setattr(fonts, "typst", None)
    assert fonts.available(("/usr/share/fonts",)) == frozenset()
