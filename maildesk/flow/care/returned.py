"""What comes back: a buyer who says stop in a reply, mails that bounce, complaints of mailbox providers, answers.

In: a session, `Care`, a message that was read. Out: suppressions, and marks on the mail it is about. A first sync and an import count,
too: whoever said stop a year ago said stop.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from maildesk.core.care.contact import Scope
from maildesk.core.intent.found import Intent
from maildesk.core.mail.kinds.bounce import DELAYED, failed_ids
from maildesk.core.mail.parse import parse
from maildesk.core.mail.parsed import Kind
from maildesk.db import tables as t
from maildesk.flow.care import contacts
from maildesk.flow.care.house import Care

#: A report of a feedback loop, or a bounce, is about a mail of the last weeks.
_YOUNG = timedelta(days=60)


def came(session: Session, care: Care, message_id: int, now: datetime) -> None:
    """One message that says something about what the desk wrote first."""
    row = session.get(t.Message, message_id)
    if row is None:
        return
    if row.kind == Kind.BUYER and row.intent == Intent.UNSUBSCRIBE:
        stop(session, care, row, now)
    elif row.kind == Kind.BOUNCE and DELAYED not in row.found.get("kind_because", ()):
        _bounced(session, row, now)
    elif row.kind == Kind.REPORT:
        _complained(session, row, now)


def stop(session: Session, care: Care, row: t.Message, now: datetime) -> None:
    """Somebody asks in words to hear no more: no advertising from now on, to none of the addresses that are theirs.

    Theirs is the address it comes from, with the others of its buyer, and the one to which the mail went that it answers: whoever knows
    that mail's id has the mail, and the link in it. Whose conversation it is says nothing, and makes no address the buyer's.
    """
    contact = contacts.known(session, care, row.from_email, row.arrived_at)
    if contact is not None and contact.buyer_id is None and contact.erased_at is None:
        contact.buyer_id = contacts.buyer_of(session, row.from_email)
        session.flush()
    answered = _answered(session, row)
    to = session.get(t.Contact, answered.contact_id) if answered and answered.contact_id else None
    for each in {each.id: each for each in (contact, to) if each is not None and each.erased_at is None}.values():
        contacts.suppress(session, each, Scope.ADVERTISING, "reply", now)
    mail = answered or _newest(session, contact)
    if mail is not None:
        mail.unsubscribed_at = mail.unsubscribed_at or now


def _answered(session: Session, row: t.Message) -> t.Outreach | None:
    """The mail of the desk's own that a message refers to."""
    query = select(t.Outreach).join(t.Outbox, t.Outbox.id == t.Outreach.outbox_id)
    query = query.join(t.ThreadRef, t.ThreadRef.ref == t.Outbox.message_id).where(t.ThreadRef.message_id == row.id)
    return session.scalars(query.order_by(t.Outreach.id.desc()).limit(1)).one_or_none()


def _newest(session: Session, contact: t.Contact | None) -> t.Outreach | None:
    if contact is None:
        return None
    query = select(t.Outreach).where(t.Outreach.contact_id == contact.id, t.Outreach.state == "sent")
    return session.scalars(query.order_by(t.Outreach.sent_at.desc()).limit(1)).one_or_none()


def _bounced(session: Session, row: t.Message, now: datetime) -> None:
    """An address that does not exist is dead for everything that nobody asked for."""
    for each in _about(session, row, now):
        each.bounced_at = each.bounced_at or now
        if each.contact_id is not None:
            contacts.suppress_one(session, each.contact_id, Scope.EVERYTHING, "bounce", now)


def _complained(session: Session, row: t.Message, now: datetime) -> None:
    """Somebody pressed "spam": they never hear from us again of ourselves."""
    for each in _about(session, row, now):
        each.complained_at = each.complained_at or now
        contact = session.get(t.Contact, each.contact_id) if each.contact_id else None
        if contact is not None:
            contacts.suppress(session, contact, Scope.EVERYTHING, "complaint", now)


def _about(session: Session, row: t.Message, now: datetime) -> Sequence[t.Outreach]:
    """The mails of ours that a bounce or a report is about, by the ids that stand in its returned part."""
    raw = session.get(t.RawMail, row.id)
    ids = failed_ids(parse(raw.body), raw.body) if raw is not None else ()
    if not ids:
        return ()
    query = (
        select(t.Outreach)
        .join(t.Outbox, t.Outbox.id == t.Outreach.outbox_id)
        .where(t.Outbox.message_id.in_(ids), t.Outbox.created_at > now - _YOUNG)
    )
    return session.scalars(query).all()


def mark_answers(session: Session, now: datetime) -> int:
    """Mails that a buyer has answered: something came that refers to them."""
    answered = (
        select(t.Outreach.id)
        .join(t.Outbox, t.Outbox.id == t.Outreach.outbox_id)
        .join(t.ThreadRef, t.ThreadRef.ref == t.Outbox.message_id)
        .join(t.Message, t.Message.id == t.ThreadRef.message_id)
        .where(
            t.Outreach.state == "sent",
            t.Outreach.answered_at.is_(None),
            t.Outreach.sent_at > now - _YOUNG,
            t.Message.kind == Kind.BUYER,
        )
    )
    ids = list(session.scalars(answered.distinct().limit(500)))
    session.execute(update(t.Outreach).where(t.Outreach.id.in_(ids)).values(answered_at=now))
    return len(ids)
