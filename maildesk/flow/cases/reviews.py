"""A bad review that a platform tells of: a task with a clock, beside its order's conversation. It opens no case.

In: a message, the review it tells of. Out: a task, once for each message, and none for what came with an import.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.clock.ladder import Act, Rung
from maildesk.core.clock.span import Span, Unit
from maildesk.core.clock.turn import start
from maildesk.core.notice.review import BadReview
from maildesk.core.placing.writing import normalise
from maildesk.db import tables as t
from maildesk.flow.clocks import calendars, turning
from maildesk.flow.clocks.keeping import Standing
from maildesk.flow.matters import conversation as conversations
from maildesk.flow.matters import limits

KIND, CLOCK = "bad_review", "bad review"
_LADDER = (Rung(Act.WARN, share=0.5), Rung(Act.ESCALATE, share=0.85))


def heard(session: Session, review: BadReview, message: t.Message, now: datetime) -> t.Task | None:
    """The task to look at a review and answer it, within the shop's own time (`flow.matters.limits`)."""
    known = select(t.Task.id).where(t.Task.kind == KIND, t.Task.message_id == message.id)
    if message.quiet or session.scalar(known) is not None:
        return None
    key = normalise(review.order_number) if review.order_number else ""
    order = session.scalar(select(t.OrderRow).where(t.OrderRow.key == key).limit(1)) if key else None
    talk = conversations.of_order(session, order.id) if order else None
    detail = {
        "platform": review.platform, "stars": review.stars, "order_number": review.order_number,
        "order": order.id if order else None,
    }  # fmt: skip
    task = t.Task(
        kind=KIND, conversation_id=talk, message_id=message.id, detail=detail, opened_at=message.arrived_at, state="open", outcome=""
    )  # fmt: skip
    session.add(task)
    session.flush()
    span = Span(limits.upwards(session).review_hours, Unit.HOURS)
    clock = start(
        f"task:{task.id}", CLOCK, message.arrived_at, span, calendars.at(now), ladder=_LADDER,
        consequence="the review stands unanswered",
    )  # fmt: skip
    turning.begin(session, clock, Standing("task", talk))
    return task
