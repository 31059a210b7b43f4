"""The packs of peaks: what they hold, that the days are those of the facts, and that a wrong row is named with its line."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from maildesk.core.peak.calendar import awaited, occurrences
from maildesk.core.peak.page import peaks_page, shown_years
from maildesk.core.peak.waves import Supply, expected
from maildesk.errors import SettingError
from maildesk.packs.peaks import FOLDER, load_peaks
from maildesk.packs.public_days import public_days

PACKS = load_peaks()
PUBLIC = public_days(PACKS.anchors, 2025, 2029)
FOUND = {each.id: each for each in occurrences(PACKS.events, date(2026, 1, 1), date(2028, 12, 31), PUBLIC)}


@pytest.mark.parametrize(
    ("event", "days"),
    [
        ("black_friday", ("11-27", "11-26", "11-24")),
        ("cyber_monday", ("11-30", "11-29", "11-27")),
        ("singles_day", ("11-11", "11-11", "11-11")),
        ("mid_autumn", ("09-25", "09-15", "10-03")),
        ("chinese_new_year", ("02-14", "02-03", "01-23")),
        ("national_day_cn", ("10-01", "10-01", "10-01")),
        ("ramadan", ("02-18", "02-08", "01-28")),
        ("eid_al_fitr", ("03-20", "03-09", "02-26")),
        ("eid_al_adha", ("05-27", "05-16", "05-05")),
        ("diwali", ("11-08", "10-29", "10-17")),
        ("seollal", ("02-16", "02-06", "01-26")),
        ("mothers_day", ("05-10", "05-09", "05-14")),
        ("mothers_day_gb", ("03-15", "03-07", "03-26")),
        ("mothers_day_fr", ("05-31", "05-30", "05-28")),
        ("mothers_day_es", ("05-03", "05-02", "05-07")),
        ("mothers_day_no", ("02-08", "02-14", "02-13")),
        ("mothers_day_ar", ("10-18", "10-17", "10-15")),
    ],
)
def test_the_days_are_those_of_the_facts(event: str, days: tuple[str, ...]) -> None:
    assert tuple(FOUND[f"{event}-{year}"].first.strftime("%m-%d") for year in (2026, 2027, 2028)) == days


def test_prime_day_is_known_for_the_year_that_was_announced_and_for_no_other() -> None:
    prime = FOUND["prime_day-2026"]
    assert (prime.first, prime.last, prime.event.zone) == (date(2026, 6, 23), date(2026, 6, 26), "America/Los_Angeles")
    still = awaited(PACKS.events, date(2026, 11, 22), date(2027, 11, 22), PUBLIC)
    assert ("prime_day", 2027) in {(each.event.id, each.year) for each in still}
    assert ("prime_big_deal_days", 2026) not in {(each.event.id, each.year) for each in still}  # October is over


def test_every_cut_off_says_of_which_year_it_is_and_asks_for_this_years() -> None:
    rows = [row for row in PACKS.events if row.kind == "cutoff"]
    still = {each.event.id for each in awaited(PACKS.events, date(2026, 11, 1), date(2026, 12, 31), PUBLIC)}
    assert all(row.estimated and row.carrier and row.id in still for row in rows)
    assert {row.sourced.source_date for row in rows if row.carrier == "Royal Mail"} == {"2021"}


@pytest.mark.parametrize(
    ("event", "first", "last"),
    [
        ("golden_week_jp-2026", date(2026, 4, 29), date(2026, 5, 6)),  # 3 May is a Sunday: 6 May is off, too
        ("golden_week_jp-2027", date(2027, 4, 29), date(2027, 5, 5)),
        ("chinese_new_year-2027", date(2027, 2, 3), date(2027, 2, 16)),
        ("national_day_cn-2026", date(2026, 10, 1), date(2026, 10, 7)),
        ("ramadan-2027", date(2027, 2, 8), date(2027, 3, 8)),
        ("chuseok-2026", date(2026, 9, 24), date(2026, 9, 26)),
    ],
)
def test_what_lasts_several_days_ends_when_it_ends(event: str, first: date, last: date) -> None:
    assert (FOUND[event].first, FOUND[event].last) == (first, last)


def test_japan_rests_on_the_substitute_day_of_its_golden_week() -> None:
    days = {day.day for day in public_days(["JP"], 2026, 2026)["JP"]}
    assert date(2026, 5, 6) in days
    assert date(2026, 5, 7) not in days


def test_the_new_year_of_korea_is_not_that_of_china() -> None:
    public = public_days(["CN", "KR"], 2027, 2027)
    china = next(day.day for day in public["CN"] if day.name.startswith("Chinese New Year (S"))
    korea = next(day.day for day in public["KR"] if day.name == "Korean New Year")
    assert (china, korea) == (date(2027, 2, 6), date(2027, 2, 7))


def test_the_waves_of_black_friday_from_abroad_meet_the_last_days_before_christmas() -> None:
    waves = expected(PACKS.waves, [FOUND["black_friday-2026"]], [Supply.CROSS_BORDER])
    peak = next(each.peak for each in waves if each.wave.id == "where_is_it")
    assert peak == (date(2026, 12, 12), date(2026, 12, 22))


def test_every_row_says_where_it_comes_from() -> None:
    rows = (*PACKS.events, *PACKS.waves, *PACKS.tasks, *PACKS.switches, *PACKS.squad)
    assert [row.id for row in rows if not row.sourced.source] == []


def test_every_kind_of_event_has_its_part_of_the_checklist() -> None:
    for phase in ("before", "after"):
        for kind in ("sale", "closure", "occasion"):
            assert any(task.phase == phase and kind in task.kinds for task in PACKS.tasks), (phase, kind)


def test_the_page_of_peaks_is_that_of_the_packs() -> None:
    years = shown_years(PACKS)
    page = Path(__file__).parents[2] / "docs" / "peaks.md"
    assert page.read_text("utf-8") == peaks_page(PACKS, public_days(PACKS.anchors, years[0] - 1, years[-1] + 1))


def test_a_country_that_nobody_knows_has_no_holidays() -> None:
    assert public_days(["XX"], 2026, 2027) == {"XX": ()}


GOOD = """source = "made up"
grade = "D"
checked_on = 2026-11-01

[[event]]
id = "fair"
names = { en = "fair", zh-Hans = "集市" }
kind = "sale"
side = "demand"
rule = "10 June"
"""


def load(tmp_path: Path, file: str, text: str) -> None:
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    (tmp_path / "switches.toml").write_text("switch = []\n", "utf-8")  # ours name events of the file that is replaced
    (tmp_path / file).write_text(text, "utf-8")
    load_peaks(tmp_path)


def test_a_good_row_loads(tmp_path: Path) -> None:
    load(tmp_path, "sales.toml", GOOD)


@pytest.mark.parametrize(
    ("good", "wrong", "named"),
    [
        ('"10 June"', '"31 June"', "sales.toml line 5 (fair): rule is '31 June': '31 June': no year has that day"),
        ('"10 June"', '"Moon Feast (CN)"', "rule is 'Moon Feast (CN)': no year has such a day"),
        ('"10 June"', '"Moon Feast (XX)"', "XX: no country that is known"),
        ('rule = "10 June"', "", "rule is missing, and nothing is announced or usual"),
        ('"10 June"', '"10 June"\ndays = 0', "days is 0: wanted 1 to 100 days"),
        ('"10 June"', '"10 June"\ndays = 400', "days is 400: wanted 1 to 100 days"),
        ('"10 June"', '"10 June"\nzone = "Mars/Base"', "zone is 'Mars/Base': no time zone"),
        ('"10 June"', '"10 June"\nzone = "../../etc"', "zone is '../../etc'"),
        ('"10 June"', '"10 June"\ncountries = ["XX"]', "countries is ['XX']: XX: no country that is known"),
        ('"10 June"', '"10 June"\nplanned = "yes"', "planned is 'yes': wanted true or false"),
        ('"10 June"', '"10 June"\nby_month = 13', "by_month is 13: wanted a month, 1 to 12"),
        ('"10 June"', '"30 February"', "no year has that day"),
        ('"10 June"', '"5th Monday of Smarch"', "'Smarch' is none of January"),
        ("checked_on = 2026-11-01", "checked_on = 2026-02-30", "sales.toml"),
        ('"10 June"', '"10 June"\ncolour = "red"', "colour: no key of [[event]]"),
        ('source = "made up"\n', "", "source is missing"),
        ('source = "made up"', 'source = " "', "source is ' ': wanted words"),
        ('grade = "D"', 'grade = "E"', "grade is 'E'"),
        ("checked_on = 2026-11-01", 'checked_on = "lately"', "checked_on is 'lately': wanted a date"),
        ('kind = "sale"', 'kind = "party"', "kind is 'party'"),
        ("zh-Hans = ", "zh = ", "names is"),
        ('id = "fair"', 'id = "The Fair"', "id is 'The Fair': wanted a word"),
        (
            '"10 June"',
            '"10 June"\nannounced = [{ first = 2026-06-12, last = 2026-06-10, source = "a", grade = "B" }]',
            "announced 1: it is announced from 2026-06-12 to 2026-06-10",
        ),
        ('"10 June"', '"10 June"\nannounced = [{ first = 2026-06-12, last = 2026-06-12, grade = "B" }]', "announced 1: source is missing"),
        ('"10 June"\n', '"10 June"\n' + GOOD[GOOD.index("[[") :], "line 11 (fair): id is 'fair': there is another row"),
        ("[[event]]", "[[event]", "sales.toml"),
        ("[[event]]", "[[events]]", "it has no row [[event]]"),
    ],
)  # fmt: skip
def test_a_wrong_event_is_named_with_its_line_and_what_it_held(
    tmp_path: Path, good: str, wrong: str, named: str
) -> None:
    with pytest.raises(SettingError, match="peaks: ") as told:
        load(tmp_path, "sales.toml", GOOD.replace(good, wrong))
    assert named in str(told.value)


HEAD = 'source = "made up"\ngrade = "D"\nchecked_on = 2026-11-01\n'


@pytest.mark.parametrize(
    ("file", "row", "named"),
    [
        ("waves.toml", 'days = [4, 2]', "waves.toml line 4 (it): days is [4, 2]: days 4 to 2"),
        ("waves.toml", 'days = [0, 300]', "days is [0, 300]"),
        ("waves.toml", 'days = [0, 3]\npeak = [1, 5]', "peak is [1, 5]: outside of its days [0, 3]"),
        ("waves.toml", 'days = [0, 3]\nintents = ["shouting"]', "intents is ['shouting']"),
        ("waves.toml", 'days = 3', "wanted two whole days"),
        ("tasks.toml", 'phase = "before"\nowner = "king"\ndays = 3', "owner is 'king'"),
        ("tasks.toml", 'phase = "over"\nowner = "lead"\ndays = 3', "phase is 'over': wanted one of before, during, after"),
        ("tasks.toml", 'phase = "before"\nowner = "lead"\ndays = -1', "days is -1: wanted 0 to 180 days"),
        ("switches.toml", 'what = "first_reply"\nvalue = 9\ndays = [0, 3]', "value is 9: first_reply of 9: wanted 0.25 to 4"),
        ("switches.toml", 'what = "weather"\nvalue = 1\ndays = [0, 3]', "what is 'weather'"),
        ("switches.toml", 'what = "squad"\nvalue = 1\ndays = [0, 3]\nevents = ["party"]', "party: no event of the packs"),
        ("squad.toml", 'when = { stake_from = "much" }', "stake_from is 'much': wanted a number above 0"),
        ("squad.toml", 'when = { colour = "red" }', "'colour' is no condition"),
        ("squad.toml", "when = {}", "when is missing"),
    ],
)  # fmt: skip
def test_every_other_row_is_checked_likewise(tmp_path: Path, file: str, row: str, named: str) -> None:
    name = {"waves": "wave", "tasks": "task", "switches": "switch", "squad": "squad"}[file.removesuffix(".toml")]
    common = 'names = { en = "it", zh-Hans = "它" }\n' if name != "switch" else ""
    common += 'kinds = ["sale"]\n' if name != "squad" else ""
    common += 'supply = "domestic"\n' if name == "wave" else ""
    with pytest.raises(SettingError, match="peaks: ") as told:
        load(tmp_path, file, f'{HEAD}[[{name}]]\nid = "it"\n{common}{row}\n')
    assert named in str(told.value)
