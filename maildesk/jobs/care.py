"""The work of what the desk writes of itself: planning what events ask for, preparing greetings, telling of closures, sending what is due.

In: the desk. Out: nothing; rows in the store. Every moment is a column, so after a downtime everything is looked at, and what has lost its
sense by then is not sent.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from maildesk.flow.care import closing, events, planning, preparing, releasing, returned, sending
from maildesk.flow.care.closing import Closing
from maildesk.jobs.desk import Desk
from maildesk.jobs.engine import Task

#: Orders planned in one transaction: the road writes in between.
_AT_ONCE = 20
#: Steps of one run: far less than the lease of a job.
_STEPS = 40
#: The rows that must stand for this room.
STANDING = ("care", "care_greetings", "care_closures", "care_answered")


def tasks(desk: Desk) -> Mapping[str, Task]:
    """The jobs of this room by name; those without a pause are asked for where something happens."""
    return {
        "care": Task(lambda: tick(desk), every=timedelta(seconds=15)),
        "care_greetings": Task(lambda: ask_for_greetings(desk), every=timedelta(hours=12)),
        "care_closures": Task(lambda: follow_closures(desk), every=timedelta(minutes=5)),
        closing.JOB: Task(lambda closure, **_mark: tell_of_closure(desk, closure)),
        preparing.JOB: Task(lambda occasion, **_mark: propose(desk, occasion)),
        "care_answered": Task(lambda: mark(desk), every=timedelta(hours=1)),
        "care_orders": Task(lambda order_ids, since: orders(desk, order_ids, since)),
        "care_answer": Task(lambda outbox_id: answer(desk, outbox_id)),
        "care_promised": Task(lambda outreach_id: promised(desk, outreach_id)),
        "care_solved": Task(lambda conversation_id: solved(desk, conversation_id)),
        "care_returned": Task(lambda message_id: came_back(desk, message_id)),
    }


def tick(desk: Desk) -> None:
    """What left is written down, running batches go on, and every row whose moment has come is looked at."""
    now = datetime.now(UTC)
    with desk.store.writing() as session:
        sending.settle(session, now)
        releasing.release(session, desk.care, now)
    sending.send_due(desk.store, desk.care, now)


def ask_for_greetings(desk: Desk) -> None:
    """Have every occasion prepared whose day comes within the next weeks."""
    for occasion in desk.care.packs.occasions:
        with desk.store.writing() as session:
            preparing.ask(session, desk.care, occasion, datetime.now(UTC))


def propose(desk: Desk, occasion: str) -> float | None:
    """Prepare the batches of an occasion; after some steps other jobs have their turn, and it goes on at once."""
    return _walk(desk, lambda session, now: preparing.go_on(session, desk.care, occasion, now))


def follow_closures(desk: Desk) -> None:
    """Planned closures that come on are told, those that are gone are taken back."""
    with desk.store.writing() as session:
        closing.follow(session, datetime.now(UTC))


def tell_of_closure(desk: Desk, closure: Mapping[str, Any]) -> float | None:
    """Plan the mails of a closure, likewise in steps."""
    told = Closing.from_values(closure)
    return _walk(desk, lambda session, now: closing.go_on(session, desk.care, told, now))


def _walk(desk: Desk, go_on: Callable[[Session, datetime], bool]) -> float | None:
    for _ in range(_STEPS):
        with desk.store.writing() as session:
            if not go_on(session, datetime.now(UTC)):
                return None
    return 0.0


def mark(desk: Desk) -> None:
    """Which of our mails a buyer has answered since."""
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
    """An answer left: what it promised or asked is planned."""
    with desk.store.writing() as session:
        events.answer_left(session, desk.care, outbox_id, datetime.now(UTC))


def promised(desk: Desk, outreach_id: int) -> None:
    """A mail of the desk's own left: the day it promised is planned."""
    with desk.store.writing() as session:
        events.promise_left(session, desk.care, outreach_id, datetime.now(UTC))


def solved(desk: Desk, conversation_id: int) -> None:
    """A matter was solved: later the desk asks whether it stayed so."""
    with desk.store.writing() as session:
        events.solved(session, desk.care, conversation_id, datetime.now(UTC))


def came_back(desk: Desk, message_id: int) -> None:
    """A stop in words, a bounce or a complaint came in."""
    with desk.store.writing() as session:
        returned.came(session, desk.care, message_id, datetime.now(UTC))
