"""Cases of a stretch of days, counted: how many were opened, how they ended, what they cost, how much of their time was used.

In: one value for each case. Out: lines by platform, reason, product, carrier and market. Amounts of different currencies are never added
up. It judges nobody: no figure is of a person.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from statistics import median

#: How a closed case may have ended, in the order of the columns.
ENDS = ("won", "lost", "refunded", "expired", "withdrawn", "replaced")


@dataclass(frozen=True, slots=True)
class Told:
    """A case as it stands. `outcome` empty: open, or ended nobody knows how; `ran_out`: its clock did, before it was answered."""

    platform: str
    reason: str
    product: str
    carrier: str
    market: str
    outcome: str
    opened_at: datetime
    amount: Decimal | None = None
    refunded: Decimal | None = None
    currency: str = ""
    answered_at: datetime | None = None
    due_at: datetime | None = None
    ran_out: bool = False


@dataclass(slots=True)
class Line:
    """One line of a table. `ends` by outcome; amounts by currency; `used`: the shares of their time that answered cases took."""

    name: str
    opened: int = 0
    ends: Counter[str] = field(default_factory=Counter)
    ran_out: int = 0
    at_stake: defaultdict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    refunded: defaultdict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    answers: list[timedelta] = field(default_factory=list)
    used: list[float] = field(default_factory=list)

    @property
    def answered_in(self) -> timedelta | None:
        """The median time from the opening to the answer."""
        return timedelta(seconds=median(each.total_seconds() for each in self.answers)) if self.answers else None

    @property
    def share_used(self) -> float | None:
        """The median share of its time that a case had used when it was answered."""
        return median(self.used) if self.used else None


#: The tables of the report, each with the word of a case that it goes by.
BY: Mapping[str, Callable[[Told], str]] = {
    "platform": lambda case: case.platform,
    "reason": lambda case: case.reason,
    "product": lambda case: case.product,
    "carrier": lambda case: case.carrier,
    "market": lambda case: case.market,
}


def counted(cases: Iterable[Told], by: str) -> list[Line]:
    """The lines of a table, the most cases first; cases that lack the word stand under an empty one."""
    lines: dict[str, Line] = {}
    for case in cases:
        name = BY[by](case)
        _count(lines.setdefault(name, Line(name)), case)
    return sorted(lines.values(), key=lambda line: (-line.opened, line.name))


def total(cases: Iterable[Told]) -> Line:
    """All cases as one line."""
    line = Line("")
    for case in cases:
        _count(line, case)
    return line


def _count(line: Line, case: Told) -> None:
    line.opened += 1
    line.ran_out += case.ran_out
    if case.outcome:
        line.ends[case.outcome] += 1
    if case.amount is not None:
        line.at_stake[case.currency] += case.amount
    if case.refunded is not None:
        line.refunded[case.currency] += case.refunded
    if case.answered_at is not None:
        _count_answer(line, case, case.answered_at - case.opened_at)


def _count_answer(line: Line, case: Told, took: timedelta) -> None:
    line.answers.append(took)
    if case.due_at is not None and case.due_at > case.opened_at:
        line.used.append(took / (case.due_at - case.opened_at))
