"""What is told of a deadline: one flat row, as the command prints it and other tools read it.

In: a `Deadline` and the calendars. Out: a dict ready for JSON; moments are UTC ending in Z.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from maildesk.core.clock.clock import Calendars, ahead
from maildesk.core.clock.ladder import Act
from maildesk.core.dispute.deadline import Deadline

#: What the source is called when the platform named the date.
NAMED = "the date that the platform named"


def told(deadline: Deadline, calendars: Calendars) -> dict[str, Any]:
    """All that the desk knows of a deadline. `warn_at`: the moments of warnings; `ladder`: every rung with its act, the end included."""
    row = deadline.reading.row
    asked = {
        "platform": row.platform,
        "case": row.case,
        "stage": row.stage,
        "actor": str(row.actor),
        "trigger": row.trigger,
    }
    return asked | _moments(deadline, calendars) | _rule(deadline)


def _moments(deadline: Deadline, calendars: Calendars) -> dict[str, Any]:
    """When it began, warns and ends."""
    clock = deadline.clock
    rungs = ahead(clock, calendars)
    return {
        "opened_at": _utc(clock.started_at),
        "due_at": _utc(clock.due_at),
        "warn_at": [_utc(rung.at) for rung in rungs if rung.act in (Act.WARN, Act.WARN_AGAIN)],
        "ladder": [{"act": str(rung.act), "at": _utc(rung.at)} for rung in rungs],
    }


def _rule(deadline: Deadline) -> dict[str, Any]:
    """What follows, and where all of it comes from."""
    row, reading = deadline.reading.row, deadline.reading
    return {
        "consequence": row.on_expiry,
        "next_stage": row.next_stage,
        "given": deadline.given,
        "pack_due_at": _utc(reading.due_at),
        "span": str(row.span),
        "zone": reading.zone,
        "zone_grade": str(row.zone_grade),
        "calendar": reading.calendar,
        "regions": list(row.regions),
        "source": NAMED if deadline.given else row.source,
        "rule": row.source,
        "source_date": row.source_date,
        "checked_on": row.checked_on.isoformat(),
        "grade": str(deadline.grade),
        "hint": "hint" in deadline.because,
        "stale": "stale" in deadline.because,
        "evidence": list(row.evidence),
        "replaces": list(row.replaces),
        "note": row.note,
        "because": list(deadline.because),
    }


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
