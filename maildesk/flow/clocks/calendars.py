"""The calendars that clocks count by, as they stand around a moment: the public ones, by name.

In: now. Out: calendars by name, each built when first asked for.
"""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from maildesk.core.clock.clock import Calendars
from maildesk.packs.calendars import Shelf


def at(now: datetime) -> Calendars:
    """All calendars of the years around `now`."""
    return _shelf(now.year)


@lru_cache(maxsize=4)
def _shelf(year: int) -> Shelf:
    return Shelf(year)
