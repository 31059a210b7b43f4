"""The ladder of one deadline: the packs' own, and the moments at which this row is to be thought of besides.

In: a ladder, a row, when and where it runs. Out: rungs. A deadline that is not the seller's
has none: it only ends.
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from maildesk.core.clock.calendar import Calendar
from maildesk.core.clock.due import due, working_of
from maildesk.core.clock.ladder import Act, Ladder, Rung
from maildesk.core.clock.span import Span, Unit
from maildesk.core.clock.working_time import between
from maildesk.core.dispute.row import Actor, DeadlineRow


def ladder_of(ladder: Ladder, row: DeadlineRow) -> Ladder:
    """The rungs of a seller's deadline: the ladder's, and one for each moment that the row's source advises."""
    if row.actor is not Actor.SELLER:
        return ()
    return (*(Rung(Act.WARN, after=each) for each in row.warn_after), *ladder)


def calendar_reading(
    row: DeadlineRow, opened: datetime, due_at: datetime, calendar: Calendar | None, zone: ZoneInfo
) -> Ladder:
    """A warning at the moment when the row's business days would end if they were calendar days: no platform defines its own.

    Nothing for other units, for deadlines that are not the seller's, and where both readings end together.
    """
    if row.span.unit is not Unit.BUSINESS_DAYS or row.actor is not Actor.SELLER:
        return ()
    ends = due(opened, Span(row.span.amount, Unit.CALENDAR_DAYS, row.span.ends), None, zone)
    if ends >= due_at:
        return ()
    return (Rung(Act.WARN, lead=between(ends, due_at, working_of(row.span.unit, calendar, zone))),)
