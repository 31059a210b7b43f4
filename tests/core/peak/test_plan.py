"""The checklist of a plan, and where a plan stands."""

from __future__ import annotations

from datetime import date

import pytest

from maildesk.core.peak.event import Kind
from maildesk.core.peak.plan import Phase, TaskRow, checklist, phase
from maildesk.core.queue.roles import Role
from tests.core.peak.rows import NAMES, SOURCED, on

SALES = frozenset({Kind.SALE})
STOCK = TaskRow("stock", NAMES, Phase.BEFORE, Role.SUPERVISOR, 28, SALES, SOURCED)
WATCH = TaskRow("watch", NAMES, Phase.DURING, Role.LEAD, 0, SALES, SOURCED)
REPORT = TaskRow("report", NAMES, Phase.AFTER, Role.SUPERVISOR, 14, SALES, SOURCED)
CLOSED = TaskRow("closed", NAMES, Phase.BEFORE, Role.LEAD, 3, frozenset({Kind.CLOSURE}), SOURCED)
FAIR = on(date(2026, 6, 23), date(2026, 6, 26))
ROWS = (REPORT, WATCH, STOCK, CLOSED)


def test_the_checklist_is_counted_from_the_first_day_and_after_the_last() -> None:
    found = checklist(ROWS, FAIR)
    assert [(task.row.id, task.due) for task in found] == [
        ("stock", date(2026, 5, 26)),
        ("watch", date(2026, 6, 23)),
        ("report", date(2026, 7, 10)),
    ]


@pytest.mark.parametrize(
    ("day", "stands"),
    [
        (date(2026, 6, 22), Phase.BEFORE),
        (date(2026, 6, 23), Phase.DURING),
        (date(2026, 6, 26), Phase.DURING),
        (date(2026, 6, 27), Phase.AFTER),
        (date(2026, 7, 10), Phase.AFTER),
        (date(2026, 7, 11), Phase.OVER),
    ],
)
def test_a_plan_stands_where_the_day_puts_it(day: date, stands: Phase) -> None:
    assert phase(FAIR, day) is stands
