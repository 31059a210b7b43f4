"""The packs of deadlines: what they hold, that they cover every case a notice can name, and that a wrong row is named."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from maildesk.core.clock.clock import ahead
from maildesk.core.clock.ladder import Act
from maildesk.core.dispute.deadline import Asked, Deadline, deadline
from maildesk.core.dispute.page import deadlines_page
from maildesk.core.dispute.row import OTHER, Actor, Grade, PlatformRows
from maildesk.errors import SettingError
from maildesk.packs.calendars import Shelf
from maildesk.packs.disputes import FOLDER, load_disputes
from maildesk.packs.platforms import load_platforms

PACKS = load_disputes()
ROWS = [row for pack in PACKS.platforms.values() for row in pack.rows]
#: Every case and stage that a notice of a platform may name.
NOTICED = sorted({(p.name, case, stage) for p in load_platforms() for _, (case, stage) in p.stages})


def answer(platform: str, case: str, stage: str, opened: str, region: str = "") -> Deadline:
    moment = datetime.fromisoformat(opened).replace(tzinfo=UTC)
    return deadline(PACKS, Shelf(moment.year), Asked(platform, case, stage, moment, region), date(2026, 11, 22))


def test_every_platform_of_the_design_is_there() -> None:
    wanted = (
        "aliexpress ebay amazon etsy walmart shopee lazada tiktok temu mercadolibre allegro other shopify woocommerce "
        "paypal stripe wish taobao eu"
    )
    assert set(PACKS.platforms) == set(wanted.split())


@pytest.mark.parametrize(("platform", "case", "stage"), NOTICED)
def test_every_case_that_a_notice_names_has_a_clock_that_warns_the_seller(platform: str, case: str, stage: str) -> None:
    found = answer(platform, case, stage, "2026-11-27T09:30")
    acts = [rung.act for rung in ahead(found.clock, Shelf(2026))]
    assert {Act.WARN, Act.ESCALATE} <= set(acts)
    assert acts[-1] is Act.EXPIRE


@pytest.mark.parametrize("pack", PACKS.platforms.values(), ids=lambda pack: pack.name)
def test_every_case_and_stage_answers_in_every_market_and_without_one(pack: PlatformRows) -> None:
    """Opened on the last day but one of a leap year, half an hour before midnight."""
    shelf = Shelf(2028)
    for case, stage in {(row.case, row.stage) for row in pack.rows}:
        for region in ("", *pack.markets, "CN"):
            found = answer(pack.name, case, stage, "2028-12-30T23:30", region)
            told = ahead(found.clock, shelf)
            assert told[-1].at == found.clock.due_at > found.clock.started_at, (case, stage, region)
            warned = {rung.act for rung in told if rung.at < found.clock.due_at}
            assert found.reading.row.actor is not Actor.SELLER or {Act.WARN, Act.ESCALATE} <= warned, (case, stage)


#: Opened on Monday, 23 November 2026, at 10:00 UTC: Thanksgiving is on Thursday.
FALLBACKS = [
    ("ebay payment_dispute respond", "", "2026-11-28T10:00", "A"),
    ("ebay item_not_received respond", "GB", "2026-11-26T10:00", "A"),
    ("ebay item_not_received respond", "US", "2026-11-27T10:00", "A"),
    ("ebay return respond", "DE", "2026-11-26T10:00", "A"),
    ("ebay return refund", "US", "2026-11-25T10:00", "A"),
    ("ebay item_not_received appeal", "", "2026-12-23T10:00", "A"),
    ("amazon buyer_message reply", "DE", "2026-11-24T10:00", "A"),
    ("amazon return_request reply", "", "2026-11-24T10:00", "A"),
    ("amazon a_to_z_claim respond", "", "2026-11-25T10:00", "B"),
    ("amazon a_to_z_claim appeal", "", "2026-12-23T10:00", "A"),
    ("amazon chargeback respond", "", "2026-11-30T10:00", "B"),
    ("paypal inquiry respond", "", "2026-12-13T10:00", "A"),
    ("paypal claim respond", "", "2026-12-03T10:00", "B"),
    ("paypal chargeback respond", "", "2026-12-03T10:00", "B"),
    ("stripe chargeback respond", "", "2026-11-30T10:00", "A"),
    ("shopify chargeback respond", "", "2026-11-30T10:00", "B"),
    ("aliexpress dispute respond", "", "2026-11-28T10:00", "B"),
    ("etsy help_request respond", "", "2026-11-25T10:00", "A"),
    ("walmart inquiry respond", "", "2026-11-25T10:00", "A"),
    ("walmart agency_complaint respond", "", "2026-11-23T11:00", "A"),
    ("shopee return respond", "SG", "2026-11-25T10:00", "A"),
    ("shopee return respond", "BR", "2026-11-26T10:00", "C"),
    ("lazada return respond", "SG", "2026-11-25T10:00", "B"),
    ("tiktok return respond", "TH", "2026-11-24T10:00", "A"),
    ("tiktok return respond", "ID", "2026-11-25T10:00", "A"),
    ("allegro complaint respond", "", "2026-12-07T10:00", "B"),
    ("wish ticket reply", "", "2026-11-25T10:00", "A"),
    ("taobao refund respond", "", "2026-11-24T10:00", "C"),
    ("eu withdrawal acknowledge", "DE", "2026-11-24T10:00", "B"),
    ("eu withdrawal refund", "FR", "2026-12-07T10:00", "A"),
    ("eu withdrawal return", "", "2026-12-07T10:00", "B"),
]


@pytest.mark.parametrize(("words", "region", "due", "grade"), FALLBACKS)
def test_without_a_date_the_clock_of_the_facts_counts(words: str, region: str, due: str, grade: str) -> None:
    found = answer(*words.split(), "2026-11-23T10:00", region)
    assert (found.clock.due_at, found.grade) == (datetime.fromisoformat(due).replace(tzinfo=UTC), grade)


@pytest.mark.parametrize("words", ["paypal inquiry respond", "paypal claim respond", "paypal chargeback respond"])
def test_paypal_warns_on_the_third_day(words: str) -> None:
    found = answer(*words.split(), "2026-11-23T10:00")
    assert ahead(found.clock, {})[0].at == datetime(2026, 11, 26, 10, tzinfo=UTC)


NETWORKS = ["visa", "mastercard", "amex", "discover", "jcb", "unionpay"]


@pytest.mark.parametrize("network", NETWORKS)
def test_without_the_providers_date_a_chargeback_has_seven_days_whatever_the_networks_window(network: str) -> None:
    found = answer("other", f"{network}_chargeback", "respond", "2026-11-23T10:00")
    window = answer("other", f"{network}_chargeback", "window", "2026-11-23T10:00")
    assert (found.clock.due_at, "hint" in found.because) == (datetime(2026, 11, 30, 10, tzinfo=UTC), True)
    assert window.clock.due_at > found.clock.due_at
    assert window.clock.ladder == ()


def test_aliexpress_keeps_pacific_wall_time_over_the_clock_change() -> None:
    assert answer("aliexpress", "dispute", "respond", "2026-10-29T17:00").clock.due_at == datetime(
        2026, 11, 3, 18, tzinfo=UTC
    )


def test_a_chinese_holiday_does_not_move_a_clock_of_the_marketplace() -> None:
    found = answer("lazada", "return", "respond", "2026-10-01T02:00", "SG")
    assert found.clock.due_at == datetime(2026, 10, 5, 2, tzinfo=UTC)


@pytest.mark.parametrize("pack", PACKS.platforms.values(), ids=lambda pack: pack.name)
def test_the_regions_that_rows_name_are_among_the_markets_thought_of(pack) -> None:
    assert {region for row in pack.rows for region in row.regions} <= {*pack.markets, OTHER}


def test_every_sellers_deadline_of_a_known_platform_has_a_source_and_what_unverified_says_so() -> None:
    for row in ROWS:
        assert (
            row.grade is not Grade.D
            or "not verified" in row.source
            or "own target" in row.source
            or "the days as" in row.source
        ), row
        assert row.actor is not Actor.SELLER or row.on_expiry, row


def test_a_next_stage_is_a_case_or_a_stage_of_its_platform() -> None:
    for pack in PACKS.platforms.values():
        words = {row.case for row in pack.rows} | {row.stage for row in pack.rows}
        assert {row.next_stage for row in pack.rows if row.next_stage} <= words, pack.name


def test_the_page_of_deadlines_is_that_of_the_packs() -> None:
    page = Path(__file__).parents[2] / "docs" / "deadlines.md"
    assert page.read_text("utf-8") == deadlines_page(PACKS)


HEAD = 'name = "fair"\nzones = ["UTC"]\nzone_grade = "D"\nmarkets = ["US"]\nchecked_on = 2026-11-01\n'
GOOD = """[[row]]
case = "claim"
stage = "respond"
actor = "seller"
trigger = "a claim"
span = "3 business days"
calendar = "market"
on_expiry = "lost"
source = "fair.example"
grade = "A"
"""


def load(tmp_path: Path, text: str, **others: str) -> None:
    for name in ("markets.toml", "ladders.toml"):
        shutil.copy(FOLDER / name, tmp_path / name)
    for name, other in {"fair": text, **others}.items():
        (tmp_path / f"{name}.toml").write_text(other, "utf-8")
    load_disputes(tmp_path)


def test_a_good_row_loads(tmp_path: Path) -> None:
    load(tmp_path, HEAD + GOOD)


@pytest.mark.parametrize(
    ("good", "wrong", "named"),
    [
        ('"3 business days"', '"0 business days"', "fair claim respond: span: a span of 0 business days"),
        ('"3 business days"', '"3 moons"', "span: '3 moons': 'moons' is no unit"),
        ('"3 business days"', '"5000 business days"', "at most 1100"),
        ('"3 business days"', '"24 hours"', "calendar is 'market' for 24 hours"),
        ('calendar = "market"', "", "calendar is '' for 3 business days"),
        ('calendar = "market"', 'calendar = "MOON"', "calendar is 'MOON'"),
        ('source = "fair.example"', "", "fair claim respond: source"),
        ('source = "fair.example"', 'source = " "', "fair claim respond: source"),
        ('actor = "seller"', 'actor = "judge"', "actor: 'judge' is not a valid Actor"),
        ('grade = "A"', 'grade = "E"', "grade: 'E' is not a valid Grade"),
        ('grade = "A"', 'grade = "A"\ncolour = "red"', "colour"),
        ('grade = "A"', 'grade = "A"\nregions = ["XX"]', "XX: no market"),
        ('grade = "A"', 'grade = "A"\nzones = ["Mars/Base"]', "zones: 'Mars/Base' is no time zone"),
        ('grade = "A"', 'grade = "A"\nzones = ["../../etc"]', "is no time zone"),
        ('grade = "A"', 'grade = "A"\nzones = []', "zones"),
        ('grade = "A"', 'grade = "A"\nchecked_on = "lately"', "checked_on: 'lately' is no date"),
        ('grade = "A"', 'grade = "A"\nvalid_from = 2026-01-02\nvalid_to = 2026-01-01', "valid from 2026-01-02"),
        ('grade = "A"', 'grade = "A"\nreplaces = ["nothing"]', "replaces nothing"),
        ('grade = "A"', 'grade = "A"\nwarn_after = ["2 calendar days"]', "warn_after: '2 calendar days': wanted hours"),
        (
            'grade = "A"',
            'grade = "A"\nevidence = "a photograph"',
            "evidence: missing, no key of a deadline, or of the wrong",
        ),
        ('on_expiry = "lost"', "on_expiry = 3", "on_expiry: missing"),
        ('case = "claim"', 'case = "A to Z"', "'A to Z' is no word"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, good: str, wrong: str, named: str) -> None:
    with pytest.raises(SettingError, match="disputes: ") as told:
        load(tmp_path, HEAD + GOOD.replace(good, wrong))
    assert named in str(told.value)


@pytest.mark.parametrize(
    ("good", "wrong", "named"),
    [
        ('name = "fair"', 'name = "fare"', "fair: its head"),
        ('zones = ["UTC"]\n', "", "its head has zones"),
        ('markets = ["US"]', 'markets = ["XX"]', "XX: no market"),
        ('markets = ["US"]', "markets = []", "its head"),
        ("checked_on = 2026-11-01", "checked_on = 2026-11-01\ncolour = 1", "its head has colour"),
        ('zone_grade = "D"', "zone_grade = ", "fair.toml"),
    ],
)
def test_a_wrong_head_is_named(tmp_path: Path, good: str, wrong: str, named: str) -> None:
    with pytest.raises(SettingError) as told:
        load(tmp_path, HEAD.replace(good, wrong) + GOOD)
    assert named in str(told.value)


@pytest.mark.parametrize(
    ("name", "text", "named"),
    [
        (
            "ladders",
            '[[firm]]\nact = "warn"\nshare = 0.5\n',
            "ladder firm: needs a rung that warns and one that escalates",
        ),
        ("ladders", '[[firm]]\nact = "sing"\nshare = 0.5\n', "ladder firm: rung: 'sing'"),
        ("ladders", '[[firm]]\nact = "warn"\nshare = 1.5\n', "ladder firm"),
        ("markets", '[zones]\nXX = "UTC"\n', "XX is no country"),
        ("markets", '[zones]\nUS = "Mars/Base"\n', "US: 'Mars/Base' is no time zone"),
        ("markets", '[zones]\nUS = "UTC"\n[groups]\nEU = ["DE"]\n', "group EU: DE: no market"),
    ],
)
def test_a_wrong_ladder_or_market_is_named(tmp_path: Path, name: str, text: str, named: str) -> None:
    with pytest.raises(SettingError) as told:
        load(tmp_path, HEAD + GOOD, **{name: text})
    assert named in str(told.value)


def test_a_folder_without_markets_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match=r"needs markets\.toml"):
        load_disputes(tmp_path)
