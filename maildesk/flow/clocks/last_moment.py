"""Until when somebody must have approved, so that an answer leaves before its clock runs out: by the desk's own hours.

In: a session, now, due moments. Out: the last safe moment of each, or why there is none. It moves no clock and sorts nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from maildesk.core.clock.approval import last_safe_moment
from maildesk.core.clock.calendar import CalendarEndedError
from maildesk.core.clock.working_time import Working
from maildesk.flow.clocks import calendars
from maildesk.flow.matters import limits

#: From the click to the mail server: the time for thinking again, and a queue that is not empty.
MARGIN = timedelta(minutes=5)


class Safe(StrEnum):
    """`by`: until a moment. `now`: no time is left but this. `nobody`: the desk does not open again before it runs out."""

    BY = "by"
    NOW = "now"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class ApproveBy:
    """`at` only where there is such a moment."""

    safe: Safe
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DeskHours:
    """When somebody is at the desk, seen from now; without hours, always."""

    now: datetime
    working: Working | None

    @classmethod
    def of(cls, session: Session, now: datetime) -> DeskHours:
        """As the supervisor set them (`flow.matters.limits`). A calendar that is not there any more leaves every hour."""
        held = limits.upwards(session)
        shelf = calendars.at(now)
        try:
            return cls(now, Working(shelf[held.calendar], ZoneInfo(held.zone)))
        except (KeyError, CalendarEndedError):
            return cls(now, None)

    def approve_by(self, due_at: datetime | None) -> ApproveBy | None:
        """Nothing where nothing is due, or it has run out."""
        if due_at is None or due_at <= self.now:
            return None
        if due_at - MARGIN < self.now:
            return ApproveBy(Safe.NOW)
        at = last_safe_moment(due_at, self.now, self.working, MARGIN)
        return ApproveBy(Safe.BY, at) if at else ApproveBy(Safe.NOBODY)
