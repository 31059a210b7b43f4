"""Mailboxes, how far each folder has been read, and the ledger that must add up."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from maildesk.db.base import Base


class Mailbox(Base):
    """One address the shop is written to. `secret` is encrypted; without `imap_host` it only takes imports."""

    __tablename__ = "mailboxes"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    address: Mapped[str] = mapped_column(String(320))
    display_name: Mapped[str] = mapped_column(String(120), default="")
    channel: Mapped[str] = mapped_column(String(20), default="own")
    imap_host: Mapped[str] = mapped_column(String(255), default="")
    imap_port: Mapped[int] = mapped_column(default=993)
    imap_security: Mapped[str] = mapped_column(String(10), default="tls")
    smtp_host: Mapped[str] = mapped_column(String(255), default="")
    smtp_port: Mapped[int] = mapped_column(default=465)
    smtp_security: Mapped[str] = mapped_column(String(10), default="tls")
    username: Mapped[str] = mapped_column(String(320), default="")
    auth: Mapped[str] = mapped_column(String(10), default="password")
    secret: Mapped[bytes] = mapped_column(LargeBinary, default=b"")
    # authserv-ids of the servers whose Authentication-Results count.
    trust_authserv: Mapped[list[Any]] = mapped_column(default=list)
    # user+tag@ reaches this mailbox, so replies may carry the conversation's token.
    plus_addresses: Mapped[bool] = mapped_column(default=False)
    # The provider files sent mail itself: then no APPEND.
    keeps_sent_copy: Mapped[bool] = mapped_column(default=False)
    # What may be done on the server after the commit: leave (default), seen, or move to `move_to`.
    after_commit: Mapped[str] = mapped_column(String(10), default="leave")
    move_to: Mapped[str] = mapped_column(String(255), default="")
    per_minute: Mapped[int] = mapped_column(default=0)
    active: Mapped[bool] = mapped_column(default=True)
    last_good_fetch_at: Mapped[datetime | None]
    failing_since: Mapped[datetime | None]
    failure: Mapped[str] = mapped_column(String(500), default="")
    # Failed tries in a row: the back-off's exponent.
    failures: Mapped[int] = mapped_column(default=0)
    alarmed_at: Mapped[datetime | None]


class Folder(Base):
    """How far a folder has been read. Committed together with the mails that moved the cursor."""

    __tablename__ = "folders"
    id: Mapped[int] = mapped_column(primary_key=True)
    mailbox_id: Mapped[int] = mapped_column(ForeignKey("mailboxes.id"))
    name: Mapped[str] = mapped_column(String(255))
    # inbox or sent
    role: Mapped[str] = mapped_column(String(10))
    uidvalidity: Mapped[int] = mapped_column(default=0)
    last_uid: Mapped[int] = mapped_column(default=0)
    # The first sync is silent; it ends at this UID.
    silent_until_uid: Mapped[int] = mapped_column(default=0)
    server_count: Mapped[int] = mapped_column(default=0)
    __table_args__ = (UniqueConstraint("mailbox_id", "name"),)


class LedgerLine(Base):
    """How many mails of a mailbox and day came to what end (`core.measure` names the ends). The ends must sum to `kept`."""

    __tablename__ = "ledger"
    mailbox_id: Mapped[int] = mapped_column(ForeignKey("mailboxes.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    what: Mapped[str] = mapped_column(String(40), primary_key=True)
    count: Mapped[int] = mapped_column(default=0)


class SetAside(Base):
    """A mail or job that failed, with the room and the reason. On a screen, and can be put back."""

    __tablename__ = "set_aside"
    id: Mapped[int] = mapped_column(primary_key=True)
    room: Mapped[str] = mapped_column(String(20))
    message_id: Mapped[int | None] = mapped_column(ForeignKey("messages.id"))
    job_id: Mapped[int | None] = mapped_column(ForeignKey("jobs.id"))
    reason: Mapped[str] = mapped_column(String(500))
    detail: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    done_at: Mapped[datetime | None]
