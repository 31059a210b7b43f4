"""Alarms to the supervisors: by mail, through the outbox of a mailbox that works, and on their screens.

In: a session, the mailbox, the settings. Out: outbox rows and notifications, in the caller's transaction.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.mail.parsed import Address
from maildesk.core.queue.alarm import Alarm, words
from maildesk.core.queue.roles import Role
from maildesk.core.reply.compose import Form, Outgoing, compose
from maildesk.db import tables as t
from maildesk.flow import mailboxes


@dataclass(frozen=True, slots=True)
class Told:
    """Who is told and what stands in the alarm besides the facts."""

    address: str
    public_url: str
    zone: ZoneInfo


def raise_alarm(session: Session, alarm: Alarm, mailbox_id: int, told: Told, now: datetime) -> None:
    """Tell every supervisor once. A mailbox that cannot be read may still send; else another one does."""
    box = mailboxes.get(session, mailbox_id)
    since = (box.failing_since or now).astimezone(told.zone).strftime("%Y-%m-%d %H:%M")
    facts = {"mailbox": box.name, "since": since, "why": box.failure, "link": told.public_url}
    for user in session.scalars(select(t.User).where(t.User.role == Role.SUPERVISOR, t.User.active)).all():
        session.add(
            t.Notification(user_id=user.id, code=alarm, detail={"mailbox": box.name, "why": box.failure}, at=now)
        )
    sender = _sender(session, box)
    if sender is not None:
        for address, locale in _receivers(session, told):
            _queue(session, sender, address, words(alarm, locale, facts), now)


def _receivers(session: Session, told: Told) -> list[tuple[str, str]]:
    if told.address:
        return [(told.address, "en")]
    query = select(t.User.email, t.User.locale).where(t.User.role == Role.SUPERVISOR, t.User.active, t.User.email != "")
    return [(row[0], row[1]) for row in session.execute(query)]


def _sender(session: Session, failing: t.Mailbox) -> t.Mailbox | None:
    query = select(t.Mailbox).where(t.Mailbox.active, t.Mailbox.smtp_host != "").order_by(t.Mailbox.id)
    boxes = session.scalars(query).all()
    return next((box for box in boxes if box.id != failing.id), boxes[0] if boxes else None)


def _queue(session: Session, sender: t.Mailbox, address: str, told: tuple[str, str], now: datetime) -> None:
    domain = sender.address.rpartition("@")[2]
    seed = f"{address} {told[0]} {now.isoformat()}".encode()
    message_id = f"maildesk.alarm.{hashlib.sha256(seed).hexdigest()[:24]}@{domain}"
    mail = Outgoing(
        from_=Address(sender.address, "maildesk"),
        to=(Address(address),),
        subject=told[0],
        text=told[1],
        message_id=message_id,
        date=now,
        form=Form.PLAIN,
        auto_submitted="auto-generated",
    )
    session.add(
        t.Outbox(
            mailbox_id=sender.id,
            message_id=message_id,
            sender=sender.address,
            recipients=[address],
            body=compose(mail),
            rank=1,
            not_before=now,
            created_at=now,
        )
    )
