"""What leaves the house: waiting, uncertain, failed, and lately sent.

In: a session. Out: lines without the mails' bytes, each list bounded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from maildesk.core.queue.sending import Sending
from maildesk.db import tables as t

MOST = 100
_LATELY = 30


@dataclass(frozen=True, slots=True)
class Line:
    """One outgoing mail. `said`: the server's words. `outreach_id`: the desk wrote it first, for `purpose`.

    Neither of a conversation nor written first: a notice to colleagues.
    """

    id: int
    state: str
    conversation_id: int | None
    recipients: list[str]
    buyer_name: str | None
    subject: str | None
    order_number: str | None
    mailbox: str
    said: str
    attempts: int
    created_at: datetime
    not_before: datetime
    sent_at: datetime | None
    claimed_at: datetime | None
    outreach_id: int | None
    purpose: str | None

    @property
    def who(self) -> str:
        return self.buyer_name or ", ".join(self.recipients)


def lines(session: Session, *states: Sending, most: int = MOST) -> Sequence[Line]:
    """Mails in these states, oldest first."""
    query = _lines().where(t.Outbox.state.in_(states)).order_by(t.Outbox.not_before, t.Outbox.id)
    return _read(session, query.limit(most))


def lately_sent(session: Session, most: int = _LATELY) -> Sequence[Line]:
    """The newest mails that left. First their ids, from the newest back: nearly all mails are sent, so that the walk is short, and no
    store is tempted to sort all sent ones."""
    ids = session.scalars(
        select(t.Outbox.id).where(t.Outbox.sent_at.is_not(None)).order_by(t.Outbox.id.desc()).limit(most)
    )
    return sorted(_read(session, _lines().where(t.Outbox.id.in_(ids.all()))), key=_sent_at, reverse=True)


def _lines() -> Select[Any]:
    return (
        select(
            t.Outbox.id, t.Outbox.state, t.Outbox.conversation_id, t.Outbox.recipients,
            func.coalesce(t.Conversation.buyer_name, t.Buyer.name), func.coalesce(t.Conversation.subject, t.Outreach.subject),
            t.Conversation.order_number, t.Mailbox.name, t.Outbox.said, t.Outbox.attempts, t.Outbox.created_at,
            t.Outbox.not_before, t.Outbox.sent_at, t.Outbox.claimed_at, t.Outreach.id, t.Outreach.purpose,
        )
        .join(t.Mailbox, t.Mailbox.id == t.Outbox.mailbox_id)
        .join(t.Conversation, t.Conversation.id == t.Outbox.conversation_id, isouter=True)
        .join(t.Outreach, t.Outreach.outbox_id == t.Outbox.id, isouter=True)
        .join(t.Buyer, t.Buyer.id == t.Outreach.buyer_id, isouter=True)
    )  # fmt: skip


def _read(session: Session, query: Select[Any]) -> list[Line]:
    return [Line(*row) for row in session.execute(query)]


def _sent_at(line: Line) -> datetime:
    return line.sent_at or line.created_at
