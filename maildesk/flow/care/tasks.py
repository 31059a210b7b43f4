"""What no text can do by itself becomes a person's task, with a clock.

In: a session and the planned mail. Out: a task, once for each mail.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from maildesk.core.clock.ladder import Act, Rung
from maildesk.core.clock.turn import start_until
from maildesk.db import tables as t
from maildesk.flow.clocks import turning
from maildesk.flow.clocks.keeping import Standing
from maildesk.flow.matters.conversation import of_order

_LADDER = (Rung(Act.WARN, share=0.5), Rung(Act.ESCALATE, share=0.9))
#: Follow-ups that a person writes where the desk may not: the buyer is to hear of it before asking.
MUST_BE_TOLD = frozenset({"late_dispatch", "out_of_stock", "delay", "closure", "revisit"})
#: What was promised, or what a buyer should hear first, is done within a day.
_WITHIN = timedelta(days=1)


def open_for(session: Session, row: t.Outreach, kind: str, now: datetime) -> t.Task:
    """The task that stands for a mail: `revisit` (a promise to keep) or `write_first` (the channel lets only a person write)."""
    conversation_id = row.conversation_id or (of_order(session, row.order_id) if row.order_id else None)
    conversation = session.get(t.Conversation, conversation_id) if conversation_id else None
    task = t.Task(
        kind=kind,
        conversation_id=conversation_id,
        detail={"outreach": row.id, "purpose": row.purpose, "order": row.order_id, "template": row.template},
        owner_id=conversation.owner_id if conversation else None,
        opened_at=now,
        state="open",
        outcome="",
    )
    session.add(task)
    session.flush()
    clock = start_until(
        f"task:{task.id}", f"care {kind}", now, now + _WITHIN, ladder=_LADDER, consequence="the buyer was promised news"
    )
    turning.begin(session, clock, Standing("care", conversation_id))
    return task
