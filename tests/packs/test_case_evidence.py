"""Limits, meanings, languages and words of evidence: complete, sourced, and refused when wrong."""

import re
import shutil
from pathlib import Path

import pytest

from maildesk.core.evidence.limits import Limits
from maildesk.core.evidence.need import Need
from maildesk.core.locales import BUYER_LOCALES
from maildesk.core.notice.platform import NoticeKind
from maildesk.core.order import ParcelState
from maildesk.errors import SettingError
from maildesk.packs.case_evidence import FOLDER, load_evidence
from maildesk.packs.disputes import load_disputes

PACKS = load_evidence()


def test_every_platform_has_a_language():
    assert set(load_disputes().platforms) - set(PACKS.languages) == set()


def test_every_platform_has_a_name():
    assert {f"platform.{name}" for name in load_disputes().platforms} - set(PACKS.words["en"]) == set()


def test_every_language_that_a_platform_reads_has_its_words():
    read = {locale for of in PACKS.languages.values() for locale in of.values()}
    assert read - set(PACKS.words) == set()


@pytest.mark.parametrize("locale", sorted(PACKS.words))
def test_a_locale_says_every_word_but_brands_itself(locale):
    own = {key for key in PACKS.words["en"] if not key.startswith("platform.") and key != "sku"}
    assert own - set(PACKS.words[locale]) == set()


def test_every_kind_and_every_scan_has_a_word():
    kinds = {f"kind.{kind}" for kind in NoticeKind if kind is not NoticeKind.CLOSED}
    assert (kinds | {f"parcel.{state}" for state in ParcelState}) - set(PACKS.words["en"]) == set()


def test_every_limit_has_a_source_and_a_day():
    assert all(row.source and row.checked_on.year >= 2026 for row in PACKS.limits)


@pytest.mark.parametrize(("platform", "region", "locale"), [
    ("ebay", "DE", "de"), ("ebay", "US", "en"), ("amazon", "JP", "ja"), ("amazon", "", "en"), ("allegro", "PL", "pl"),
    ("mercadolibre", "BR", "pt-BR"), ("unheard_of", "FR", "en"),
])  # fmt: skip
def test_the_language_is_the_platforms_in_the_region(platform, region, locale):
    assert PACKS.language(platform, region) == locale
    assert locale in BUYER_LOCALES


@pytest.mark.parametrize(
    ("file", "row", "named"),
    [
        ("limits.toml", '[[row]]\nplatform = "ebay"\ngrade = "A"', "source"),
        ("limits.toml", '[[row]]\nplatform = "ebay"\nsource = "x"\ngrade = "E"', "grade"),
        ("limits.toml", '[[row]]\nplatform = "ebay"\nsource = "x"\ngrade = "A"\nfiles = -1', "files"),
        ("limits.toml", '[[row]]\nplatform = "ebay"\nsource = "x"\ngrade = "A"\nsizes = 1', "sizes"),
        ("needs.toml", '[meanings]\n"x" = ["wishes"]', "wishes"),
        ("languages.toml", '[ebay]\nDE = "de"', "default"),
        ("languages.toml", '[ebay]\ndefault = "tlh"', "tlh"),
        ("words/de.toml", 'unheard = "x"', "unheard"),
        ("words/de.toml", "= broken", "de.toml"),
    ],
)
def test_a_wrong_row_is_refused_by_name(tmp_path: Path, file, row, named):
    shutil.copytree(FOLDER, tmp_path / "evidence")
    (tmp_path / "evidence" / file).write_text(row, "utf-8")
    with pytest.raises(SettingError, match=named):
        load_evidence(tmp_path / "evidence")


def test_no_need_is_without_a_sentence_that_means_it():
    meant = {need for needs in PACKS.meanings.values() for need in needs}
    assert set(Need) - meant == {Need.OTHER}


def test_the_page_tells_the_limits_as_the_rows_have_them():
    page = (Path(__file__).resolve().parents[2] / "docs" / "evidence.md").read_text("utf-8")
    told = [line for line in page.splitlines() if re.match(r"\| [a-z]+ \|", line) and not line.startswith("| platform")]
    assert [[cell.strip() for cell in line.strip("|").split("|")] for line in told] == [
        _cells(row) for row in PACKS.limits
    ]


def _cells(row: Limits) -> list[str]:
    numbers = [str(number) if number else "" for number in (row.files, row.pages, row.characters)]
    return [
        row.platform,
        row.case,
        _mb(row.file_bytes),
        _mb(row.total_bytes),
        *numbers,
        ", ".join(row.formats),
        row.grade,
    ]


def _mb(size: int) -> str:
    return f"{size / 1_000_000:.2f} MB" if size else ""
