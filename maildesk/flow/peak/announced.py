"""The days that this shop asked for or read of itself: of sales that are announced each year, of carriers' cut-offs, of any event here.

In: a session, an event of the packs, its days of one year, where they were said, who enters them. Out: the events of the packs with these
days over those of the packs in that year. Nobody's rows are changed: taken back, the packs count again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from maildesk.core.dispute.row import Grade
from maildesk.core.peak.event import MOST_DAYS, Announced, EventRow, Sourced
from maildesk.core.queue.roles import Act
from maildesk.db import tables as t
from maildesk.errors import NotFoundError
from maildesk.flow.house.entered import EnteredError
from maildesk.flow.house.person import Doing
from maildesk.packs.peaks import load_peaks

KEY = "peak_days"
#: What is announced lies within a year and a half; what is over may be put right for two months.
_AHEAD, _BEHIND = timedelta(days=550), timedelta(days=60)
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """What somebody entered: `by` a name, `on` a day."""

    event: EventRow
    first: date
    last: date
    source: str
    by: str
    on: date


def events(session: Session) -> tuple[EventRow, ...]:
    """The events of the packs, with the shop's own days where it has entered some."""
    own = entries(session)
    if not own:
        return load_peaks().events
    return tuple(_with(row, [each for each in own if each.event.id == row.id]) for row in load_peaks().events)


def entries(session: Session) -> tuple[Entry, ...]:
    """What stands entered, by its days. Events that the packs no longer know are passed over."""
    held = ((load_peaks().event(event), row) for event, rows in _value(session).items() for row in rows.values())
    found = [_entry(event, row) for event, row in held if event is not None]
    return tuple(sorted(found, key=lambda each: (each.first, each.event.id)))


def announce(session: Session, event_id: str, first: date, last: date, source: str, doing: Doing) -> None:
    """Enter the days of one year; they take the place of what stood entered for it."""
    doing.by.must(Act.PLAN_PEAKS)
    event = load_peaks().event(event_id)
    if event is None:
        raise NotFoundError(f"the packs have no event {event_id}")
    today = doing.now.date()
    if not today - _BEHIND <= first <= today + _AHEAD:
        raise EnteredError("first", first.isoformat(), "day_of_this_or_next_year")
    if not 0 <= (last - first).days < MOST_DAYS:
        raise EnteredError("last", last.isoformat(), "day_after_the_first")
    if not source:
        raise EnteredError("source", source, "where_days_were_said")
    row = {"first": first.isoformat(), "last": last.isoformat(), "source": source[:_LONGEST]}
    row |= {"by": doing.by.name, "on": today.isoformat()}
    value = _value(session)
    _keep(session, {**value, event_id: {**value.get(event_id, {}), str(first.year): row}}, doing.by.id, doing.now)


def take_back(session: Session, event_id: str, year: int, doing: Doing) -> None:
    """The days entered for a year go; those of the packs count again."""
    doing.by.must(Act.PLAN_PEAKS)
    value = _value(session)
    rows = {each: row for each, row in value.get(event_id, {}).items() if each != str(year)}
    rest = {event: held for event, held in value.items() if event != event_id}
    _keep(session, {**rest, event_id: rows} if rows else rest, doing.by.id, doing.now)


def _with(row: EventRow, own: list[Entry]) -> EventRow:
    years = {each.first.year for each in own}
    kept = [each for each in row.announced if each.first.year not in years]
    said = [Announced(e.first, e.last, Sourced(f"{e.source} ({e.by})", Grade.B, e.on), sure=True) for e in own]
    return replace(row, announced=tuple(sorted((*kept, *said), key=lambda each: each.first))) if own else row


def _entry(event: EventRow, row: Mapping[str, str]) -> Entry:
    first, last, on = (date.fromisoformat(row[name]) for name in ("first", "last", "on"))
    return Entry(event, first, last, row["source"], row["by"], on)


def _value(session: Session) -> dict[str, Any]:
    row = session.get(t.ShopSetting, KEY)
    return dict(row.value) if row else {}


def _keep(session: Session, value: dict[str, Any], by: int, now: datetime) -> None:
    row = session.get(t.ShopSetting, KEY) or t.ShopSetting(key=KEY)
    row.value, row.changed_by, row.changed_at = value, by, now
    session.add(row)
