"""Cases: disputes, claims, chargebacks and returns that a platform opened, their history, and the shop's own deadlines."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, Numeric, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from maildesk.db.base import LATER, Base


class Case(Base):
    """One case. `platform`, `case` and `stage` are the words of `maildesk deadline`; `kind` that of its notice (design 5).

    States: open, answered (the platform's or the buyer's turn), closed. `key` is unique: the same notice twice is one case.
    """

    __tablename__ = "cases"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(200), unique=True)
    platform: Mapped[str] = mapped_column(String(20))
    kind: Mapped[str] = mapped_column(String(20))
    case: Mapped[str] = mapped_column(String(40))
    stage: Mapped[str] = mapped_column(String(40))
    region: Mapped[str] = mapped_column(String(10), default="")
    # The platform's own number of the case.
    number: Mapped[str] = mapped_column(String(80), default="")
    order_id: Mapped[int | None] = mapped_column(ForeignKey("orders.id"))
    # As the notice wrote it, whether the book has it or not.
    order_number: Mapped[str] = mapped_column(String(80), default="")
    conversation_id: Mapped[int | None] = mapped_column(ForeignKey("conversations.id"))
    # The mail that opened it; none for a case opened by hand, file or API.
    message_id: Mapped[int | None] = mapped_column(ForeignKey("messages.id"))
    # notice, agent, file, api
    source: Mapped[str] = mapped_column(String(10))
    proven: Mapped[bool] = mapped_column(default=False)
    amount: Mapped[Decimal | None] = mapped_column(Numeric(14, 2))
    currency: Mapped[str] = mapped_column(String(3), default="")
    opened_at: Mapped[datetime]
    # The date that the platform itself named.
    respond_by: Mapped[datetime | None]
    state: Mapped[str] = mapped_column(String(10), default="open")
    # won, lost, refunded, expired, withdrawn, replaced; empty while it is open or nobody knows
    outcome: Mapped[str] = mapped_column(String(10), default="")
    refunded: Mapped[Decimal | None] = mapped_column(Numeric(14, 2))
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    replaced_by_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id", **LATER))
    answered_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)
    __table_args__ = (
        Index(None, "state", "opened_at", "id"),
        Index(None, "order_id"),
        Index(None, "conversation_id"),
        Index(None, "platform", "number"),
        Index(None, "closed_at"),
    )


class CaseEvent(Base):
    """What happened to a case: opened, stage, date_moved, note, answered, closed, … by a person or (None) by the desk."""

    __tablename__ = "case_events"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    at: Mapped[datetime]
    by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    code: Mapped[str] = mapped_column(String(20))
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict)
    # The mail that told it: the same notice twice changes nothing.
    message_id: Mapped[int | None] = mapped_column(ForeignKey("messages.id"))
    __table_args__ = (Index(None, "case_id", "id"), Index(None, "message_id"))


class CasePaper(Base):
    """What a person added to a row of a case's checklist: a line in their words, a file, or both."""

    __tablename__ = "case_papers"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    # core.evidence.need.Need; `sentence`: the platform's own words where no need means them.
    need: Mapped[str] = mapped_column(String(20))
    sentence: Mapped[str] = mapped_column(String(300), default="")
    text: Mapped[str] = mapped_column(Text, default="")
    # Of its file; empty without one.
    name: Mapped[str] = mapped_column(String(255), default="")
    size: Mapped[int] = mapped_column(default=0)
    sha256: Mapped[str] = mapped_column(String(64), default="")
    # Read only when the file itself is wanted.
    body: Mapped[bytes] = mapped_column(LargeBinary, default=b"", deferred=True)
    by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime]
    __table_args__ = (Index(None, "case_id", "id"),)


class DeadlineOverride(Base):
    """A supervisor's own span for a row of the packs. The newest that has not ended holds; the others are its history."""

    __tablename__ = "deadline_overrides"
    id: Mapped[int] = mapped_column(primary_key=True)
    platform: Mapped[str] = mapped_column(String(20))
    case: Mapped[str] = mapped_column(String(40))
    stage: Mapped[str] = mapped_column(String(40))
    region: Mapped[str] = mapped_column(String(10), default="")
    span: Mapped[str] = mapped_column(String(60))
    why: Mapped[str] = mapped_column(String(300), default="")
    by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    __table_args__ = (Index(None, "platform", "case", "stage"),)
