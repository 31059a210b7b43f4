"""How long something may take, as the rules of the trade say it: "24 hours", "5 calendar days", "3 business days, end of day".

In: a text of that form. Out: a frozen `Span`. It computes no moment (`due` does).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

#: Nothing in the trade runs longer (a guarantee of two years is counted in days).
MOST_HOURS, MOST_DAYS = 24 * 400, 1100
_TEXT = re.compile(r"(\d{1,5}(?:\.\d{1,2})?) ([a-z]+(?: [a-z]+)?)(?:, (start of day|end of day))?(, rolls)?")


class Unit(StrEnum):
    """What is counted. Working hours count only while the calendar's desk is open."""

    HOURS = "hours"
    CALENDAR_DAYS = "calendar days"
    BUSINESS_DAYS = "business days"
    WORKING_HOURS = "working hours"


class Ends(StrEnum):
    """Where on its last day a span of days ends."""

    SAME_TIME = "same time"
    START_OF_DAY = "start of day"
    END_OF_DAY = "end of day"


@dataclass(frozen=True, slots=True)
class Span:
    """An amount of a unit. `rolls`: an end on a day off moves to the next worked day (Regulation 1182/71, Art. 3(4)).

    Raises `ValueError` for a span that cannot be: nothing, too long, part of a day, hours that end with the day.
    """

    amount: float
    unit: Unit
    ends: Ends = Ends.SAME_TIME
    rolls: bool = False

    def __post_init__(self) -> None:
        most = MOST_DAYS if self.in_days else MOST_HOURS
        if not 0 < self.amount <= most:
            raise ValueError(f"a span of {self.amount:g} {self.unit}: wanted more than 0 and at most {most}")
        if self.in_days and self.amount != int(self.amount):
            raise ValueError(f"a span of {self.amount:g} {self.unit}: days are whole")
        if not self.in_days and (self.ends is not Ends.SAME_TIME or self.rolls):
            raise ValueError(f"a span of {self.unit} ends with its last minute, not with a day")

    @property
    def in_days(self) -> bool:
        """Whether it ends on a day, and not after so many hours."""
        return self.unit in (Unit.CALENDAR_DAYS, Unit.BUSINESS_DAYS)

    @property
    def needs_calendar(self) -> bool:
        """Whether its end cannot be told without a calendar."""
        return self.unit in (Unit.BUSINESS_DAYS, Unit.WORKING_HOURS) or self.rolls

    @property
    def written(self) -> str:
        """The words that `span_of` reads back."""
        end = f", {self.ends}" if self.ends is not Ends.SAME_TIME else ""
        return f"{self.amount:g} {self.unit}{end}{', rolls' if self.rolls else ''}"

    def __str__(self) -> str:
        unit = self.unit[:-1] if self.amount == 1 else self.unit
        end = f", {self.ends}" if self.ends is not Ends.SAME_TIME else ""
        return f"{self.amount:g} {unit}{end}{', or the next working day' if self.rolls else ''}"


def span_of(text: str) -> Span:
    """A span of its words; `ValueError` says what is wrong with them."""
    match = _TEXT.fullmatch(text.strip())
    if not match:
        raise ValueError(f"{text!r} is no span; wanted words like '3 business days' or '14 calendar days, end of day'")
    unit = match[2] if match[2].endswith("s") else f"{match[2]}s"
    if unit not in [*Unit]:
        raise ValueError(f"{text!r}: {match[2]!r} is no unit; wanted one of {', '.join(Unit)}")
    return Span(float(match[1]), Unit(unit), Ends(match[3]) if match[3] else Ends.SAME_TIME, bool(match[4]))
