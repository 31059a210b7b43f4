"""A person's clocks as a calendar feed under a secret address. Only the address's digest is kept; a new one ends the old one.

In: a session, a person or the secret that was presented. Out: the secret (once), or the calendar's entries.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, or_, select
from sqlalchemy.orm import Session

from maildesk.core.clock.clock import State
from maildesk.core.clock.ical import Entry
from maildesk.core.queue.roles import Role
from maildesk.core.telling.told import Reader, kind_words
from maildesk.db import tables as t
from maildesk.db.queries.clocks import number_of
from maildesk.flow.house.person import Doing

#: A calendar that holds more is read by nobody.
MOST = 500
_LONGEST = 100
#: The moment of the last reading is written at most this often, so that reading stays reading.
_SELDOM = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A clock, and the number by which its matter is known."""

    clock: t.ClockRow
    number: str


def make(session: Session, doing: Doing) -> str:
    """A new secret for this person's feed; the one before opens nothing any more."""
    forget(session, doing)
    secret = secrets.token_urlsafe(32)
    session.add(t.Feed(user_id=doing.by.id, digest=_digest(secret), made_at=doing.now))
    session.flush()
    return secret


def forget(session: Session, doing: Doing) -> None:
    """No feed any more."""
    session.execute(delete(t.Feed).where(t.Feed.user_id == doing.by.id))


def reader_of(session: Session, secret: str) -> tuple[t.Feed, t.User] | None:
    """Whose feed it is. Found by its digest: how long it takes tells nothing about the secret."""
    if len(secret) > _LONGEST:
        return None
    query = select(t.Feed, t.User).join(t.User, t.User.id == t.Feed.user_id)
    row = session.execute(query.where(t.Feed.digest == _digest(secret), t.User.active)).one_or_none()
    return (row[0], row[1]) if row else None


def of(session: Session, user_id: int) -> t.Feed | None:
    """A person's feed, if they have one."""
    return session.get(t.Feed, user_id)


def is_news(read_at: datetime | None, now: datetime) -> bool:
    """Whether a reading is worth writing down."""
    return read_at is None or now - read_at > _SELDOM


def was_read(session: Session, user_id: int, now: datetime) -> None:
    """Note that a feed is in use."""
    row = session.get(t.Feed, user_id)
    if row is not None:
        row.read_at = now


def entries(session: Session, user: t.User, reader: Reader) -> Sequence[Entry]:
    """The running clocks that are this person's: of what they own; for leads and supervisors also every platform's and escalation's."""
    return [_entry(each, reader) for each in _numbered(_clocks(session, user))]


def _clocks(session: Session, user: t.User) -> Iterable[tuple[t.ClockRow, str | None, str | None]]:
    query = (
        select(t.ClockRow, t.Conversation.order_number, t.Case.number)
        .join(t.Conversation, t.Conversation.id == t.ClockRow.conversation_id, isouter=True)
        .join(t.Case, t.Case.id == number_of("case"), isouter=True)
        .where(t.ClockRow.state == State.RUNNING, or_(*_whose(user)))
    )
    rows = session.execute(query.order_by(t.ClockRow.due_at, t.ClockRow.id).limit(MOST))
    return ((row[0], row[1], row[2]) for row in rows)


def _whose(user: t.User) -> Iterable[ColumnElement[bool]]:
    yield t.Conversation.owner_id == user.id
    yield t.Case.owner_id == user.id
    if user.role in (Role.LEAD, Role.SUPERVISOR):
        yield t.ClockRow.family.in_(("platform", "escalation"))


def _numbered(rows: Iterable[tuple[t.ClockRow, str | None, str | None]]) -> Iterable[Numbered]:
    for clock, order_number, case_number in rows:
        yield Numbered(
            clock, case_number or order_number or (f"#{clock.conversation_id}" if clock.conversation_id else "")
        )


def _entry(each: Numbered, reader: Reader) -> Entry:
    clock = each.clock
    summary = " ".join(part for part in (kind_words(clock.kind, reader), each.number) if part)
    return Entry(clock.id, clock.round, clock.due_at, clock.since, summary, reader.link_to(clock.conversation_id))


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
