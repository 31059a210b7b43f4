"""The people of the desk, their sign-ins, and what they are told."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from maildesk.db.base import Base


class User(Base):
    """Somebody who works at the desk. `role` is agent, lead or supervisor (`core.queue.roles`)."""

    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    email: Mapped[str] = mapped_column(String(320), default="")
    password_hash: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(20), default="agent")
    # The language of screens and mirrors: zh-Hans or en.
    locale: Mapped[str] = mapped_column(String(16), default="zh-Hans")
    # Languages the person writes: needed to approve text that has no mirror.
    languages: Mapped[list[Any]] = mapped_column(default=list)
    desk: Mapped[str] = mapped_column(String(40), default="")
    theme: Mapped[str] = mapped_column(String(8), default="system")
    letter_keys: Mapped[bool] = mapped_column(default=True)
    active: Mapped[bool] = mapped_column(default=True)
    # Acts of a ladder that are told by mail, too; an absent person's rings go to the stand-in until then.
    told_by_mail: Mapped[list[Any]] = mapped_column(default=lambda: ["escalate", "expire"])
    away_until: Mapped[datetime | None]
    # A person's id; no reference, for SQLite adds none to a table that stands, and nobody is ever deleted.
    stand_in_id: Mapped[int | None]
    # Raised to end every session of this person (new password, signed out everywhere).
    session_epoch: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]


class SignInAttempt(Base):
    """One failed sign-in: slows down guessing per login and per address, without locking a person out for long."""

    __tablename__ = "sign_in_attempts"
    id: Mapped[int] = mapped_column(primary_key=True)
    who: Mapped[str] = mapped_column(String(120))
    at: Mapped[datetime]
    __table_args__ = (Index(None, "who", "at"),)


class Notification(Base):
    """Something a person should know: a mention, an assignment, a ring. Worded by the screen from `code`.

    `waits`: the ring (`ring_key`) was told to this person, and nobody has acknowledged it or passed it on yet.
    """

    __tablename__ = "notifications"
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    code: Mapped[str] = mapped_column(String(40))
    conversation_id: Mapped[int | None] = mapped_column(ForeignKey("conversations.id"))
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict)
    at: Mapped[datetime]
    seen_at: Mapped[datetime | None]
    ring_key: Mapped[str] = mapped_column(String(160), default="")
    waits: Mapped[bool] = mapped_column(default=False)
    __table_args__ = (
        Index(None, "user_id", "seen_at", "id"),
        Index(
            "ix_notifications_waits", "user_id", "id", sqlite_where=text("waits = 1"), postgresql_where=text("waits")
        ),
        Index(None, "ring_key"),
    )


class ApiToken(Base):
    """A key with which a channel's system may upsert its orders. Only the digest is kept."""

    __tablename__ = "api_tokens"
    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(80))
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class ShopSetting(Base):
    """What a supervisor sets for the shop (name under the closing, policies, own order format), one row per key."""

    __tablename__ = "shop_settings"
    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[dict[str, Any]]
    changed_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    changed_at: Mapped[datetime]
