"""The rungs of a ladder: what is to happen before a clock runs out, and when.

In: marks as the rules say them: a share of the span, a lead before the end, a time after the start. Out: how much time is then left.
Running out is no rung: every clock expires, whatever its ladder.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

_NONE = timedelta()


class Act(StrEnum):
    """What a rung does. Each `escalate` passes to the next owner of the chain."""

    WARN = "warn"
    WARN_AGAIN = "warn_again"
    ESCALATE = "escalate"
    EXPIRE = "expire"


@dataclass(frozen=True, slots=True)
class Rung:
    """One act and one of three marks: `share` of the span gone (0 to 1), `lead` before the end, `after` the start.

    Lead and after count like the clock itself: in working time for a clock of business days or working hours.
    Raises `ValueError` unless exactly one mark is set and lies within the span's bounds.
    """

    act: Act
    share: float | None = None
    lead: timedelta | None = None
    after: timedelta | None = None

    def __post_init__(self) -> None:
        if sum(mark is not None for mark in (self.share, self.lead, self.after)) != 1:
            raise ValueError(f"a rung {self.act} needs one of share, lead, after")
        if self.act is Act.EXPIRE:
            raise ValueError("a clock expires when it is due, not by a rung")
        if self.share is not None and not 0 < self.share < 1:
            raise ValueError(f"a rung {self.act} at a share of {self.share}: wanted between 0 and 1")
        if min(self.lead or _NONE, self.after or _NONE) < _NONE:
            raise ValueError(f"a rung {self.act} outside of its span")

    def left(self, total: timedelta) -> timedelta:
        """How much of `total` is left when the rung is reached. A lead longer than the whole is reached at the start, a time
        after the start that exceeds the whole at the end: nothing is left out in silence."""
        if self.share is not None:
            return total * (1 - self.share)
        if self.lead is not None:
            return min(self.lead, total)
        return max(total - (self.after or _NONE), _NONE)


#: The rungs in the order of a clock's effects at one moment.
Ladder = tuple[Rung, ...]
