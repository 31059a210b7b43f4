"""The last safe moment to approve: when a person must have said yes, so that an answer leaves before its clock runs out.

In: a due moment, the desk's calendar with its hours and zone, how long sending may take. Out: the latest moment at which the desk is
open and there is still time, or nothing. It knows no person: a shift plan is the calendar of those who work.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from maildesk.core.clock.working_time import Working


def last_safe_moment(due_at: datetime, now: datetime, desk: Working | None, margin: timedelta) -> datetime | None:
    """Nothing when the desk does not open again in time: then it is now or never, and somebody is to be called.

    Without a desk's hours (always staffed) it is `margin` before the due moment. A moment that has passed is nothing, too.
    """
    latest = due_at - margin
    if latest < now:
        return None
    if desk is None:
        return latest
    closes = next((closes for _, closes in desk.backward(latest, now)), None)
    return closes if closes and closes >= now else None
