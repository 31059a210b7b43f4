"""What somebody was told, each with the matter it is about: mentions, assignments, drafts sent back, alarms, rings. One page at a time,
newest first; the rings that wait for this person's answer; the unread ones of the menu on every page.

In: a session and a person. Out: lines. Each list is one statement, whatever its lines are about: a matter is found by its key.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from maildesk.db import tables as t
from maildesk.db.queries.clocks import number_of

SIZE = 50
#: Asked for as a whole: the notification, and of a ring what stands around it.
_Query = Select[t.Notification, t.Ring, t.ClockRow, t.Conversation, t.Case, t.Task, t.OrderRow]
#: More than this nobody answers one by one.
_WAITING = 100


@dataclass(frozen=True, slots=True)
class Line:
    """A notification; of a ring also its clock, and the conversation, case or task it is about."""

    note: t.Notification
    ring: t.Ring | None = None
    clock: t.ClockRow | None = None
    conversation: t.Conversation | None = None
    case: t.Case | None = None
    task: t.Task | None = None
    order: t.OrderRow | None = None

    @property
    def order_number(self) -> str:
        """As the case, the conversation or the task's notice names it."""
        named = (self.case and self.case.order_number) or (self.conversation and self.conversation.order_number)
        return named or str(self._noticed.get("order_number") or "")

    @property
    def buyer(self) -> str:
        talk = self.conversation
        return (talk.buyer_name or talk.buyer_email) if talk else self.order.buyer_name if self.order else ""

    @property
    def platform(self) -> str:
        """Of a case or task; empty for everything else."""
        return self.case.platform if self.case else str(self._noticed.get("platform") or "")

    @property
    def country(self) -> str:
        return self.conversation.country if self.conversation else self.order.country if self.order else ""

    @property
    def _noticed(self) -> dict[str, Any]:
        """What a task's mail said: a notice, or a review."""
        held = self.task.detail if self.task else {}
        return dict(held.get("notice") or held)


@dataclass(frozen=True, slots=True)
class Page:
    """`next`: the id before which the following page begins; None at the end."""

    rows: Sequence[Line]
    next: int | None = None


def waiting(session: Session, person_id: int) -> Sequence[Line]:
    """The rings that wait for a person, the newest of each clock, by the moment it is due."""
    query = _of(person_id).where(t.Notification.waits, t.ClockRow.state.in_(("running", "expired")))
    newest: dict[int, tuple[t.Ring, Line]] = {}
    for line in _lines(session, query, _WAITING):
        if line.ring is not None:
            newest.setdefault(line.ring.clock_id, (line.ring, line))
    return [line for _, line in sorted(newest.values(), key=lambda each: (each[0].due_at, each[0].id))]


def page(session: Session, person_id: int, before: int | None = None, size: int = SIZE) -> Page:
    """One page of a person's notifications."""
    query = _of(person_id)
    rows = _lines(session, query.where(t.Notification.id < before) if before is not None else query, size + 1)
    return Page(rows[:size], rows[size - 1].note.id if len(rows) > size else None)


def unread(session: Session, person_id: int, most: int) -> Sequence[Line]:
    """The newest that nobody has opened yet."""
    return _lines(session, _of(person_id).where(t.Notification.seen_at.is_(None)), most)


def one(session: Session, person_id: int, number: int) -> Line | None:
    """A notification of this person, or nothing."""
    return next(iter(_lines(session, _of(person_id).where(t.Notification.id == number), 1)), None)


def _of(person_id: int) -> _Query:
    return (
        select(t.Notification, t.Ring, t.ClockRow, t.Conversation, t.Case, t.Task, t.OrderRow)
        .outerjoin(t.Ring, t.Ring.key == t.Notification.ring_key)
        .outerjoin(t.ClockRow, t.ClockRow.id == t.Ring.clock_id)
        .outerjoin(t.Conversation, t.Conversation.id == t.Notification.conversation_id)
        .outerjoin(t.Case, t.Case.id == number_of("case"))
        .outerjoin(t.Task, t.Task.id == number_of("task"))
        .outerjoin(t.OrderRow, t.OrderRow.id == t.Case.order_id)
        .where(t.Notification.user_id == person_id)
    )


def _lines(session: Session, query: _Query, most: int) -> list[Line]:
    return [Line(*row) for row in session.execute(query.order_by(t.Notification.id.desc()).limit(most))]
