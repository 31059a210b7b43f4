"""The plan of one event: what is done before it, by whom and until when; what changes during it; what is looked at after it.

In: the rows of the checklist, an occurrence. Out: tasks with their days. It says nothing about who has done what (the store does).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from maildesk.core.peak.event import Kind, Occurrence, Sourced
from maildesk.core.queue.roles import Role

#: The squad stays after the event's last day: the exceptions come with the parcels, not with the orders.
AFTERMATH = timedelta(days=14)


class Phase(StrEnum):
    """Where a plan stands, and to which part of it a task belongs."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One line of the checklist. `days`: before the event's first day (before), or after its last day (after)."""

    id: str
    names: Mapping[str, str]
    phase: Phase
    owner: Role
    days: int
    kinds: frozenset[Kind]
    sourced: Sourced

    def name(self, locale: str) -> str:
        return self.names.get(locale) or self.names["en"]


@dataclass(frozen=True, slots=True)
class Task:
    """A line of one event's checklist and the day by which it must be done."""

    row: TaskRow
    due: date


def checklist(rows: Iterable[TaskRow], occurrence: Occurrence) -> tuple[Task, ...]:
    """What is to be done for an event, by its days."""
    tasks = [Task(row, _due(row, occurrence)) for row in rows if occurrence.event.kind in row.kinds]
    return tuple(sorted(tasks, key=lambda task: (task.due, task.row.id)))


def phase(occurrence: Occurrence, day: date, aftermath: timedelta = AFTERMATH) -> Phase:
    """Where an event's plan stands on a day: the desk's peak lasts until the wave of questions has passed, not as long as the sale."""
    if day < occurrence.first:
        return Phase.BEFORE
    if day <= occurrence.last:
        return Phase.DURING
    return Phase.AFTER if day <= occurrence.last + aftermath else Phase.OVER


def _due(row: TaskRow, occurrence: Occurrence) -> date:
    if row.phase is Phase.AFTER:
        return occurrence.last + timedelta(days=row.days)
    return occurrence.first - timedelta(days=row.days)
