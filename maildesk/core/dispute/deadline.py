"""The deadline of a case: the earliest plausible clock of the packs, or the date that the platform itself named.

In: the packs, the calendars, what is known of the case. Out: a `Deadline` with its clock, its row and the reasons. A date in the mail or
the API beats the pack; one that has passed when the case opens, or lies over a year ahead, is not believed. A date without a time
expires at its start; on the day of opening itself, at its end.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from maildesk.core.clock.clock import Calendars, Clock
from maildesk.core.clock.due import due, start_of
from maildesk.core.clock.ladder import Ladder
from maildesk.core.clock.turn import start, start_until
from maildesk.core.dispute.ladder import calendar_reading, ladder_of
from maildesk.core.dispute.lookup import Plausible, plausible
from maildesk.core.dispute.row import MARKET, DeadlineRow, DisputePacks, Grade, Market

#: A date further ahead than this is a slip of the pen or of the parser.
FURTHEST = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Asked:
    """A case as the desk knows it. `opened_at` is aware; `given` is the platform's own date, if it named one."""

    platform: str
    case: str
    stage: str
    opened_at: datetime
    region: str = ""
    given: datetime | date | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a row: in this zone, by this calendar, it ends then."""

    due_at: datetime
    row: DeadlineRow
    zone: str
    calendar: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """The clock to start, the row and reading behind it, whether the date was given, and stable codes that say why.

    Codes: those of `lookup`, and date_given, date_only, date_not_believed, earliest_of_several, zone_assumed, hint, stale.
    """

    clock: Clock
    reading: Reading
    given: bool
    grade: Grade
    because: tuple[str, ...]


def deadline(packs: DisputePacks, calendars: Calendars, asked: Asked, today: date, subject: str = "") -> Deadline:
    """The deadline of a case, as of `today` (for the age of the rows). `UnknownDeadlineError` names what is known."""
    opened = asked.opened_at.astimezone(UTC)
    found = plausible(packs, asked.platform, asked.case, asked.stage, asked.region, opened.date())
    readings = tuple(_readings(found, opened, calendars))
    earliest = min(readings, key=lambda reading: (reading.due_at, reading.row.grade))
    because = _because(found, readings, earliest, today)
    named, why = _named(asked.given, opened, readings)
    if named:
        return Deadline(_given_clock(packs, subject, opened, named, earliest), earliest, True, Grade.A, why + because)
    sure = not earliest.row.grade.is_hint and not {"region_without_row", "row_out_of_date"} & set(found.because)
    clock = _pack_clock(packs.firm if sure else packs.hint, subject, opened, earliest, calendars)
    if sure:
        return Deadline(clock, earliest, False, earliest.row.grade, why + because)
    return Deadline(clock, earliest, False, max(earliest.row.grade, Grade.C), (*why, *because, "hint"))


def named_alone(packs: DisputePacks, asked: Asked) -> Clock | None:
    """The clock of a case that no pack knows: to the moment that the platform named, if it can be believed."""
    if not isinstance(asked.given, datetime):
        return None
    opened = asked.opened_at.astimezone(UTC)
    named, _ = _named(asked.given, opened, ())
    kind = f"{asked.platform} {asked.case} {asked.stage}"
    return start_until("", kind, opened, named, ladder=packs.firm) if named else None


def _given_clock(packs: DisputePacks, subject: str, opened: datetime, named: datetime, reading: Reading) -> Clock:
    row = reading.row
    ladder = ladder_of(packs.firm, row)
    return start_until(subject, row.kind, opened, named, zone=reading.zone, ladder=ladder, consequence=row.on_expiry)


def _pack_clock(ladder: Ladder, subject: str, opened: datetime, reading: Reading, calendars: Calendars) -> Clock:
    row, zone = reading.row, ZoneInfo(reading.zone)
    calendar = calendars[reading.calendar] if reading.calendar else None
    rungs = (*ladder_of(ladder, row), *calendar_reading(row, opened, reading.due_at, calendar, zone))
    return start(
        subject, row.kind, opened, row.span, calendars,
        calendar=reading.calendar, zone=reading.zone, ladder=rungs, consequence=row.on_expiry,
    )  # fmt: skip


def _readings(found: Plausible, opened: datetime, calendars: Calendars) -> Iterator[Reading]:
    """Every row in every zone and by every calendar that may be meant."""
    for row in found.rows:
        named = [market for market in found.markets if market.code in row.regions]
        meant = {(zone, name): None for market in named or found.markets for zone, name in _places(row, market)}
        for zone, name in meant:
            calendar = calendars[name] if name else None
            yield Reading(due(opened, row.span, calendar, ZoneInfo(zone)), row, zone, name)


def _places(row: DeadlineRow, market: Market) -> Iterator[tuple[str, str]]:
    calendar = market.calendar if row.calendar == MARKET else row.calendar
    for zone in row.zones:
        yield market.zone if zone == MARKET else zone, calendar if row.span.needs_calendar else ""


def _because(found: Plausible, readings: tuple[Reading, ...], earliest: Reading, today: date) -> tuple[str, ...]:
    row = earliest.row
    reasons = (
        ("earliest_of_several", len({reading.due_at for reading in readings}) > 1),
        ("zone_assumed", row.zone_grade.is_hint and row.span.in_days),
        ("stale", row.stale_on(today)),
    )
    return (*found.because, *(code for code, holds in reasons if holds))


def _named(
    given: datetime | date | None, opened: datetime, readings: tuple[Reading, ...]
) -> tuple[datetime | None, tuple[str, ...]]:
    """The date that was given, if it can be believed, and codes."""
    if given is None:
        return None, ()
    moment = given.astimezone(UTC) if isinstance(given, datetime) else _moment_of(given, opened, readings)
    if not opened < moment <= opened + FURTHEST:
        return None, ("date_not_believed",)
    return moment, ("date_given",) if isinstance(given, datetime) else ("date_given", "date_only")


def _moment_of(day: date, opened: datetime, readings: tuple[Reading, ...]) -> datetime:
    zones = {ZoneInfo(reading.zone) for reading in readings}
    begins = min(start_of(day, zone) for zone in zones)
    ends = min(start_of(day + timedelta(days=1), zone) for zone in zones) - timedelta(seconds=1)
    return begins if begins > opened else ends
