"""A shop's own deadlines: a supervisor knows better than the packs how long this shop has.

In: the packs and the overrides that hold. Out: packs in which their rows stand. An override changes how long, never what follows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from maildesk.core.clock.span import Span
from maildesk.core.dispute.row import DeadlineRow, DisputePacks, Grade

#: The source of a row that the shop has set.
OWN = "set by the shop"


@dataclass(frozen=True, slots=True)
class Override:
    """The words of a deadline and the shop's own span for it, since when and why."""

    platform: str
    case: str
    stage: str
    span: Span
    since: date
    why: str = ""

    def holds_for(self, row: DeadlineRow) -> bool:
        """Whether a row of the packs is meant, in whatever region."""
        return (self.platform, self.case, self.stage) == (row.platform, row.case, row.stage)


def overridden(packs: DisputePacks, overrides: Iterable[Override]) -> DisputePacks:
    """The packs with the shop's own spans; the same value when there are none."""
    held = tuple(overrides)
    if not held:
        return packs
    platforms = {
        name: replace(platform, rows=tuple(_row(row, held) for row in platform.rows))
        for name, platform in packs.platforms.items()
    }
    return replace(packs, platforms=platforms)


def _row(row: DeadlineRow, overrides: tuple[Override, ...]) -> DeadlineRow:
    held = next((each for each in overrides if each.holds_for(row)), None)
    if held is None:
        return row
    # A span of worked days needs a calendar; the market's own is meant where the row had none.
    calendar = row.calendar or ("market" if held.span.needs_calendar else "")
    source = f"{OWN}: {held.why}" if held.why else OWN
    return replace(
        row, span=held.span, calendar=calendar, source=source, grade=Grade.B, checked_on=held.since, valid_from=None, valid_to=None
    )  # fmt: skip
