"""The report of an event at its end: how much came, about what, what it cost, what was late, what the squad did.

In: counts that the store has gathered. Out: one value, and its rows for a table or CSV file. It judges nobody: no figure is of a person.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Counted:
    """A code and how often it came, beside the same stretch before the event."""

    code: str
    count: int
    before: int = 0


@dataclass(frozen=True, slots=True)
class Amount:
    currency: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class DayCount:
    """One day: mails that came, answers that left."""

    day: date
    arrived: int
    answered: int


@dataclass(frozen=True, slots=True)
class PeakReport:
    """An event from `first` to `last`, the days after it included. Nothing is counted that the desk does not know: `refunds` is empty
    until money is recorded."""

    event: str
    first: date
    last: date
    days: tuple[DayCount, ...]
    intents: tuple[Counted, ...]
    countries: tuple[Counted, ...]
    products: tuple[Counted, ...]
    answered: int
    late: int
    cases: tuple[Counted, ...]
    refunds: tuple[Amount, ...]
    squad_taken: int
    squad_solved: int
    squad_reasons: tuple[Counted, ...]
    prepared: tuple[Counted, ...]
    alarms: int

    @property
    def arrived(self) -> int:
        return sum(day.arrived for day in self.days)

    @property
    def busiest(self) -> DayCount | None:
        return max(self.days, key=lambda day: (day.arrived, day.day), default=None)


#: The columns of `rows`.
COLUMNS = ("part", "what", "count", "before")


def rows(report: PeakReport) -> Iterator[tuple[str, str, str, str]]:
    """The whole report as rows of text: part, what, count, the count of the same stretch before the event (where it was counted)."""
    yield "event", report.event, "", ""
    yield "from", report.first.isoformat(), "", ""
    yield "to", report.last.isoformat(), "", ""
    yield "mails", "arrived", str(report.arrived), ""
    yield "mails", "answered", str(report.answered), ""
    yield "mails", "answered_late", str(report.late), ""
    yield "alarms", "overload", str(report.alarms), ""
    yield "squad", "taken", str(report.squad_taken), ""
    yield "squad", "solved", str(report.squad_solved), ""
    for day in report.days:
        yield "day_arrived", day.day.isoformat(), str(day.arrived), ""
        yield "day_answered", day.day.isoformat(), str(day.answered), ""
    yield from _counted("intent", report.intents)
    yield from _counted("country", report.countries)
    yield from _counted("product", report.products)
    yield from _counted("case", report.cases)
    yield from _counted("squad_reason", report.squad_reasons)
    yield from _counted("prepared_answer", report.prepared)
    for money in report.refunds:
        yield "refund", money.currency, str(money.amount), ""


def _counted(part: str, counts: Sequence[Counted]) -> Iterator[tuple[str, str, str, str]]:
    return ((part, each.code, str(each.count), str(each.before)) for each in counts)
