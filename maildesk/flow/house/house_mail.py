"""Mails of the desk to its own people: alarms, and what rang. They leave through the outbox, after the answers to buyers.

In: a session, a mailbox that sends, an address, words. Out: an outbox row, in the caller's transaction.
"""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.mail.parsed import Address
from maildesk.core.reply.compose import Form, Outgoing, compose
from maildesk.db import tables as t

_RANK = 1


def sender(session: Session, failing_id: int | None = None) -> t.Mailbox | None:
    """A mailbox that can send; one that fails is the last choice."""
    query = select(t.Mailbox).where(t.Mailbox.active, t.Mailbox.smtp_host != "").order_by(t.Mailbox.id)
    boxes = session.scalars(query).all()
    return next((box for box in boxes if box.id != failing_id), boxes[0] if boxes else None)


def queue(session: Session, by: t.Mailbox, address: str, words: tuple[str, str], now: datetime) -> None:
    """Subject and text to one colleague. Marked as automatic, so that no absence note answers it (RFC 3834)."""
    domain = by.address.rpartition("@")[2]
    seed = f"{address} {words[0]} {now.isoformat()}".encode()
    message_id = f"maildesk.alarm.{hashlib.sha256(seed).hexdigest()[:24]}@{domain}"
    mail = Outgoing(
        from_=Address(by.address, "maildesk"),
        to=(Address(address),),
        subject=words[0],
        text=words[1],
        message_id=message_id,
        date=now,
        form=Form.PLAIN,
        auto_submitted="auto-generated",
    )
    session.add(
        t.Outbox(
            mailbox_id=by.id,
            message_id=message_id,
            sender=by.address,
            recipients=[address],
            body=compose(mail),
            rank=_RANK,
            not_before=now,
            created_at=now,
        )
    )
