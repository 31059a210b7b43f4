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
from maildesk.core.mail.bounce import DELAYED, failed_ids
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
    """A buyer asks in words to hear no more: no advertising from now on, to none of the buyer's addresses."""
    contact = contacts.known(session, care, row.from_email, row.arrived_at)
    if contact is None:
        return
    conversation = session.get(t.Conversation, row.conversation_id) if row.conversation_id else None
    if contact.buyer_id is None and conversation is not None:
        contact.buyer_id = conversation.buyer_id
        session.flush()
    contacts.suppress(session, contact, Scope.ADVERTISING, "reply", now)
    last = select(t.Outreach.id).where(t.Outreach.contact_id == contact.id, t.Outreach.state == "sent")
    newest = session.scalar(last.order_by(t.Outreach.sent_at.desc()).limit(1))
    if newest is not None:
        session.execute(update(t.Outreach).where(t.Outreach.id == newest).values(unsubscribed_at=now))


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
