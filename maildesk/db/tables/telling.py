"""How people are told outside the screens: webhooks, what goes to them and by mail, and the calendar feeds."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from maildesk.db.base import Base


class Webhook(Base):
    """An address that is told of rings. The address is a secret, too: whoever has a chat robot's may write to its group."""

    __tablename__ = "webhooks"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    # core.telling.shapes.Shape
    shape: Mapped[str] = mapped_column(String(10))
    # What may be shown of the address.
    host: Mapped[str] = mapped_column(String(255))
    # {url, secret}, by the vault.
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    # The language of its messages.
    locale: Mapped[str] = mapped_column(String(16), default="zh-Hans")
    # Acts of a ladder, and families of clocks, that it is told of; no family: all.
    acts: Mapped[list[Any]] = mapped_column(default=list)
    families: Mapped[list[Any]] = mapped_column(default=list)
    active: Mapped[bool] = mapped_column(default=True)
    said: Mapped[str] = mapped_column(String(500), default="")
    said_at: Mapped[datetime | None]
    # Tries in a row that brought nothing; 0: the last one was taken.
    failures: Mapped[int] = mapped_column(default=0)
    created_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime]


class Delivery(Base):
    """One ring for one channel, "hook:3" or "mail:7": waiting → sending → done | unclear | failed. `key` (the ring's) and channel
    name it once: a ring that is told twice to a channel is told once."""

    __tablename__ = "deliveries"
    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(String(20))
    key: Mapped[str] = mapped_column(String(160))
    webhook_id: Mapped[int | None] = mapped_column(ForeignKey("webhooks.id"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    # core.telling.told.Told, written by flow.telling.deliveries: no word of a buyer's is in it.
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict)
    state: Mapped[str] = mapped_column(String(8), default="waiting")
    not_before: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    claimed_at: Mapped[datetime | None]
    claimed_by: Mapped[str] = mapped_column(String(60), default="")
    said: Mapped[str] = mapped_column(String(500), default="")
    at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    __table_args__ = (
        UniqueConstraint("channel", "key"),
        Index(None, "state", "not_before"),
        Index(None, "channel", "done_at"),
    )


class Feed(Base):
    """A person's calendar feed. Only the digest of its address is kept; no row: no feed."""

    __tablename__ = "feeds"
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime]
    read_at: Mapped[datetime | None]
