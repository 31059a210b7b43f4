"""The packs of what the desk writes of itself."""

import shutil
from datetime import time
from zoneinfo import ZoneInfo

import pytest

from maildesk.core.care.classes import class_of
from maildesk.core.care.law import Basis
from maildesk.core.care.occasion import Kind
from maildesk.core.order import Channel
from maildesk.core.reply.families import MailClass
from maildesk.core.reply.render import render
from maildesk.errors import SettingError
from maildesk.packs.care import FOLDER, load_care
from maildesk.packs.care_days import day_of, public_days
from maildesk.texts.load import load as load_texts
from maildesk.texts.occasions import fitting, shown

PACKS = load_care()
TEXTS = load_texts()


@pytest.mark.parametrize(
    ("country", "law"),
    [("DE", "de"), ("FR", "eu"), ("NO", "eu"), ("US", "us"), ("CA", "ca"), ("", "eu"), ("SA", "eu"), ("ZZ", "eu")],
)
def test_each_country_has_a_law_and_an_unknown_one_the_unions(country, law):
    assert PACKS.laws.of(country).name == law


def test_only_two_laws_gate_mail_about_the_purchase():
    gating = {law.name for law in PACKS.laws.rows if MailClass.RELATIONSHIP in law.gated}
    assert gating == {"de", "ca"}


def test_no_law_of_europe_takes_a_purchase_alone_for_consent():
    europe = (PACKS.laws.of(country) for country in ("DE", "AT", "CH", "FR", "GB"))
    assert not any(basis in (Basis.PURCHASE, Basis.OPT_OUT) for law in europe for basis, _ in law.grounds)


def test_every_channel_has_a_row_and_no_marketplace_lets_advertising_go():
    assert set(PACKS.channels) == {str(each) for each in Channel}
    own = {"own", "shopify", "woocommerce"}
    for name, rule in PACKS.channels.items():
        assert ("all" in rule.purposes) is (name in own)
        assert not rule.purposes & {"greeting", "coupon_ending"}


def test_amazon_gets_no_confirmation_and_no_thanks():
    assert not PACKS.channels["amazon"].purposes & {"order_confirm", "dispatched", "delivered", "after_case"}


def test_an_order_of_amazon_is_nothing_to_write_about_a_month_after_it_ended():
    assert PACKS.channels["amazon"].within_days == 30


@pytest.mark.parametrize(
    ("country", "basis", "months"),
    [
        ("CA", Basis.PURCHASE, 24), ("CA", Basis.INQUIRY, 6), ("CA", Basis.EXPRESS, 0), ("FR", Basis.SOFT_OPT_IN, 0),
        ("GB", Basis.SOFT_OPT_IN, 0), ("US", Basis.OPT_OUT, 0), ("AU", Basis.EXPRESS, 0), ("JP", Basis.EXPRESS, 0),
        ("BR", Basis.EXPRESS, 0),
    ],
)  # fmt: skip
def test_a_ground_lasts_as_long_as_its_law_says(country, basis, months):
    assert dict(PACKS.laws.of(country).grounds)[basis] == months


@pytest.mark.parametrize(
    ("country", "label", "honoured"),
    [("KR", "(광고)", 2), ("CN", "AD", 2), ("US", "", 10), ("CA", "", 10), ("AU", "", 5)],
)
def test_what_a_law_wants_before_the_subject_and_how_soon_a_refusal_counts(country, label, honoured):
    law = PACKS.laws.of(country)
    assert (law.label, law.honour_days) == (label, honoured)


def test_sundays_and_holidays_rest_in_three_countries():
    rest = {law.name for law in PACKS.laws.rows if 6 in law.closed_weekdays and law.closed_holidays}
    assert rest == {"de", "at", "ch"}


def test_the_house_writes_no_more_often_and_at_no_other_hours():
    caps = {cap.name: (str(cap.mail_class), cap.purpose, cap.most, cap.days) for cap in PACKS.caps}
    assert caps == {
        "marketing_week": ("marketing", "", 1, 7),
        "marketing_month": ("marketing", "", 4, 30),
        "greetings_year": ("marketing", "greeting", 4, 365),
        "relationship_week": ("relationship", "", 1, 7),
    }
    assert (PACKS.hours.opens, PACKS.hours.closes) == (time(9), time(20))


def test_religious_and_cultural_days_are_the_buyers_own_choice():
    chosen = {name for name, row in PACKS.occasions.items() if row.kind is Kind.CHOSEN}
    assert chosen == {
        "christmas", "easter", "eid_al_fitr", "diwali", "hanukkah", "lunar_new_year", "mid_autumn", "womens_day",
    }  # fmt: skip


def test_the_version_names_the_day_and_the_very_rows(tmp_path):
    shutil.copytree(FOLDER, tmp_path / "care")
    rules = tmp_path / "care" / "rules.toml"
    rules.write_text(rules.read_text().replace("most = 1", "most = 2"))
    assert PACKS.version.startswith("2026-11-22.")
    assert load_care(tmp_path / "care").version != PACKS.version


@pytest.mark.parametrize(
    ("file", "was", "becomes", "named"),
    [
        ("rules", 'needs = ["still_solved"', 'needs = ["stil_solved"', "stil_solved"),
        ("rules", 'trigger = "solved"', 'trigger = "sold"', "after_case"),
        ("rules", 'delay = "1 hour"', 'delay = "soon"', "soon"),
        ("channels", '"late_dispatch"', '"late"', "late"),
        ("channels", 'channel = "temu"', 'channel = "tmu"', "tmu"),
        ("laws", '"BE", "BG"', '"BE", "US"', "US"),
        ("laws", "grounds = { express = 0 }", "grounds = { verbal = 0 }", "verbal"),
        ("occasions", 'kind = "own"', 'kind = "ours"', "anniversary"),
        ("offers", "words = [", "words = 5 #[", "offers"),
    ],
)
def test_a_wrong_row_is_named(tmp_path, file, was, becomes, named):
    shutil.copytree(FOLDER, tmp_path / "care")
    path = tmp_path / "care" / f"{file}.toml"
    assert was in path.read_text()
    path.write_text(path.read_text().replace(was, becomes))
    with pytest.raises(SettingError, match=named):
        load_care(tmp_path / "care")


def test_a_country_of_many_zones_is_asked_in_its_ends():
    assert PACKS.zones_of("US") == (ZoneInfo("America/New_York"), ZoneInfo("America/Los_Angeles"))
    assert PACKS.zones_of("PL") == (ZoneInfo("Europe/Warsaw"),)
    assert PACKS.zones_of("") == PACKS.zones_of("ZZ") == (ZoneInfo("Europe/Lisbon"), ZoneInfo("Europe/Athens"))


@pytest.mark.parametrize(
    ("occasion", "country", "day", "estimated"),
    [
        ("new_year", "DE", "2027-01-01", False),
        ("new_year", "SA", None, False),
        ("new_year", "IL", None, False),
        ("lunar_new_year", "CN", "2027-02-06", False),
        ("lunar_new_year", "VN", "2027-02-06", False),
        ("lunar_new_year", "KR", "2027-02-07", False),
        ("lunar_new_year", "GB", "2027-02-06", False),
        ("diwali", "IN", "2027-10-29", False),
        ("diwali", "SG", "2027-10-28", False),
        ("diwali", "GB", "2027-10-29", False),
        ("eid_al_fitr", "TR", "2027-03-09", False),
        ("eid_al_fitr", "SA", "2027-03-09", True),
        ("eid_al_fitr", "SG", "2027-03-10", False),
        ("eid_al_fitr", "ID", "2027-03-10", True),
        ("eid_al_fitr", "FR", "2027-03-09", True),
        ("mid_autumn", "KR", "2027-09-15", False),
        ("mid_autumn", "HK", "2027-09-15", False),
        ("easter", "FR", "2027-03-28", False),
        ("easter", "GR", "2027-05-02", False),
        ("easter", "US", "2027-03-28", False),
        ("christmas", "DE", "2027-12-25", False),
        ("christmas", "RU", "2027-01-07", False),
        ("christmas", "UA", "2027-12-25", False),
        ("hanukkah", "US", "2027-12-25", False),
        ("thanksgiving", "US", "2027-11-25", False),
        ("thanksgiving", "CA", "2027-10-11", False),
        ("thanksgiving", "DE", None, False),
        ("national_day", "FR", "2027-07-14", False),
        ("national_day", "RU", None, False),
        ("womens_day", "RU", "2027-03-08", False),
        ("new_year", "", None, False),
        ("diwali", "ZZ", "2027-10-29", False),
    ],
)
def test_each_occasion_has_the_day_of_its_country(occasion, country, day, estimated):
    found = day_of(occasion, country, 2027)
    assert (str(found.day) if found else None) == day
    assert found is None or found.estimated is estimated


def test_a_holiday_of_one_part_of_a_country_counts_for_all_of_it():
    assert any(day.month == 8 and day.day == 15 for day in public_days("DE", 2027))  # Assumption, in Bavaria
    assert public_days("", 2027) == frozenset()


@pytest.mark.parametrize("locale", sorted({locale for name, locale in TEXTS.texts if name == "coupon_ending"}))
def test_an_offer_is_recognised_in_every_language_the_desk_writes(locale):
    for tried in fitting("coupon_ending", locale):
        read = render(shown("coupon_ending", locale), tried.facts, TEXTS)
        words = [code for code in class_of(MailClass.TRANSACTIONAL, read, PACKS.offers).because if "word" in code]
        assert words, locale
