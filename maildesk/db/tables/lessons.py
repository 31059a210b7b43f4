"""What the desk learnt from its shop's corrections, night by night."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from maildesk.db.base import Base


class Lesson(Base):
    """One night's attempt. In use is the newest that was kept, was not undone, and belongs to the weights the desk ships."""

    __tablename__ = "lessons"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    # The shipped weights it was learnt on (`core.intent.lesson.weights_name`).
    weights: Mapped[str] = mapped_column(String(64))
    # kept, no_gain or harms
    code: Mapped[str] = mapped_column(String(10))
    # It is the first to have seen the corrections after `after_id` up to `upto_id`: those an undo takes out of the examples.
    after_id: Mapped[int]
    upto_id: Mapped[int]
    corrections: Mapped[int]
    let_stand: Mapped[int]
    # First intents right of all these mails, cross-validated, and of the guard set.
    right_before: Mapped[int]
    right_after: Mapped[int]
    guard_of: Mapped[int]
    guard_before: Mapped[int]
    guard_after: Mapped[int]
    # `core.intent.lesson.Lesson.packed`; empty unless kept.
    steps: Mapped[bytes] = mapped_column(LargeBinary)
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    __table_args__ = (Index(None, "weights", "id"),)
