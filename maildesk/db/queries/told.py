"""What somebody was told: mentions, assignments, drafts sent back, alarms, rings. One page at a time, newest first; and the rings that
wait for this person's answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.db import tables as t

SIZE = 50
#: More than this nobody answers one by one.
_WAITING = 100


@dataclass(frozen=True, slots=True)
class Page:
    """`next`: the id before which the following page begins; None at the end. Each row with its conversation, if it has one."""

    rows: Sequence[tuple[t.Notification, t.Conversation | None]]
    next: int | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A ring that nobody has answered yet, with its clock and the conversation it is about."""

    note: t.Notification
    ring: t.Ring
    clock: t.ClockRow
    conversation: t.Conversation | None


def waiting(session: Session, person_id: int) -> Sequence[Waiting]:
    """The rings that wait for a person, the newest of each clock, by the moment it is due."""
    query = (
        select(t.Notification, t.Ring, t.ClockRow, t.Conversation)
        .join(t.Ring, t.Ring.key == t.Notification.ring_key)
        .join(t.ClockRow, t.ClockRow.id == t.Ring.clock_id)
        .join(t.Conversation, t.Conversation.id == t.Notification.conversation_id, isouter=True)
        .where(t.Notification.user_id == person_id, t.Notification.waits, t.ClockRow.state.in_(("running", "expired")))
    )
    rows = session.execute(query.order_by(t.Notification.id.desc()).limit(_WAITING))
    newest: dict[int, Waiting] = {}
    for note, ring, clock, conversation in rows:
        newest.setdefault(clock.id, Waiting(note, ring, clock, conversation))
    return sorted(newest.values(), key=lambda each: (each.ring.due_at, each.ring.id))


def page(session: Session, person_id: int, before: int | None = None, size: int = SIZE) -> Page:
    """One page of a person's notifications."""
    query = select(t.Notification, t.Conversation).join(
        t.Conversation, t.Conversation.id == t.Notification.conversation_id, isouter=True
    )
    query = query.where(t.Notification.user_id == person_id)
    if before is not None:
        query = query.where(t.Notification.id < before)
    rows = [(row[0], row[1]) for row in session.execute(query.order_by(t.Notification.id.desc()).limit(size + 1))]
    return Page(rows[:size], rows[size - 1][0].id if len(rows) > size else None)
