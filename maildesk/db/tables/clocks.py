"""Everything with a due moment: the clocks that run, what they rang, the tasks they remind of, and matters that went up."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Float, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from maildesk.db.base import Base

_WAITING = text("look_at IS NOT NULL")


class ClockRow(Base):
    """One clock (`core.clock.Clock`), as `flow.clocks.keeping` writes and reads it.

    `subject`: whose clock, "case:12"; `family`: platform, service, task, escalation or care; it moves the queue place of its
    conversation. `quiet`: rings nothing (imports), but is shown. `look_at` is the claim: who moves it rings the clock.
    """

    __tablename__ = "clocks"
    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(String(40))
    kind: Mapped[str] = mapped_column(String(80))
    family: Mapped[str] = mapped_column(String(10))
    conversation_id: Mapped[int | None] = mapped_column(ForeignKey("conversations.id"))
    state: Mapped[str] = mapped_column(String(8))
    quiet: Mapped[bool] = mapped_column(default=False)
    # As `core.clock.span` writes it; empty when a date was given instead.
    span: Mapped[str] = mapped_column(String(60), default="")
    calendar: Mapped[str] = mapped_column(String(40), default="")
    zone: Mapped[str] = mapped_column(String(40), default="UTC")
    ladder: Mapped[list[Any]] = mapped_column(default=list)
    started_at: Mapped[datetime]
    since: Mapped[datetime]
    due_at: Mapped[datetime]
    # Seconds that count, from start to end; and what of them is left while paused.
    total: Mapped[float] = mapped_column(Float)
    left: Mapped[float | None] = mapped_column(Float)
    look_at: Mapped[datetime | None]
    done: Mapped[list[Any]] = mapped_column(default=list)
    round: Mapped[int] = mapped_column(default=0)
    consequence: Mapped[str] = mapped_column(String(300), default="")
    # Where the span comes from: {source, grade, because, given}; shown beside the clock.
    origin: Mapped[dict[str, Any]] = mapped_column(default=dict)
    # Why it was set aside; it rings no more until somebody puts it back.
    failed: Mapped[str] = mapped_column(String(500), default="")
    __table_args__ = (
        UniqueConstraint("subject", "kind"),
        Index(None, "look_at", sqlite_where=_WAITING, postgresql_where=_WAITING),
        Index(None, "conversation_id", "state", "due_at"),
        Index(None, "state", "due_at", "id"),
    )


class Ring(Base):
    """A clock rang: what it did, when, and whom it told. `key` names each ring once, so that no worker rings twice."""

    __tablename__ = "rings"
    id: Mapped[int] = mapped_column(primary_key=True)
    clock_id: Mapped[int] = mapped_column(ForeignKey("clocks.id"))
    key: Mapped[str] = mapped_column(String(160), unique=True)
    # warn, warn_again, escalate, expire
    act: Mapped[str] = mapped_column(String(12))
    at: Mapped[datetime]
    due_at: Mapped[datetime]
    rung_at: Mapped[datetime]
    late: Mapped[bool] = mapped_column(default=False)
    # Of the chain: owner, lead, supervisor, squad; and the people who were told.
    level: Mapped[str] = mapped_column(String(12), default="owner")
    told: Mapped[list[Any]] = mapped_column(default=list)
    acknowledged_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    acknowledged_at: Mapped[datetime | None]
    passed_on_at: Mapped[datetime | None]
    __table_args__ = (Index(None, "clock_id", "id"), Index(None, "acknowledged_at", "rung_at"))


class Task(Base):
    """Something a person has to do that is no answer to a mail: check a notice on the platform, a bad review, a promise kept.

    `kind`: check_platform, bad_review, revisit, …; `detail` what it needs to be done. One of a kind per mail.
    """

    __tablename__ = "tasks"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    conversation_id: Mapped[int | None] = mapped_column(ForeignKey("conversations.id"))
    message_id: Mapped[int | None] = mapped_column(ForeignKey("messages.id"))
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    opened_at: Mapped[datetime]
    # open, done, dismissed; and how it ended, a word of its kind (genuine, forged, answered, …)
    state: Mapped[str] = mapped_column(String(10), default="open")
    outcome: Mapped[str] = mapped_column(String(20), default="")
    done_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    done_at: Mapped[datetime | None]
    __table_args__ = (
        UniqueConstraint("kind", "message_id"),
        Index(None, "state", "opened_at", "id"),
        Index(None, "conversation_id"),
    )


class EscalationRow(Base):
    """A matter went up: why, to which level of the chain, by whom (None: a rule), until it came to an end.

    `causes`: all that held; `cause` is the first. `key`: of a rule's, so that two workers raise a matter once.
    """

    __tablename__ = "escalations"
    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversations.id"))
    # core.clock.escalation.Cause
    cause: Mapped[str] = mapped_column(String(16))
    causes: Mapped[list[Any]] = mapped_column(default=list)
    key: Mapped[str | None] = mapped_column(String(60))
    reason: Mapped[str] = mapped_column(String(500), default="")
    level: Mapped[str] = mapped_column(String(12))
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    # solved, handed_back, answered, went_up, taken_back
    end: Mapped[str] = mapped_column(String(16), default="")
    __table_args__ = (
        Index(None, "conversation_id", "id"),
        Index(None, "ended_at", "at"),
        Index(None, "at"),
        Index("uq_escalations_key", "key", unique=True),
    )
