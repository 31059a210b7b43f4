"""Loads and checks the packs of peaks: events, waves, the checklist, switches, the squad's rows; one TOML file each in `peaks/`.

In: the folder beside this file, or another of the same form. Out: core values. Raises `SettingError` naming file, line, row, key and what
it held when a row cannot be: an impossible span or day, an unknown zone or country, no source. It never leaves a row out in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from maildesk.core.dispute.row import Grade
from maildesk.core.intent.found import Intent
from maildesk.core.peak.event import MOST_DAYS, Announced, EventRow, Kind, Side, Sourced
from maildesk.core.peak.exceptional import SquadRow
from maildesk.core.peak.packs import PeakPacks
from maildesk.core.peak.plan import Phase, TaskRow
from maildesk.core.peak.switches import Switch, What
from maildesk.core.peak.waves import Supply, Wave
from maildesk.core.queue.roles import Role
from maildesk.packs import peak_values as value
from maildesk.packs.peak_rows import PackRow, pack_rows

FOLDER = Path(__file__).parent / "peaks"
#: The files that hold events; each other file holds what its name says.
_EVENT_FILES = ("sales", "occasions", "closures", "cutoffs")
_SOURCED = frozenset({"source", "source_date", "grade", "checked_on"})
_EVENT = _SOURCED | {
    "id", "names", "kind", "side", "rule", "days", "announced", "countries", "zone", "estimated", "usual", "by_month",
    "planned", "carrier", "note",
}  # fmt: skip
_WAVE = _SOURCED | {"id", "names", "kinds", "supply", "days", "peak", "intents"}
_TASK = _SOURCED | {"id", "names", "phase", "owner", "days", "kinds"}
_SWITCH = _SOURCED | {"id", "what", "value", "kinds", "days", "events"}
_SQUAD = _SOURCED | {"id", "names", "when"}

T = TypeVar("T")


@cache
def load_peaks(folder: Path = FOLDER) -> PeakPacks:
    """All packs of a folder; `SettingError` names the first thing that is wrong."""
    event_rows = [row for file in _EVENT_FILES for row in pack_rows(folder / f"{file}.toml", "event", _EVENT)]
    events = _each(event_rows, _event, lambda event: event.id)
    known = frozenset(event.id for event in events)
    return PeakPacks(
        events,
        _each(pack_rows(folder / "waves.toml", "wave", _WAVE), _wave, lambda wave: wave.key),
        _each(pack_rows(folder / "tasks.toml", "task", _TASK), _task, lambda task: task.id),
        _each(
            pack_rows(folder / "switches.toml", "switch", _SWITCH),
            lambda row: _switch(row, known),
            lambda switch: switch.id,
        ),
        _each(pack_rows(folder / "squad.toml", "squad", _SQUAD), _squad, lambda squad: squad.id),
    )


def _each(rows: Iterable[PackRow], make: Callable[[PackRow], T], name: Callable[[T], str]) -> tuple[T, ...]:
    """What is made of the rows; two of one name are refused at the second."""
    made: dict[str, T] = {}
    for row in rows:
        each = make(row)
        if name(each) in made:
            raise row.wrong(f"id is {name(each)!r}: there is another row of that name")
        made[name(each)] = each
    return tuple(made.values())


def _event(row: PackRow) -> EventRow:
    rule = row.maybe("rule", value.rule, None)
    announced: tuple[Announced, ...] = row.maybe("announced", lambda held: _announced(row, held), ())
    usual = row.maybe("usual", value.text, "")
    if rule is None and not announced and not usual:
        raise row.wrong("rule is missing, and nothing is announced or usual")
    return EventRow(
        id=row.made("id", value.word),
        names=row.made("names", value.names),
        kind=row.made("kind", Kind),
        side=row.made("side", Side),
        sourced=_sourced(row),
        rule=rule,
        days=row.maybe("days", value.length, 1),
        announced=announced,
        countries=row.maybe("countries", value.countries, ()),
        zone=row.maybe("zone", value.zone, ""),
        estimated=row.maybe("estimated", value.flag, False),
        usual=usual,
        by_month=row.maybe("by_month", value.month, 12),
        planned=row.maybe("planned", value.flag, False),
        carrier=row.maybe("carrier", value.text, ""),
        note=row.maybe("note", value.text, ""),
    )


def _announced(row: PackRow, held: Any) -> tuple[Announced, ...]:
    """Days by year. Each has a source of its own: somebody announced it."""
    return tuple(
        _announcement(PackRow(f"{row.where} announced {n}", _dated(row, each))) for n, each in enumerate(held, 1)
    )


def _dated(row: PackRow, held: Any) -> dict[str, Any]:
    return {"checked_on": row.held.get("checked_on"), **held}


def _announcement(row: PackRow) -> Announced:
    first, last = row.made("first", value.day), row.made("last", value.day)
    if not 0 <= (last - first).days < MOST_DAYS:
        raise row.wrong(f"it is announced from {first} to {last}")
    return Announced(first, last, _sourced(row))


def _sourced(row: PackRow) -> Sourced:
    return Sourced(
        row.made("source", value.text),
        row.made("grade", Grade),
        row.made("checked_on", value.day),
        row.maybe("source_date", value.text, ""),
    )


def _wave(row: PackRow) -> Wave:
    wave = Wave(
        id=row.made("id", value.word),
        names=row.made("names", value.names),
        kinds=row.made("kinds", value.kinds),
        supply=row.made("supply", Supply),
        days=row.made("days", value.days),
        sourced=_sourced(row),
        peak=row.maybe("peak", value.days, None),
        intents=row.maybe("intents", lambda held: frozenset(Intent(each) for each in held), frozenset()),
    )
    if wave.peak and (wave.peak.first < wave.days.first or wave.peak.last > wave.days.last):
        raise row.wrong(f"peak is {row.held['peak']}: outside of its days {row.held['days']}")
    return wave


def _task(row: PackRow) -> TaskRow:
    return TaskRow(
        id=row.made("id", value.word),
        names=row.made("names", value.names),
        phase=row.made("phase", value.one_of(Phase.BEFORE, Phase.DURING, Phase.AFTER)),
        owner=row.made("owner", Role),
        days=row.made("days", value.lead),
        kinds=row.made("kinds", value.kinds),
        sourced=_sourced(row),
    )


def _switch(row: PackRow, events: frozenset[str]) -> Switch:
    what = row.made("what", What)
    return row.made(
        "value",
        lambda held: Switch(
            id=row.made("id", value.word),
            what=what,
            value=value.number(held),
            kinds=row.made("kinds", value.kinds),
            days=row.made("days", value.days),
            sourced=_sourced(row),
            events=row.maybe("events", lambda names: value.among(names, events), frozenset()),
        ),
    )


def _squad(row: PackRow) -> SquadRow:
    return SquadRow(
        row.made("id", value.word), row.made("names", value.names), row.made("when", value.conditions), _sourced(row)
    )
