"""Everything between the desk and one buyer: mails that came and went, what the desk wrote or would write first, consents and stops.

In: a session and a buyer's id. Out: one list in the order of time, newest first, and the buyer's addresses with what speaks for and
against writing to each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from maildesk.db import tables as t

PAGE = 60


@dataclass(frozen=True, slots=True)
class Line:
    """A mail of a conversation, or one of the desk's own accord: just one of both is there."""

    at: datetime
    message: t.Message | None = None
    outreach: t.Outreach | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """One address the desk may write to: consents newest first, stops that stand or stood, days that were ticked."""

    contact: t.Contact
    consents: Sequence[t.ConsentRow]
    stops: Sequence[t.Suppression]
    chosen: Sequence[str]


def lines(session: Session, buyer_id: int, before: datetime | None = None) -> list[Line]:
    """What came and went, newest first; one more than a page if there is more."""
    wrote = _outreach(session, buyer_id, before)
    ours = {message_id for _, _, message_id in wrote if message_id}
    mails = [
        Line(row.arrived_at, message=row) for row in _mails(session, buyer_id, before) if row.message_id not in ours
    ]
    found = [*mails, *(Line(at, outreach=row) for row, at, _ in wrote)]
    return sorted(found, key=lambda line: line.at, reverse=True)[: PAGE + 1]


def addresses(session: Session, buyer_id: int) -> list[Address]:
    """The buyer's contacts with all that is on record for each; those that were erased are known by what was planned for them."""
    planned = select(t.Outreach.contact_id).where(t.Outreach.buyer_id == buyer_id)
    erased = and_(t.Contact.erased_at.is_not(None), t.Contact.id.in_(planned))
    query = select(t.Contact).where(or_(t.Contact.buyer_id == buyer_id, erased)).order_by(t.Contact.id).limit(20)
    return [_address(session, contact) for contact in session.scalars(query).all()]


def _address(session: Session, contact: t.Contact) -> Address:
    consents = select(t.ConsentRow).where(t.ConsentRow.contact_id == contact.id).order_by(t.ConsentRow.at.desc())
    stops = select(t.Suppression).where(t.Suppression.contact_id == contact.id).order_by(t.Suppression.at.desc())
    chosen = select(t.OccasionChoice.occasion).where(t.OccasionChoice.contact_id == contact.id)
    return Address(
        contact,
        session.scalars(consents.limit(20)).all(),
        session.scalars(stops).all(),
        session.scalars(chosen.order_by(t.OccasionChoice.occasion)).all(),
    )


def _mails(session: Session, buyer_id: int, before: datetime | None) -> Sequence[t.Message]:
    of_buyer = select(t.Conversation.id).where(t.Conversation.buyer_id == buyer_id)
    query = select(t.Message).where(t.Message.conversation_id.in_(of_buyer), t.Message.state == "placed")
    if before is not None:
        query = query.where(t.Message.arrived_at < before)
    return session.scalars(query.order_by(t.Message.arrived_at.desc(), t.Message.id.desc()).limit(PAGE + 1)).all()


def _outreach(
    session: Session, buyer_id: int, before: datetime | None
) -> Sequence[tuple[t.Outreach, datetime, str | None]]:
    """By when it left, ended, or is due."""
    at = func.coalesce(t.Outreach.sent_at, t.Outreach.ended_at, t.Outreach.due_at)
    query = (
        select(t.Outreach, t.Outbox.message_id)
        .outerjoin(t.Outbox, t.Outbox.id == t.Outreach.outbox_id)
        .where(t.Outreach.buyer_id == buyer_id)
    )
    if before is not None:
        query = query.where(at < before)
    rows = session.execute(query.order_by(at.desc(), t.Outreach.id.desc()).limit(PAGE + 1))
    return [(row, row.sent_at or row.ended_at or row.due_at, message_id) for row, message_id in rows]
