"""All that the packs know of peaks, in one value.

In: rows that `packs` has read and checked. Out: a frozen value that the road, the jobs and the screens are given.
"""

from __future__ import annotations

from dataclasses import dataclass

from maildesk.core.peak.event import EventRow
from maildesk.core.peak.exceptional import SquadRow
from maildesk.core.peak.plan import TaskRow
from maildesk.core.peak.switches import Switch
from maildesk.core.peak.waves import Wave


@dataclass(frozen=True, slots=True)
class PeakPacks:
    events: tuple[EventRow, ...]
    waves: tuple[Wave, ...]
    tasks: tuple[TaskRow, ...]
    switches: tuple[Switch, ...]
    squad: tuple[SquadRow, ...]

    @property
    def anchors(self) -> frozenset[str]:
        """The countries whose public holidays the rules lean on."""
        return frozenset[str]().union(*(event.rule.countries for event in self.events if event.rule))

    def event(self, id: str) -> EventRow | None:
        return next((event for event in self.events if event.id == id), None)
