"""What the desk writes of itself: whom it may write to and why, what is planned, and what became of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from maildesk.db.base import Base


class Contact(Base):
    """An address the desk may write to first. `key` is an HMAC of its mailbox (`core.care.contact.address_key`).

    Erasing a person empties everything but `key`, so that a suppression outlives it.
    """

    __tablename__ = "contacts"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    email: Mapped[str] = mapped_column(String(320), default="")
    buyer_id: Mapped[int | None] = mapped_column(ForeignKey("buyers.id"))
    country: Mapped[str] = mapped_column(String(2), default="")
    locale: Mapped[str] = mapped_column(String(16), default="")
    created_at: Mapped[datetime]
    erased_at: Mapped[datetime | None]
    # Nobody: from the command line.
    erased_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    __table_args__ = (Index(None, "buyer_id"),)


class ConsentRow(Base):
    """A consent: on what basis, for which classes, from when until when, and where that can be looked up."""

    __tablename__ = "consents"
    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contacts.id"))
    # core.care.law.Basis: express, soft_opt_in, purchase, inquiry
    basis: Mapped[str] = mapped_column(String(16))
    covers: Mapped[list[Any]]
    at: Mapped[datetime]
    until: Mapped[datetime | None]
    # "checkout form, 2026-03-02", a file's line, the preference page
    evidence: Mapped[str] = mapped_column(String(300))
    withdrawn_at: Mapped[datetime | None]
    kept_at: Mapped[datetime]
    __table_args__ = (UniqueConstraint("contact_id", "basis", "at"),)


class Suppression(Base):
    """An address that is not written to: no advertising, or nothing at all. Asked at planning and again at sending."""

    __tablename__ = "suppressions"
    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contacts.id"))
    # core.care.contact.Scope
    scope: Mapped[str] = mapped_column(String(12))
    # one_click, preferences, reply, bounce, complaint, agent, erasure, import
    because: Mapped[str] = mapped_column(String(12))
    at: Mapped[datetime]
    # Only the buyer's own renewed consent lifts one.
    lifted_at: Mapped[datetime | None]
    __table_args__ = (UniqueConstraint("contact_id", "scope"),)


class OccasionChoice(Base):
    """A day on which a buyer wants to be greeted: ticked by the buyer, never guessed, gone with the buyer."""

    __tablename__ = "occasion_choices"
    contact_id: Mapped[int] = mapped_column(ForeignKey("contacts.id"), primary_key=True)
    occasion: Mapped[str] = mapped_column(String(40), primary_key=True)
    chosen_at: Mapped[datetime]


class OutreachBatch(Base):
    """Greetings of one occasion, proposed by the desk, approved by a person: proposed → running ⇄ paused → done | stopped."""

    __tablename__ = "outreach_batches"
    id: Mapped[int] = mapped_column(primary_key=True)
    # "christmas:2027-12-25": one batch for each occasion and day; "anniversary:2027-W52".
    key: Mapped[str] = mapped_column(String(60), unique=True)
    occasion: Mapped[str] = mapped_column(String(40))
    state: Mapped[str] = mapped_column(String(10))
    # Why it stopped: a person's word, or too_many_bounced, …
    why: Mapped[str] = mapped_column(String(200), default="")
    proposed_at: Mapped[datetime]
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    approved_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)
    __table_args__ = (Index(None, "state", "id"),)


class Outreach(Base):
    """One mail that nobody asked for: planned → waiting → queued → sent, or stopped by a gate, or cancelled by what happened.

    `key` is its own for ever: nothing goes twice. `look_at` is the next moment at which anything can change, and the claim.
    """

    __tablename__ = "outreach"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(160), unique=True)
    # The follow-up rule's name, or "greeting".
    purpose: Mapped[str] = mapped_column(String(40))
    occasion: Mapped[str] = mapped_column(String(40), default="")
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contacts.id"))
    buyer_id: Mapped[int | None] = mapped_column(ForeignKey("buyers.id"))
    order_id: Mapped[int | None] = mapped_column(ForeignKey("orders.id"))
    conversation_id: Mapped[int | None] = mapped_column(ForeignKey("conversations.id"))
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("outreach_batches.id"))
    template: Mapped[str] = mapped_column(String(60))
    country: Mapped[str] = mapped_column(String(2), default="")
    locale: Mapped[str] = mapped_column(String(16), default="")
    mail_class: Mapped[str] = mapped_column(String(14))
    # Facts beyond the order: what was asked, a coupon, a closure (`flow.care.telling`).
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict)
    # The day of an occasion: {day, on, last, estimated, kind}.
    greeting: Mapped[dict[str, Any]] = mapped_column(default=dict)
    since: Mapped[datetime]
    due_at: Mapped[datetime]
    lapses_at: Mapped[datetime]
    look_at: Mapped[datetime | None]
    state: Mapped[str] = mapped_column(String(10))
    gate: Mapped[str] = mapped_column(String(12), default="")
    why: Mapped[str] = mapped_column(String(120), default="")
    # On what ground it went, by each law that counted: [{law, basis, consent, evidence, until}]; and by which rules.
    grounds: Mapped[list[Any]] = mapped_column(default=list)
    version: Mapped[str] = mapped_column(String(40), default="")
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    approved_at: Mapped[datetime | None]
    outbox_id: Mapped[int | None] = mapped_column(ForeignKey("outbox.id"), unique=True)
    # What was sent, in words.
    subject: Mapped[str] = mapped_column(String(400), default="")
    text: Mapped[str] = mapped_column(default="")
    # The same beside its mirrors, as a person let it go or as it left (`flow.care.words`).
    frozen: Mapped[dict[str, Any]] = mapped_column(default=dict)
    planned_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    bounced_at: Mapped[datetime | None]
    complained_at: Mapped[datetime | None]
    unsubscribed_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    __table_args__ = (
        Index(None, "look_at"),
        Index(None, "state", "due_at", "id"),
        # What waits for a person is counted on every home page: from here alone (`db.queries.outreach`).
        Index("ix_outreach_asks", "state", "gate", "approved_at", "batch_id", "purpose", "mail_class", "why"),
        Index(None, "batch_id", "state"),
        Index(None, "contact_id", "sent_at"),
        Index(None, "buyer_id", "id"),
        Index(None, "order_id"),
        Index(None, "conversation_id"),
        Index(None, "sent_at"),
    )


class AutomaticRule(Base):
    """Whether a follow-up rule may leave without a person: the newest row of a rule holds, the others are its history."""

    __tablename__ = "automatic_rules"
    id: Mapped[int] = mapped_column(primary_key=True)
    rule: Mapped[str] = mapped_column(String(40))
    automatic: Mapped[bool]
    why: Mapped[str] = mapped_column(String(300), default="")
    by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime]
    __table_args__ = (Index(None, "rule", "id"),)
