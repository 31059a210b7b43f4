"""Peaks: the plan of an event with its checklist, its squad and shifts; what came and was cleared by the hour; overloads; rising
questions and the answers prepared for them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from maildesk.db.base import Base


class PeakPlan(Base):
    """The plan for one occurrence of an event of the packs. While it stands, the event's switches come and go by their days."""

    __tablename__ = "peak_plans"
    id: Mapped[int] = mapped_column(primary_key=True)
    # The event's id in the packs, and its days as they were known when the plan was made, or as a supervisor has set them since.
    event: Mapped[str] = mapped_column(String(60))
    first: Mapped[date]
    last: Mapped[date]
    # planned, dropped, over
    state: Mapped[str] = mapped_column(String(8), default="planned")
    made_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    made_at: Mapped[datetime]
    # The phase that people were last told of: before, during, after.
    told: Mapped[str] = mapped_column(String(8), default="before")
    # Frozen when the event is over; built anew when looked at until then.
    report: Mapped[dict[str, Any]] = mapped_column(default=dict)
    version: Mapped[int] = mapped_column(default=1)
    __table_args__ = (UniqueConstraint("event", "first"), Index(None, "state", "first"))


class PeakTask(Base):
    """A line of a plan's checklist: one of the packs (`row`), or one that somebody added (`title`)."""

    __tablename__ = "peak_tasks"
    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("peak_plans.id"))
    row: Mapped[str] = mapped_column(String(40), default="")
    title: Mapped[str] = mapped_column(String(200), default="")
    phase: Mapped[str] = mapped_column(String(8))
    role: Mapped[str] = mapped_column(String(20))
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    due: Mapped[date]
    done_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    done_at: Mapped[datetime | None]
    __table_args__ = (Index(None, "plan_id", "due", "id"),)


class PeakShift(Base):
    """Somebody of the emergency squad, from when to when. Whoever has a shift belongs to the squad of that plan."""

    __tablename__ = "peak_shifts"
    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("peak_plans.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    __table_args__ = (Index(None, "plan_id", "starts_at"), Index(None, "ends_at"))


class PeakHour(Base):
    """One hour: conversations that became the desk's turn, and those that it cleared. Counted in the transaction that changes them."""

    __tablename__ = "peak_hours"
    hour: Mapped[datetime] = mapped_column(primary_key=True)
    came: Mapped[int] = mapped_column(default=0)
    cleared: Mapped[int] = mapped_column(default=0)


class Overload(Base):
    """A time in which more came than the team cleared. One at most has no end."""

    __tablename__ = "overloads"
    id: Mapped[int] = mapped_column(primary_key=True)
    began_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    waiting: Mapped[int]
    arriving: Mapped[float]
    clearing: Mapped[float]
    __table_args__ = (Index(None, "began_at"),)


class RisingQuestion(Base):
    """A group of mails that ask one thing, as the desk last saw it (`core.peak.rising.Group`)."""

    __tablename__ = "rising_questions"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(200), unique=True)
    intent: Mapped[str] = mapped_column(String(24))
    product: Mapped[str] = mapped_column(String(80), default="")
    words: Mapped[list[Any]] = mapped_column(default=list)
    # [language, count], the most frequent first
    languages: Mapped[list[Any]] = mapped_column(default=list)
    mails: Mapped[list[Any]] = mapped_column(default=list)
    count: Mapped[int]
    before: Mapped[float]
    first_seen_at: Mapped[datetime]
    # When it was last among the rising ones; an older one is shown no more.
    seen_at: Mapped[datetime]
    __table_args__ = (Index(None, "seen_at"),)


class PreparedAnswer(Base):
    """One answer for a group of mails: another text, words of somebody's own by locale, or both. Each mail gets a draft of its own."""

    __tablename__ = "prepared_answers"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(200))
    template: Mapped[str] = mapped_column(String(60), default="")
    # locale to words
    words: Mapped[dict[str, Any]] = mapped_column(default=dict)
    made_by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    served: Mapped[int] = mapped_column(default=0)
    __table_args__ = (Index(None, "key", "ended_at"), Index(None, "made_at"))


class PreparedUse(Base):
    """A mail whose draft came from a prepared answer: once for each mail."""

    __tablename__ = "prepared_uses"
    answer_id: Mapped[int] = mapped_column(ForeignKey("prepared_answers.id"), primary_key=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("messages.id"), primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"))
    at: Mapped[datetime]
    __table_args__ = (Index(None, "message_id"),)
