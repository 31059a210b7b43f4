"""Buyers, their orders and parcels, as the shop and its channels tell them."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, Index, Numeric, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from maildesk.db.base import Base


class Buyer(Base):
    """A person who buys. Several addresses may be theirs; a relay address alone is nobody."""

    __tablename__ = "buyers"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200), default="")
    country: Mapped[str] = mapped_column(String(2), default="")
    language: Mapped[str] = mapped_column(String(16), default="")
    # A, B, ordinary, small, blocked; empty until known
    tier: Mapped[str] = mapped_column(String(10), default="")
    created_at: Mapped[datetime]


class BuyerAddress(Base):
    """An address a buyer writes from. `relay`: a marketplace's alias, which identifies only together with the order."""

    __tablename__ = "buyer_addresses"
    buyer_id: Mapped[int] = mapped_column(ForeignKey("buyers.id"), primary_key=True)
    email: Mapped[str] = mapped_column(String(320), primary_key=True)
    relay: Mapped[bool] = mapped_column(default=False)
    __table_args__ = (Index(None, "email"),)


class OrderRow(Base):
    """One order. `key` is its number normalised as `core.placing.order_number.normalise` does."""

    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(String(20))
    number: Mapped[str] = mapped_column(String(80))
    key: Mapped[str] = mapped_column(String(80))
    # The key's digits alone: buyers leave the shop's letters out.
    digits: Mapped[str] = mapped_column(String(80), default="")
    buyer_id: Mapped[int] = mapped_column(ForeignKey("buyers.id"))
    status: Mapped[str] = mapped_column(String(12))
    buyer_name: Mapped[str] = mapped_column(String(200), default="")
    buyer_email: Mapped[str] = mapped_column(String(320), default="")
    country: Mapped[str] = mapped_column(String(2), default="")
    language: Mapped[str] = mapped_column(String(16), default="")
    currency: Mapped[str] = mapped_column(String(3), default="")
    total: Mapped[Decimal | None] = mapped_column(Numeric(14, 2))
    lines: Mapped[list[Any]] = mapped_column(default=list)
    ordered_at: Mapped[datetime | None]
    shipped_at: Mapped[datetime | None]
    delivered_at: Mapped[datetime | None]
    updated_at: Mapped[datetime]
    parcels: Mapped[list[ParcelRow]] = relationship(order_by="ParcelRow.id", lazy="selectin")
    __table_args__ = (
        UniqueConstraint("channel", "number"),
        Index(None, "key"),
        Index(None, "digits"),
        Index(None, "buyer_id"),
        Index(None, "buyer_email"),
    )


class ParcelRow(Base):
    """A parcel of an order, with its events in order of time: a list of {at, state, text, place}."""

    __tablename__ = "parcels"
    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))
    tracking_number: Mapped[str] = mapped_column(String(60))
    carrier: Mapped[str] = mapped_column(String(60), default="")
    events: Mapped[list[Any]] = mapped_column(default=list)
    __table_args__ = (UniqueConstraint("order_id", "tracking_number"), Index(None, "tracking_number"))
