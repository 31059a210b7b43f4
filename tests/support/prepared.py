"""The batches of an occasion, prepared as the job does it, at once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from maildesk.db import tables as t
from maildesk.flow.care import preparing
from maildesk.flow.care.house import Care


def prepared(session: Session, care: Care, occasion: str, now: datetime) -> list[int]:
    """Ids of the batches of the occasion that a person can look at."""
    preparing.ask(session, care, occasion, now)
    while preparing.go_on(session, care, occasion, now):
        pass
    session.execute(delete(t.Job).where(t.Job.name == preparing.JOB))
    waiting = t.OutreachBatch.occasion == occasion, t.OutreachBatch.state == "proposed"
    return list(session.scalars(select(t.OutreachBatch.id).where(*waiting).order_by(t.OutreachBatch.id)))
