"""The work of what the desk writes of itself: planning what events ask for, proposing greetings, sending what is due.

In: the desk. Out: nothing; rows in the store. Every moment is a column, so after a downtime everything is looked at, and what has lost its
sense by then is not sent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from maildesk.flow.care import batches, events, greeting, planning, returned, sending
from maildesk.jobs.desk import Desk
from maildesk.jobs.engine import Task

#: Orders planned in one transaction: the road writes in between.
_AT_ONCE = 20
#: The rows that must stand for this room.
STANDING = ("care", "care_greetings", "care_answered")


def tasks(desk: Desk) -> Mapping[str, Task]:
    """The jobs of this room by name; those without a pause are asked for where something happens."""
    return {
        "care": Task(lambda: tick(desk), every=timedelta(seconds=15)),
        "care_greetings": Task(lambda: propose(desk), every=timedelta(hours=12)),
        "care_answered": Task(lambda: mark(desk), every=timedelta(hours=1)),
        "care_orders": Task(lambda order_ids, since: orders(desk, order_ids, since)),
        "care_answer": Task(lambda outbox_id: answer(desk, outbox_id)),
        "care_solved": Task(lambda conversation_id: solved(desk, conversation_id)),
        "care_returned": Task(lambda message_id: came_back(desk, message_id)),
    }


def tick(desk: Desk) -> None:
    """What left is written down, running batches go on, and every row whose moment has come is looked at."""
    now = datetime.now(UTC)
    with desk.store.writing() as session:
        sending.settle(session, now)
        batches.release(session, desk.care, now)
    sending.send_due(desk.store, desk.care, now)


def propose(desk: Desk) -> None:
    """The greetings of the next weeks, an occasion in one transaction."""
    for occasion in desk.care.packs.occasions:
        with desk.store.writing() as session:
            greeting.propose(session, desk.care, occasion, datetime.now(UTC))


def mark(desk: Desk) -> None:
    with desk.store.writing() as session:
        returned.mark_answers(session, datetime.now(UTC))


def orders(desk: Desk, order_ids: Sequence[int], since: str) -> None:
    """Orders that a channel's system has told of. What happened before `since` (ISO) is quiet."""
    loud = datetime.fromisoformat(since)
    for start in range(0, len(order_ids), _AT_ONCE):
        with desk.store.writing() as session:
            for order_id in order_ids[start : start + _AT_ONCE]:
                planning.order_changed(session, desk.care, order_id, loud, datetime.now(UTC))


def answer(desk: Desk, outbox_id: int) -> None:
    with desk.store.writing() as session:
        events.answer_left(session, desk.care, outbox_id, datetime.now(UTC))


def solved(desk: Desk, conversation_id: int) -> None:
    with desk.store.writing() as session:
        events.solved(session, desk.care, conversation_id, datetime.now(UTC))


def came_back(desk: Desk, message_id: int) -> None:
    with desk.store.writing() as session:
        returned.came(session, desk.care, message_id, datetime.now(UTC))
