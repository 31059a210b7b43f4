"""Conversations: the mails about one matter, their orders and people, notes, and the history of what was done."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from maildesk.db.base import LATER, Base

_WAITING = text("waiting_since IS NOT NULL")


class Conversation(Base):
    """One matter: one buyer, one main order (or none yet), one owner, one state.

    States: open, waiting_buyer, waiting_other, solved, closed. `due_at` is the earliest moment something is late: the queue sorts by it.
    """

    __tablename__ = "conversations"
    id: Mapped[int] = mapped_column(primary_key=True)
    mailbox_id: Mapped[int] = mapped_column(ForeignKey("mailboxes.id"))
    buyer_id: Mapped[int | None] = mapped_column(ForeignKey("buyers.id"))
    main_order_id: Mapped[int | None] = mapped_column(ForeignKey("orders.id"))
    # The solved matter this one follows.
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("conversations.id", **LATER))
    subject: Mapped[str] = mapped_column(String(998), default="")
    subject_key: Mapped[str] = mapped_column(String(200), default="")
    state: Mapped[str] = mapped_column(String(14), default="open")
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    desk: Mapped[str] = mapped_column(String(40), default="")
    # Of the newest mail that came.
    buyer_name: Mapped[str] = mapped_column(String(200), default="")
    buyer_email: Mapped[str] = mapped_column(String(320), default="")
    language: Mapped[str | None] = mapped_column(String(16))
    intent: Mapped[str | None] = mapped_column(String(24))
    country: Mapped[str] = mapped_column(String(2), default="")
    order_number: Mapped[str] = mapped_column(String(80), default="")
    preview: Mapped[str] = mapped_column(String(200), default="")
    flags: Mapped[list[Any]] = mapped_column(default=list)
    # Keys of all order numbers its mails named, in the book or not.
    numbers: Mapped[list[Any]] = mapped_column(default=list)
    # Conversations that could also be the one; shown, never joined by the desk.
    candidates: Mapped[list[Any]] = mapped_column(default=list)
    created_at: Mapped[datetime]
    last_mail_at: Mapped[datetime]
    # Arrival of the first mail that nobody has answered yet; None when it is the buyer's turn.
    waiting_since: Mapped[datetime | None]
    due_at: Mapped[datetime | None]
    snoozed_until: Mapped[datetime | None]
    # The state of the draft that answers it (proposed, edited, …), empty without one; checks_green: may be approved in bulk.
    draft_state: Mapped[str] = mapped_column(String(10), default="")
    checks_green: Mapped[bool] = mapped_column(default=False)
    mails: Mapped[int] = mapped_column(default=0)
    answers: Mapped[int] = mapped_column(default=0)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("conversations.id", **LATER))
    solved_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)
    __table_args__ = (
        Index(None, "state", "due_at", "id"),
        Index(None, "owner_id", "state", "due_at", "id"),
        Index(None, "buyer_id", "last_mail_at"),
        Index(None, "main_order_id"),
        Index(None, "state", "last_mail_at", "id"),
        Index(None, "snoozed_until"),
        # Only of those who wait: the board goes from them to the clocks that ran out.
        Index(None, "waiting_since", sqlite_where=_WAITING, postgresql_where=_WAITING),
    )


class ConversationOrder(Base):
    """An order linked to a conversation."""

    __tablename__ = "conversation_orders"
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversations.id"), primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"), primary_key=True)
    __table_args__ = (Index(None, "order_id"),)


class Participant(Base):
    """An address that wrote in a conversation: who may be recognised there again."""

    __tablename__ = "participants"
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversations.id"), primary_key=True)
    email: Mapped[str] = mapped_column(String(320), primary_key=True)
    __table_args__ = (Index(None, "email"),)


class Note(Base):
    """What colleagues tell each other; never leaves the house."""

    __tablename__ = "notes"
    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversations.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    text: Mapped[str]
    at: Mapped[datetime]
    __table_args__ = (Index(None, "conversation_id", "id"),)


class Deed(Base):
    """What somebody (or the desk, `by` None) did to a conversation, with what is needed to undo it."""

    __tablename__ = "deeds"
    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversations.id"))
    by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    code: Mapped[str] = mapped_column(String(30))
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict)
    undo: Mapped[dict[str, Any]] = mapped_column(default=dict)
    at: Mapped[datetime]
    undone_at: Mapped[datetime | None]
    __table_args__ = (Index(None, "conversation_id", "id"),)


class Count(Base):
    """A number a page shows (badges of the queue), kept in the transaction that changes it: no page ever counts rows."""

    __tablename__ = "counts"
    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[int] = mapped_column(default=0)
