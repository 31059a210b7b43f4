"""`maildesk peaks [--country C]... [--json]`: the calendar of the coming year; or `--list`: the packs as Markdown. No database, no
settings."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from maildesk.cli.words import Words, command
from maildesk.core.peak.calendar import holidays_between, occurrences
from maildesk.core.peak.event import Occurrence
from maildesk.core.peak.packs import PeakPacks
from maildesk.core.peak.page import peaks_page, shown_years
from maildesk.core.peak.rule import PublicDay
from maildesk.errors import UsageError
from maildesk.packs.calendars import is_country
from maildesk.packs.peaks import load_peaks
from maildesk.packs.public_days import public_days

_YEAR = timedelta(days=365)


def run(argv: Sequence[str]) -> int:
    """Tell what comes within a year, or everything that the packs hold."""
    given = _words().parse_args(argv)
    packs = load_peaks()
    if given.list:
        years = shown_years(packs)
        print(peaks_page(packs, public_days(packs.anchors, years[0] - 1, years[-1] + 1)), end="")
        return 0
    unknown = sorted(country for country in given.country if not is_country(country))
    if unknown:
        raise UsageError(f"--country {', '.join(unknown)}: no country whose public holidays are known")
    for row in _coming(packs, given.country, datetime.now(UTC).date()):
        print(json.dumps(row, ensure_ascii=False) if given.json else _said(row))
    return 0


def _coming(packs: PeakPacks, countries: Sequence[str], today: date) -> list[dict[str, Any]]:
    """A year's events and public holidays, by day."""
    until = today + _YEAR
    public = public_days({*packs.anchors, *countries}, today.year - 1, until.year + 1)
    rows = [_event(each) for each in occurrences(packs.events, today, until, public)]
    rows += [_holiday(day) for day in holidays_between(public, countries, today, until)]
    return sorted(rows, key=lambda row: (row["first"], row["what"], row["countries"]))


def _event(each: Occurrence) -> dict[str, Any]:
    return {
        "first": each.first.isoformat(),
        "last": each.last.isoformat(),
        "what": each.event.id,
        "name": each.event.name("en"),
        "kind": str(each.event.kind),
        "countries": list(each.event.countries),
        "estimated": each.estimated,
        "grade": str(each.sourced.grade),
        "source": each.sourced.source,
    }


def _holiday(day: PublicDay) -> dict[str, Any]:
    told = {"first": day.day.isoformat(), "last": day.day.isoformat(), "what": "public_holiday", "name": day.name}
    return told | {
        "kind": "holiday",
        "countries": [day.country],
        "estimated": day.estimated,
        "grade": "A",
        "source": "holidays",
    }


def _words() -> Words:
    words = command("peaks", "Sales, occasions, closures and cut-offs of the coming year.")
    words.add_argument(
        "--country", action="append", default=[], help="with the public holidays of a country (ISO 3166)"
    )
    words.add_argument("--json", action="store_true", help="one JSON object per line")
    words.add_argument("--list", action="store_true", help="all rows of the packs, as Markdown")
    return words


def _said(row: dict[str, Any]) -> str:
    about = "~" if row["estimated"] else " "
    return f"{row['first']} {row['last']} {about}{row['kind']:<8} {row['name']}"
