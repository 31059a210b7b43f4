"""The packs of peaks as a page to read: every event, wave, task and switch with its source, in Markdown.

In: the packs, and public holidays of the years shown. Out: the text of `docs/peaks.md`. Nothing on the page is written by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from maildesk.core.peak.calendar import occurrences
from maildesk.core.peak.event import EventRow, Kind, Occurrence, Sourced
from maildesk.core.peak.packs import PeakPacks
from maildesk.core.peak.rule import PublicDays
from maildesk.core.peak.waves import Days

_HEAD = """# Peaks

What the packs know of sales, holidays, closures and shipping cut-offs, and of the mails that follow them. Written by
`maildesk peaks --list`; the rows are in `maildesk/packs/peaks/`.

Days that somebody announces each year are never computed: a year without an announcement says so. Public holidays of buyers' and
sellers' countries come from the `holidays` package. A holiday of the seller's country stops no clock of a platform.

Grades: A sure · B old, of one region, or several sources · C one source · D not verified. "~" marks days that may be one earlier or
later, or come from an earlier year's table.
"""
_TITLES = {Kind.SALE: "Sales", Kind.OCCASION: "Occasions", Kind.CLOSURE: "Closures", Kind.CUTOFF: "Shipping cut-offs"}


def shown_years(packs: PeakPacks) -> range:
    """The years whose days stand on the page: that of the newest look at a source and the two after it."""
    newest = max(event.sourced.checked_on.year for event in packs.events)
    return range(newest, newest + 3)


def peaks_page(packs: PeakPacks, public: PublicDays) -> str:
    """All rows, by kind."""
    years = shown_years(packs)
    found = occurrences(packs.events, date(years[0], 1, 1), date(years[-1], 12, 31), public)
    events = (_events(kind, packs.events, found, years) for kind in Kind)
    return "\n".join([_HEAD, *events, _waves(packs), _tasks(packs), _switches(packs), _squad(packs)])


def _events(kind: Kind, rows: Iterable[EventRow], found: Iterable[Occurrence], years: Sequence[int]) -> str:
    by_event: dict[str, list[Occurrence]] = {}
    for each in found:
        by_event.setdefault(each.event.id, []).append(each)
    cells = [
        (
            f"{row.name('en')}{f' ({row.carrier})' if row.carrier else ''}",
            _when(row),
            ", ".join(row.countries) or "everywhere",
            *(_days_of(by_event.get(row.id, ()), year) for year in years),
            str(row.newest.grade),
            "; ".join(dict.fromkeys(_source(each) for each in _told_by(row))) + (f". {row.note}" if row.note else ""),
        )
        for row in rows
        if row.kind is kind
    ]
    return _table(_TITLES[kind], ("event", "rule", "where", *map(str, years), "grade", "source"), cells)


def _told_by(row: EventRow) -> tuple[Sourced, ...]:
    """Whoever announced its days; without any, the row's own source."""
    return tuple(each.sourced for each in row.announced) or (row.sourced,)


def _when(row: EventRow) -> str:
    if row.rule:
        return str(row.rule) + (f", {row.days} days" if row.days > 1 else "")
    return "announced" + (f"; usually {row.usual}" if row.usual else "")


def _days_of(found: Iterable[Occurrence], year: int) -> str:
    told = [
        ("~" if each.estimated else "")
        + (_day(each.first) if each.first == each.last else f"{_day(each.first)} – {_day(each.last)}")
        for each in found
        if each.first.year == year
    ]
    return "; ".join(told) or "not announced"


def _waves(packs: PeakPacks) -> str:
    cells = [
        (
            wave.names["en"],
            ", ".join(sorted(wave.kinds)),
            wave.supply.replace("_", " "),
            _offsets(wave.days),
            _offsets(wave.peak) if wave.peak else "",
            ", ".join(sorted(wave.intents)) or "cases",
            str(wave.sourced.grade),
            _source(wave.sourced),
        )
        for wave in packs.waves
    ]
    head = ("wave", "after", "goods", "days", "most of it", "intents", "grade", "source")
    return _table("Waves", head, cells)


def _tasks(packs: PeakPacks) -> str:
    cells = [
        (task.names["en"], str(task.phase), f"{task.days}", str(task.owner), ", ".join(sorted(task.kinds)))
        for task in packs.tasks
    ]
    return _table("Checklist", ("task", "when", "days", "owner", "for"), cells)


def _switches(packs: PeakPacks) -> str:
    cells = [
        (
            switch.what.replace("_", " "),
            f"{switch.value:g}",
            ", ".join(sorted(switch.events)) or ", ".join(sorted(switch.kinds)),
            _offsets(switch.days),
            str(switch.sourced.grade),
            _source(switch.sourced),
        )
        for switch in packs.switches
    ]
    return _table("Switches", ("what", "value", "events", "days", "grade", "source"), cells)


def _squad(packs: PeakPacks) -> str:
    cells = [(row.names["en"], "; ".join(_condition(*each) for each in row.when)) for row in packs.squad]
    return _table("Exceptional orders", ("goes to the squad", "when"), cells)


_CONDITIONS = {
    "intents": "asks about {}",
    "flags": "flagged {}",
    "tiers": "buyer of tier {}",
    "stake_from": "order of at least {} times the amount from which on matters go up in its currency",
    "unsolved_from": "{} mails without a solution",
    "unshipped_days_from": "paid {} days ago and not dispatched",
    "shipped_days_from": "dispatched {} days ago",
    "parcel_troubled": "parcel in trouble: {}",
    "due_within_hours": "a platform's deadline within {} hours",
}


def _condition(name: str, value: str) -> str:
    """A condition of a squad's row in words; codes stand as they are called."""
    return _CONDITIONS[name].format(value.replace(" ", ", "))


def _table(title: str, head: Sequence[str], cells: Iterable[Sequence[str]]) -> str:
    rows = "\n".join(f"| {' | '.join(each)} |" for each in cells)
    return f"## {title}\n\n| {' | '.join(head)} |\n|{'---|' * len(head)}\n{rows}\n"


def _offsets(days: Days) -> str:
    return f"{days.first:+d} … {days.last:+d}"


def _day(day: date) -> str:
    return f"{day.day} {day:%b}"


def _source(sourced: Sourced) -> str:
    return sourced.source + (f" ({sourced.source_date})" if sourced.source_date else "")
