"""Alarms to the supervisors: by mail, through the outbox of a mailbox that works, and on their screens.

In: a session, the mailbox, the settings. Out: outbox rows and notifications, in the caller's transaction.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.queue.alarm import Alarm, words
from maildesk.core.queue.roles import Role
from maildesk.db import tables as t
from maildesk.flow.house import house_mail, mailboxes


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
    sender = house_mail.sender(session, box.id)
    if sender is not None:
        for address, locale in _receivers(session, told):
            house_mail.queue(session, sender, address, words(alarm, locale, facts), now)


def _receivers(session: Session, told: Told) -> list[tuple[str, str]]:
    if told.address:
        return [(told.address, "en")]
    query = select(t.User.email, t.User.locale).where(t.User.role == Role.SUPERVISOR, t.User.active, t.User.email != "")
    return [(row[0], row[1]) for row in session.execute(query)]
