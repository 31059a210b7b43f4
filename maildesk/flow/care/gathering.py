"""A contact as the gates see it, gathered from the store at one moment.

In: a session, `Care`, who and what it is about. Out: `core.care.contact.Contact`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.care.consent import Consent
from maildesk.core.care.contact import Contact, Scope, Sent, Trouble
from maildesk.core.care.law import Basis
from maildesk.core.care.quiet import Place
from maildesk.core.mail.parsed import Kind
from maildesk.core.reply.families import MailClass
from maildesk.db import tables as t
from maildesk.flow.care.house import Care
from maildesk.packs.care_days import public_days

#: The longest window of any cap.
_LOOK_BACK = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Whom:
    """`contact_id` is nothing for a relay. `troubles`: what is open with the buyer (`flow.care.matter`)."""

    contact_id: int | None
    country: str
    troubles: frozenset[Trouble] = frozenset()


def place(care: Care, country: str, now: datetime) -> Place:
    """Where a buyer of a country is, with the public holidays of this year and the next where its law asks for them."""
    asks = care.packs.laws.of(country).closed_holidays
    days = public_days(country, now.year) | public_days(country, now.year + 1) if asks else frozenset()
    return Place(country, care.packs.zones_of(country), days)


def contact(session: Session, care: Care, whom: Whom, now: datetime, of: MailClass = MailClass.MARKETING) -> Contact:
    """Everything that speaks for or against writing to somebody; what an order needs is asked for no consent, day or cap."""
    where = place(care, whom.country, now)
    row = session.get(t.Contact, whom.contact_id) if whom.contact_id else None
    if row is None:
        return Contact("", where, relay=True, troubles=whom.troubles)
    if of is MailClass.TRANSACTIONAL:
        return Contact(row.email, where, suppressed=_suppressed(session, row.id), troubles=whom.troubles)
    return Contact(
        address=row.email,
        place=where,
        suppressed=_suppressed(session, row.id),
        troubles=whom.troubles,
        consents=tuple(_consents(session, row)),
        chosen=frozenset(
            session.scalars(select(t.OccasionChoice.occasion).where(t.OccasionChoice.contact_id == row.id))
        ),
        sent=tuple(_sent(session, row.id, now)),
    )


def _suppressed(session: Session, contact_id: int) -> frozenset[Scope]:
    query = select(t.Suppression.scope).where(t.Suppression.contact_id == contact_id, t.Suppression.lifted_at.is_(None))
    return frozenset(map(Scope, session.scalars(query)))


def _consents(session: Session, row: t.Contact) -> Iterator[Consent]:
    """What is on record, and what a law may imply from the buyer's last purchase and last mail."""
    for each in session.scalars(select(t.ConsentRow).where(t.ConsentRow.contact_id == row.id)):
        covers = frozenset(map(MailClass, each.covers))
        yield Consent(str(each.id), Basis(each.basis), each.at, each.evidence, covers, each.until, each.withdrawn_at)
    if row.buyer_id is None:
        return
    bought = select(t.OrderRow.id, t.OrderRow.ordered_at, t.OrderRow.number).where(
        t.OrderRow.buyer_id == row.buyer_id, t.OrderRow.ordered_at.is_not(None), t.OrderRow.status != "cancelled"
    )
    order = session.execute(bought.order_by(t.OrderRow.ordered_at.desc()).limit(1)).one_or_none()
    if order is not None and order[1] is not None:
        yield Consent(f"order:{order[0]}", Basis.PURCHASE, order[1], f"order {order[2]}")
    wrote = select(t.Message.id, t.Message.arrived_at).where(
        t.Message.from_email == row.email, t.Message.direction == "in", t.Message.kind == Kind.BUYER
    )
    mail = session.execute(wrote.order_by(t.Message.arrived_at.desc()).limit(1)).one_or_none()
    if mail is not None:
        yield Consent(f"message:{mail[0]}", Basis.INQUIRY, mail[1], f"mail {mail[0]}")


def _sent(session: Session, contact_id: int, now: datetime) -> Iterator[Sent]:
    query = select(t.Outreach.sent_at, t.Outreach.mail_class, t.Outreach.purpose).where(
        t.Outreach.contact_id == contact_id, t.Outreach.sent_at > now - _LOOK_BACK
    )
    for at, mail_class, purpose in session.execute(query):
        if at is not None:
            yield Sent(at, MailClass(mail_class), purpose)
