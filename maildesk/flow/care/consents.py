"""Consents brought in from elsewhere: a shop's own list, with the evidence of each.

In: rows of a file as values. Out: contacts and their consents. An address that has said stop stays stopped: a list is no new consent.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.care.consent_row import Given
from maildesk.db import tables as t
from maildesk.flow.care import contacts
from maildesk.flow.care.house import Care


@dataclass(frozen=True, slots=True)
class Imported:
    """How many consents are new, were known, belong to relay addresses (never kept), and to addresses that said stop."""

    new: int = 0
    known: int = 0
    relays: int = 0
    suppressed: int = 0

    def __add__(self, other: Imported) -> Imported:
        return Imported(
            self.new + other.new,
            self.known + other.known,
            self.relays + other.relays,
            self.suppressed + other.suppressed,
        )


def take(session: Session, care: Care, rows: Iterable[Given], now: datetime) -> Imported:
    """Keep the consents; importing again changes nothing."""
    total = Imported()
    for row in rows:
        total += _take(session, care, row, now)
    return total


def _take(session: Session, care: Care, row: Given, now: datetime) -> Imported:
    contact = contacts.known(session, care, row.email, now)
    if contact is None:
        return Imported(relays=1)
    if contact.erased_at is not None:
        return Imported(suppressed=1)
    contact.country, contact.locale = contact.country or row.country, contact.locale or row.language
    if contact.buyer_id is None:
        contact.buyer_id = contacts.buyer_of(session, row.email)
    session.flush()
    new = contacts.consent(session, contact.id, row.consent, now)
    stopped = select(t.Suppression.id).where(t.Suppression.contact_id == contact.id, t.Suppression.lifted_at.is_(None))
    return Imported(new=new, known=not new, suppressed=session.scalar(stopped.limit(1)) is not None)
