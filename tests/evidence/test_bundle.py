"""The pages as a platform gets them: read back with another program, within the limits, the same bytes each time."""

import re
import subprocess
import unicodedata
from dataclasses import replace

import pytest

from maildesk.core.evidence.case_file import CaseFile
from maildesk.core.evidence.fit import LeftOut
from maildesk.core.evidence.limits import Limits, limits_for
from maildesk.evidence import fonts
from maildesk.evidence.bundle import Bundle, bundle_apart, bundle_of
from maildesk.packs.case_evidence import load_evidence
from tests.evidence.case import TEXTS, case_file, mails, photograph, pictures

ROOMY = Limits("ebay")


def made(file: CaseFile, limits: Limits = ROOMY, locale: str = "en", photo: bytes = b"") -> Bundle:
    bodies = dict.fromkeys(file.pictures, photo or photograph(1200, 800))
    return bundle_of(file, bodies, limits, load_evidence().words_of(locale), fonts.folders())


def read_back(bundle: Bundle) -> str:
    """The text of a PDF by another program, in the order it is read, marks of direction taken off."""
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=bundle.files[0], capture_output=True, check=True)
    text = done.stdout.decode()
    return " ".join("".join(c for c in text if unicodedata.category(c) != "Cf").split())


@pytest.fixture(scope="module")
def plain() -> Bundle:
    return made(case_file(pictures=pictures(2)))


@pytest.mark.system
@pytest.mark.parametrize("language", [each for each in TEXTS if each not in ("ar", "he")])
def test_mails_of_every_script_can_be_read_and_copied(plain, language):
    assert TEXTS[language] in read_back(plain)


@pytest.mark.system
@pytest.mark.parametrize("words", ["عليكم", "أستلم الطلب رقم", "ההזמנה מספר"])
def test_words_written_from_right_to_left_are_read_in_the_order_they_are_spoken(plain, words):
    assert words in read_back(plain)


@pytest.mark.system
def test_arabic_letters_are_joined():
    """A letter alone is written out to its end; four of them joined take less room than three alone."""
    bundle = made(case_file(mails=mails({"ar": "ب\nبببب"})))
    boxes = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=bundle.files[0], capture_output=True, check=True)
    found = re.findall(r'xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="[\d.]+">(ب+)<', boxes.stdout.decode())
    wide = {len(letters): float(right) - float(left) for left, right, letters in found}
    assert 0 < wide[4] < 3 * wide[1]


@pytest.mark.system
def test_every_font_is_inside(plain):
    listed = subprocess.run(["pdffonts", "-"], input=plain.files[0], capture_output=True, check=True).stdout.decode()
    rows = [row.split() for row in listed.splitlines()[2:]]
    assert len(rows) >= 4
    assert all(row[-5] == "yes" for row in rows)


@pytest.mark.system
def test_the_story_the_proof_and_the_headers_are_there(plain):
    text = read_back(plain)
    for part in (
        "Proof of delivery",
        "2026-11-17 09:00 UTC",
        "10115 Berlin",
        "LX123456789CN",
        "1@kunde.example",
        "Days to return",
    ):
        assert part in text


def test_the_same_case_gives_the_same_bytes(plain):
    assert made(case_file(pictures=pictures(2))) == plain


def test_a_bundle_is_for_archives_with_everything_inside(plain):
    assert plain.standard == "a-2b"
    assert b"pdfaid" in plain.files[0]
    assert (plain.fits, plain.left) == (True, LeftOut())


@pytest.mark.parametrize("locale", ["de", "ja", "ar", "zh-Hant"])
def test_pages_are_set_in_the_platforms_language(locale):
    bundle = made(case_file(), locale=locale)
    assert (bundle.fits, bundle.standard) == (True, "a-2b")


@pytest.mark.parametrize("limits", [Limits("x", total_bytes=150_000), Limits("x", pages=4)])
def test_what_is_too_large_is_made_smaller_and_the_pages_say_what_is_missing(limits):
    file = case_file(pictures=pictures(6), mails=mails({str(n): "Where is my parcel? " * 60 for n in range(30)}))
    bundle = made(file, limits)
    assert bundle.fits
    assert bundle.left
    assert len(bundle.files[0]) <= (limits.total_bytes or 10**9)
    assert bundle.pages <= (limits.pages or 10**9)
    assert "Left out of these pages" in read_back(bundle)


def test_a_limit_that_nothing_fits_gives_the_least_and_says_so():
    bundle = made(case_file(), Limits("x", total_bytes=1_000))
    assert not bundle.fits
    assert bundle.files[0].startswith(b"%PDF-")


def test_a_platform_without_pdf_gets_a_picture_of_each_page():
    limits = limits_for("ebay", "payment_dispute", load_evidence().limits)
    bundle = made(case_file(pictures=pictures(4)), limits)
    assert (bundle.extension, bundle.fits) == ("jpg", True)
    assert len(bundle.files) == bundle.pages <= 5
    assert sum(map(len, bundle.files)) <= 1_750_000
    assert all(body.startswith(b"\xff\xd8\xff") for body in bundle.files)


@pytest.mark.parametrize("photo", [b"no picture", photograph(60, 40)[:200], b"\x89PNG\r\n\x1a\n" + b"\0" * 50])
def test_a_picture_that_cannot_be_opened_is_left_out_and_counted(photo):
    assert made(case_file(pictures=pictures(1)), photo=photo).left == LeftOut(pictures=1)


@pytest.mark.parametrize(
    "text",
    [
        "e" + "\u0301" * 50_000,
        "a" * 400_000,
        "x\n" * 100_000,
        "\u202e\u2066" * 20_000,
        "👨‍👩‍👧‍👦" * 3_000,
        '#read("/etc/passwd") $x$ *a* `b` @c <d> #import "@preview/x:1.0.0"',
        "\ue000\u0378\ufffe\x00\x07\u2028",
    ],
)
def test_a_hostile_mail_is_set_like_any_other(text):
    bundle = made(case_file(mails=mails({"en": text})))
    assert bundle.standard == "a-2b"
    assert bundle.pages < 20


ORDERS = '#read("/etc/passwd") #include "/etc/passwd" $x^2$ @label <tag> `raw` *b* = H // c #sys.inputs ] ) } "'


@pytest.mark.system
def test_whatever_stands_in_a_field_it_is_read_and_never_obeyed():
    case = case_file(pictures=pictures(1))
    order = replace(
        case.order, number=ORDERS, buyer_name=ORDERS, lines=(replace(case.order.lines[0], sku=ORDERS, title=ORDERS),)
    )
    parcel = replace(order.parcels[0], tracking_number=ORDERS, carrier=ORDERS)
    events = tuple(replace(event, text=ORDERS, place=ORDERS) for event in parcel.events)
    letters = tuple(
        replace(mail, sender=ORDERS, to=ORDERS, subject=ORDERS, message_id=ORDERS) for mail in case.mails[:2]
    )
    photo = replace(case.pictures[0], name=ORDERS)
    order = replace(order, parcels=(replace(parcel, events=events),))
    text = read_back(
        made(replace(case, number=ORDERS, order_number=ORDERS, order=order, mails=letters, pictures=(photo,)))
    )
    assert "root:" not in text
    assert text.count("$x^2$") > 20


def test_a_letter_that_no_font_has_costs_the_archives_form_and_nothing_else():
    bundle = made(case_file(mails=mails({"en": "𓀀 hieroglyphs 𒀀", "de": "\U00016d40 Kirat Rai"})))
    assert bundle.fits
    assert bundle.files[0].startswith(b"%PDF-")


def test_without_a_font_the_form_for_archives_cannot_be_and_where_it_is_asked_for_nothing_fits():
    file, words = case_file(mails=mails({"ja": "届いておりません"})), load_evidence().words_of("en")
    plain = bundle_of(file, {}, ROOMY, words, where=())
    assert (plain.fits, plain.standard) == (True, "")
    assert not bundle_of(file, {}, Limits("shopify", standard="a-2b"), words, where=()).fits
    assert made(file, Limits("shopify", standard="a-2b")).fits


def test_it_is_made_in_a_process_of_its_own(plain):
    file = case_file(pictures=pictures(2))
    bodies = dict.fromkeys(file.pictures, photograph(1200, 800))
    assert bundle_apart(file, bodies, ROOMY, load_evidence().words_of("en"), fonts.folders()) == plain


def test_notes_are_never_among_the_pages(plain):
    shown = read_back(made(replace(case_file(), steps=())))
    assert "note" not in shown.lower()
