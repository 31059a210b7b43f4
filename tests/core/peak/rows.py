"""A small calendar of peaks for the tests: an invented sale, an occasion, a closure, and holidays that no country has."""

from __future__ import annotations

from datetime import date

from maildesk.core.dispute.row import Grade
from maildesk.core.peak.event import EventRow, Kind, Occurrence, Side, Sourced
from maildesk.core.peak.rule import PublicDay, rule_of

SOURCED = Sourced("made up", Grade.B, date(2026, 11, 1))
NAMES = {"en": "the fair", "zh-Hans": "集市"}
HOLIDAYS = {
    "XA": (
        PublicDay("XA", date(2026, 2, 17), "Moon Feast"),
        PublicDay("XA", date(2026, 2, 18), "Moon Feast"),
        PublicDay("XA", date(2027, 2, 6), "Moon Feast", estimated=True),
        PublicDay("XA", date(2026, 4, 3), "Quiet Friday"),
    )
}


def event(id: str = "fair", rule: str = "10 June", **more: object) -> EventRow:
    values: dict[str, object] = {"kind": Kind.SALE, "side": Side.DEMAND, "sourced": SOURCED, **more}
    return EventRow(id=id, names=NAMES, rule=rule_of(rule) if rule else None, **values)  # type: ignore[arg-type]


def on(day: date, last: date | None = None, **more: object) -> Occurrence:
    return Occurrence(event(**more), day, last or day, SOURCED)  # type: ignore[arg-type]
