"""Drafts, and what leaves the house."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from maildesk.db.base import Base


class Draft(Base):
    """An answer not yet sent: proposed → edited → approved | sent_back | rejected. The plan is stored; blocks are rendered when looked at.

    At approval the rendered parts are frozen (`frozen`) and bound by `approved_hash`.
    """

    __tablename__ = "drafts"
    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversations.id"))
    # The mail it answers.
    message_id: Mapped[int] = mapped_column(ForeignKey("messages.id"))
    state: Mapped[str] = mapped_column(String(10), default="proposed")
    plan: Mapped[dict[str, Any]]
    # Who should see it next when it was sent back; who wrote the last change.
    edited_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    note: Mapped[str] = mapped_column(default="")
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    approved_at: Mapped[datetime | None]
    approved_hash: Mapped[str] = mapped_column(String(64), default="")
    frozen: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)
    __table_args__ = (Index(None, "conversation_id", "id"), Index(None, "message_id"))


class DraftFile(Base):
    """A file that goes with a draft."""

    __tablename__ = "draft_files"
    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"))
    name: Mapped[str] = mapped_column(String(255))
    content_type: Mapped[str] = mapped_column(String(120))
    body: Mapped[bytes] = mapped_column(LargeBinary)
    __table_args__ = (Index(None, "draft_id"),)


class Outbox(Base):
    """A mail that will leave: queued → sending → sent | uncertain | failed. Its Message-ID is fixed before the first try.

    `unique(draft_id)`: one approval is sent once, whatever is clicked or retried.
    """

    __tablename__ = "outbox"
    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int | None] = mapped_column(ForeignKey("drafts.id"), unique=True)
    conversation_id: Mapped[int | None] = mapped_column(ForeignKey("conversations.id"))
    mailbox_id: Mapped[int] = mapped_column(ForeignKey("mailboxes.id"))
    # Our own copy among the messages of the conversation.
    message_row_id: Mapped[int | None] = mapped_column(ForeignKey("messages.id"))
    message_id: Mapped[str] = mapped_column(String(500), unique=True)
    sender: Mapped[str] = mapped_column(String(320))
    recipients: Mapped[list[Any]]
    body: Mapped[bytes] = mapped_column(LargeBinary)
    # 0 answers, 1 notices to colleagues, 2 what the desk writes of itself: answers first.
    rank: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(String(10), default="queued")
    not_before: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    claimed_at: Mapped[datetime | None]
    claimed_by: Mapped[str] = mapped_column(String(60), default="")
    # What the server said last, or why a person must look.
    said: Mapped[str] = mapped_column(String(500), default="")
    sent_at: Mapped[datetime | None]
    # none (not wanted), wanted, done, failed: the copy to the Sent folder is a step of its own.
    copy_state: Mapped[str] = mapped_column(String(8), default="none")
    created_at: Mapped[datetime]
    __table_args__ = (
        Index(None, "state", "mailbox_id", "rank", "not_before"),
        Index(None, "conversation_id"),
        Index(None, "mailbox_id", "sent_at"),
    )
