"""The work that runs by itself: one table, whatever engine runs it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from maildesk.db.base import Base


class Job(Base):
    """One job: a name of the table in `jobs.table`, JSON arguments, when it is next due. A claim is a compare-and-set on `claimed_at`."""

    __tablename__ = "jobs"
    id: Mapped[int] = mapped_column(primary_key=True)
    # Two jobs with one key never stand at once: "poll:3".
    key: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(40))
    args: Mapped[dict[str, Any]] = mapped_column(default=dict)
    due_at: Mapped[datetime]
    claimed_at: Mapped[datetime | None]
    claimed_by: Mapped[str] = mapped_column(String(60), default="")
    attempts: Mapped[int] = mapped_column(default=0)
    said: Mapped[str] = mapped_column(String(500), default="")
    __table_args__ = (Index(None, "due_at"),)
