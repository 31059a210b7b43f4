"""A planned Black Friday, and a clock that stands in it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from maildesk.flow.peak import plans

FIRST = date(2026, 11, 27)


@pytest.fixture
def peak(office):
    """The office on the second day of a planned Black Friday; `peak.plan` is the plan."""
    with office.store.writing() as session:
        office.plan = plans.make(session, "black_friday", FIRST, office.doing("lead"))
    office.now = datetime(2026, 11, 28, 9, tzinfo=UTC)
    return office
