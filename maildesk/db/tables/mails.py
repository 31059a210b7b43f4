"""Mails: the bytes as they came, and what was read from them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from maildesk.db.base import LATER, Base

_IGNORED = text("state = 'ignored'")


class Message(Base):
    """One mail that came or went. Kept first (`state` kept), then read, placed and understood from its raw bytes.

    States: kept, placed, ignored (no buyer's matter), duplicate (same content as `same_as`), set_aside, deleted (a tombstone).
    """

    __tablename__ = "messages"
    id: Mapped[int] = mapped_column(primary_key=True)
    mailbox_id: Mapped[int] = mapped_column(ForeignKey("mailboxes.id"))
    folder_id: Mapped[int | None] = mapped_column(ForeignKey("folders.id"))
    uidvalidity: Mapped[int | None]
    uid: Mapped[int | None]
    # in or out
    direction: Mapped[str] = mapped_column(String(3))
    state: Mapped[str] = mapped_column(String(10))
    # Nothing is warned, rung or drafted to be sent by itself because of a quiet mail (first sync, import).
    quiet: Mapped[bool] = mapped_column(default=False)
    # Only the headers were kept: the mail is larger than the limit.
    truncated: Mapped[bool] = mapped_column(default=False)
    size: Mapped[int]
    arrived_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    message_id: Mapped[str] = mapped_column(String(500), default="")
    # SHA-256 of the raw bytes: a resync or a second import finds what it already has.
    raw_hash: Mapped[str] = mapped_column(String(64))
    # Of the decoded content (`ParsedMail.content_hash`): the same mail over two mailboxes is one.
    content_hash: Mapped[str] = mapped_column(String(64), default="")
    same_as: Mapped[int | None] = mapped_column(ForeignKey("messages.id", **LATER))
    conversation_id: Mapped[int | None] = mapped_column(ForeignKey("conversations.id"))
    kind: Mapped[str] = mapped_column(String(16), default="")
    from_email: Mapped[str] = mapped_column(String(320), default="")
    from_name: Mapped[str] = mapped_column(String(200), default="")
    subject: Mapped[str] = mapped_column(String(998), default="")
    language: Mapped[str | None] = mapped_column(String(16))
    language_confidence: Mapped[float] = mapped_column(default=0.0)
    intent: Mapped[str | None] = mapped_column(String(24))
    newest_text: Mapped[str] = mapped_column(default="")
    # Everything else that was understood, as `flow.understood` writes it: intents with evidence, orders, trackings,
    # because, flags, defects, attachments, notice, kind_because, ranked languages.
    found: Mapped[dict[str, Any]] = mapped_column(default=dict)
    __table_args__ = (
        UniqueConstraint("folder_id", "uidvalidity", "uid"),
        Index(None, "conversation_id", "arrived_at"),
        Index(None, "message_id"),
        Index(None, "content_hash"),
        Index(None, "raw_hash"),
        Index(None, "state", "id"),
        Index(None, "from_email", "arrived_at"),
        Index(None, "direction", "arrived_at"),
        # Only of the mails that are no buyer's: the screen that lists them by kind.
        Index(None, "kind", "id", sqlite_where=_IGNORED, postgresql_where=_IGNORED),
    )


class RawMail(Base):
    """The bytes exactly as the server gave them. Written once, before anything reads them."""

    __tablename__ = "raw_mails"
    message_id: Mapped[int] = mapped_column(ForeignKey("messages.id"), primary_key=True)
    body: Mapped[bytes] = mapped_column(LargeBinary)


class ThreadRef(Base):
    """A Message-ID that a mail names as its ancestor: finds the children that came before their parent."""

    __tablename__ = "thread_refs"
    message_id: Mapped[int] = mapped_column(ForeignKey("messages.id"), primary_key=True)
    ref: Mapped[str] = mapped_column(String(500), primary_key=True)
    __table_args__ = (Index(None, "ref"),)


class Correction(Base):
    """What an agent corrected on a mail: a labelled example."""

    __tablename__ = "corrections"
    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("messages.id"))
    # language, intent, order, newest_text, placing or kind
    field: Mapped[str] = mapped_column(String(20))
    was: Mapped[dict[str, Any]]
    became: Mapped[dict[str, Any]]
    by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime]
