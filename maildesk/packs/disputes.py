"""Loads and checks the packs of deadlines: one TOML file per platform in `disputes/`, the markets, the ladders.

In: the folder beside this file, or another of the same form. Out: core values. Raises `SettingError` naming file, row, key and what it
held when a row cannot be: an impossible span, an unknown zone or country, no source, a replaced case that is not there. It never leaves
a row out in silence.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from maildesk.core.clock.ladder import Act, Ladder, Rung
from maildesk.core.clock.span import Span, Unit, span_of
from maildesk.core.dispute.row import MARKET, OTHER, Actor, DeadlineRow, DisputePacks, Grade, Market, PlatformRows
from maildesk.errors import SettingError
from maildesk.packs.calendars import is_calendar

FOLDER = Path(__file__).parent / "disputes"
_HEADER = frozenset({"name", "zones", "zone_grade", "markets", "checked_on", "row"})
_KEYS = frozenset(DeadlineRow.__dataclass_fields__) - {"platform"}
_NEEDED = ("case", "stage", "actor", "trigger", "span", "on_expiry", "source", "grade")
_LISTS = frozenset({"regions", "evidence", "replaces", "warn_after", "zones"})
_DATES = frozenset({"checked_on", "valid_from", "valid_to"})
_WORD = re.compile(r"[a-z]+(?:_[a-z]+)*")

Table = Mapping[str, Any]
T = TypeVar("T")


@cache
def load_disputes(folder: Path = FOLDER) -> DisputePacks:
    """All packs of a folder; `SettingError` names the first thing that is wrong."""
    tables = {path.stem: _read(path) for path in sorted(folder.glob("*.toml"))}
    if not {"markets", "ladders"} < set(tables):
        raise SettingError(f"disputes: {folder} needs markets.toml, ladders.toml and a file per platform")
    places, ladders = tables.pop("markets"), tables.pop("ladders")
    markets = {code: _market(code, zone) for code, zone in places["zones"].items()}
    groups = {name: _known(f"group {name}", codes, markets) for name, codes in places.get("groups", {}).items()}
    platforms = {name: _platform(name, table, markets) for name, table in tables.items()}
    return DisputePacks(platforms, markets, groups, _ladder("firm", ladders), _ladder("hint", ladders))


def _read(path: Path) -> Table:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as wrong:
        raise SettingError(f"disputes: {path.name}: {wrong}") from wrong


def _market(code: str, zone: str) -> Market:
    if not is_calendar(code):
        raise SettingError(f"disputes: markets: {code} is no country whose public holidays are known")
    return Market(code, _made("markets", code, _zone, zone), code)


def _platform(file: str, table: Table, markets: Mapping[str, Market]) -> PlatformRows:
    if set(table) != _HEADER or table["name"] != file or not table["markets"] or not table["row"]:
        wrong = ", ".join(sorted(_HEADER ^ set(table))) or "name, markets or row"
        raise SettingError(f"disputes: {file}: its head has {wrong} too much, missing, empty or of another name")
    known = _known(file, table["markets"], markets)
    rows = tuple(_row(file, table, row, markets) for row in table["row"])
    cases = {row.case for row in rows}
    for row in rows:
        if row.replaces and cases.isdisjoint(row.replaces):
            raise SettingError(f"disputes: {row.kind}: replaces {', '.join(row.replaces)}, none of which is a case")
    return PlatformRows(file, known, rows)


def _row(file: str, head: Table, row: Table, markets: Mapping[str, Market]) -> DeadlineRow:
    where = f"{file} {row.get('case', '?')} {row.get('stage', '?')}"
    row = {"zones": head["zones"], "zone_grade": head["zone_grade"], "checked_on": head["checked_on"], **row}
    _look_at_form(where, row)
    span = _made(where, "span", span_of, row["span"])
    first, last = (_made(where, key, _day, row.get(key)) for key in ("valid_from", "valid_to"))
    if first and last and first > last:
        raise SettingError(f"disputes: {where}: valid from {first} to {last}")
    case, stage = (_made(where, key, _word, row[key]) for key in ("case", "stage"))
    grade, zone_grade = (_made(where, key, Grade, row[key]) for key in ("grade", "zone_grade"))
    zones = tuple(_made(where, "zones", _zone, zone) for zone in row["zones"])
    warn_after = tuple(_made(where, "warn_after", _time, text) for text in row.get("warn_after", ()))
    return DeadlineRow(
        platform=file, case=case, stage=stage, actor=_made(where, "actor", Actor, row["actor"]), trigger=row["trigger"], span=span,
        calendar=_calendar(where, span, row.get("calendar", "")), zones=zones, zone_grade=zone_grade, on_expiry=row["on_expiry"],
        source=row["source"], source_date=row.get("source_date", ""), grade=grade,
        checked_on=_made(where, "checked_on", _day, row["checked_on"]) or date.min,
        regions=_known(where, row.get("regions", ()), {*markets, OTHER}), next_stage=row.get("next_stage", ""),
        evidence=tuple(row.get("evidence", ())), replaces=tuple(row.get("replaces", ())), warn_after=warn_after,
        valid_from=first, valid_to=last, note=row.get("note", ""),
    )  # fmt: skip


def _look_at_form(where: str, row: Table) -> None:
    wrong = [key for key in _NEEDED if not str(row.get(key, "")).strip()] or sorted(set(row) - _KEYS)
    wrong += [key for key, held in row.items() if not _fits(key, held)]
    if wrong:
        raise SettingError(
            f"disputes: {where}: {', '.join(wrong)}: missing, no key of a deadline, or of the wrong form"
        )


def _fits(key: str, held: object) -> bool:
    """Whether a value has the form of its key: a list of texts, a date (looked at by `_day`), a text."""
    if key in _LISTS:
        return isinstance(held, list) and all(isinstance(each, str) for each in held) and held != []
    return key in _DATES or isinstance(held, str)


def _ladder(name: str, tables: Table) -> Ladder:
    """A ladder that warns and escalates: without either, a deadline could pass unseen."""
    rungs = tuple(_made(f"ladder {name}", "rung", _rung, rung) for rung in tables.get(name, ()))
    if not {Act.WARN, Act.ESCALATE} <= {rung.act for rung in rungs}:
        raise SettingError(f"disputes: ladder {name}: needs a rung that warns and one that escalates")
    return rungs


def _rung(table: Table) -> Rung:
    return Rung(Act(str(table.get("act"))), share=float(table.get("share", 0)))


def _calendar(where: str, span: Span, name: str) -> str:
    if span.needs_calendar != bool(name) or (name and name != MARKET and not is_calendar(name)):
        raise SettingError(
            f"disputes: {where}: calendar is {name!r} for {span}: wanted 'market' or a known one just for worked days"
        )
    return name


def _known(where: str, codes: Iterable[str], markets: Iterable[str]) -> tuple[str, ...]:
    unknown = sorted(set(codes) - set(markets))
    if unknown:
        raise SettingError(f"disputes: {where}: {', '.join(unknown)}: no market of markets.toml")
    return tuple(codes)


def _made(where: str, key: str, make: Callable[[Any], T], held: object) -> T:
    """What `make` makes of the value; its `ValueError` becomes the error that names the row and the key."""
    try:
        return make(held)
    except (ValueError, TypeError) as wrong:
        raise SettingError(f"disputes: {where}: {key}: {wrong}") from wrong


def _zone(name: str) -> str:
    if name == MARKET:
        return name
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as wrong:
        raise ValueError(f"{name!r} is no time zone") from wrong


def _day(held: object) -> date | None:
    if held is not None and (not isinstance(held, date) or isinstance(held, datetime)):
        raise ValueError(f"{held!r} is no date")
    return held


def _word(word: str) -> str:
    if not _WORD.fullmatch(word):
        raise ValueError(f"{word!r} is no word of cases and stages (small letters and _)")
    return word


def _time(text: str) -> timedelta:
    span = span_of(text)
    if span.unit is not Unit.HOURS:
        raise ValueError(f"{text!r}: wanted hours")
    return timedelta(hours=span.amount)
