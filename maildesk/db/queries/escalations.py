"""Why matters went up, counted for reports.

In: a stretch of time. Out: how often each cause raised a matter. It walks the index of moments, not the table.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.db import tables as t


def causes(session: Session, since: datetime, until: datetime) -> dict[str, int]:
    """How often each cause (`core.clock.escalation.Cause`) held, from `since` to before `until`; what was taken back does not count."""
    query = select(t.EscalationRow.causes).where(
        t.EscalationRow.at >= since, t.EscalationRow.at < until, t.EscalationRow.end != "taken_back"
    )
    return dict(Counter(cause for held in session.scalars(query) for cause in held))
