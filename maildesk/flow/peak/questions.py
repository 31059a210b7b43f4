"""Rising questions: looked for by a job, kept as rows that the screens read.

In: a session and now. Out: the groups that rise, as rows; those that no longer do stay with the moment they were last seen. Bounded: the
newest mails of a day and of the week before, each with the beginning of its text.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from maildesk.core.mail.parsed import Kind
from maildesk.core.peak.rising import Asked, Group, rising
from maildesk.core.search.words import index_words
from maildesk.db import tables as t

WINDOW = timedelta(hours=24)
_BEFORE = timedelta(days=7)
#: Mails looked at: of the window, and of the week before. More say nothing new.
_MOST, _MOST_BEFORE = 5_000, 10_000
_BEGINNING = 600
#: Ids of mails kept with a group: what a prepared answer serves at once.
_KEPT = 1_000


def look(session: Session, now: datetime) -> tuple[Group, ...]:
    """Look for groups and keep them."""
    groups = find(session, now)
    keep(session, groups, now)
    return groups


def find(session: Session, now: datetime) -> tuple[Group, ...]:
    """The groups that rise now. It only reads: thousands of mails are gone through before anything is written."""
    since = now - WINDOW
    newest = _asked(session, since, now, _MOST)
    earlier = _asked(session, since - _BEFORE, since, _MOST_BEFORE)
    return rising(newest, earlier, _BEFORE / WINDOW)


def keep(session: Session, groups: Sequence[Group], now: datetime) -> None:
    """Write groups as the screens show them; one that rose before keeps its row."""
    keys = {group.key[:200] for group in groups}
    standing = {row.key: row for row in session.scalars(select(t.RisingQuestion).where(t.RisingQuestion.key.in_(keys)))}
    for group in groups:
        key = group.key[:200]
        row = standing.get(key)
        if row is None:
            row = t.RisingQuestion(key=key, intent=group.intent, product=group.product, first_seen_at=now)
            session.add(row)
        row.words, row.languages = list(group.words), [list(pair) for pair in group.languages[:8]]
        row.mails, row.count, row.before, row.seen_at = list(group.mails[:_KEPT]), group.count, group.before, now
    session.flush()


def shown(session: Session, now: datetime, most: int = 30) -> Sequence[t.RisingQuestion]:
    """What rose within the last hours, the largest rise first."""
    query = select(t.RisingQuestion).where(t.RisingQuestion.seen_at > now - timedelta(hours=3))
    rise = t.RisingQuestion.before - t.RisingQuestion.count
    return session.scalars(query.order_by(rise, t.RisingQuestion.id).limit(most)).all()


def _asked(session: Session, since: datetime, until: datetime, most: int) -> list[Asked]:
    """Buyers' mails of a stretch, the newest `most` of them."""
    text = func.substr(t.Message.newest_text, 1, _BEGINNING)
    query = (
        select(t.Message.id, t.Message.intent, t.Message.language, t.Message.subject, text, t.OrderRow.lines)
        .outerjoin(t.Conversation, t.Conversation.id == t.Message.conversation_id)
        .outerjoin(t.OrderRow, t.OrderRow.id == t.Conversation.main_order_id)
        .where(
            t.Message.direction == "in", t.Message.arrived_at > since, t.Message.arrived_at <= until,
            t.Message.state == "placed", t.Message.kind == str(Kind.BUYER),
        )
    )  # fmt: skip
    rows = session.execute(query.order_by(t.Message.arrived_at.desc(), t.Message.id.desc()).limit(most))
    return [
        Asked(id, intent or "other", _product(lines), tuple(index_words(subject, words).split()), language or "")
        for id, intent, language, subject, words, lines in rows
    ]


def _product(lines: list[dict[str, Any]] | None) -> str:
    """The article that a mail is about: that of an order with one line."""
    return str(lines[0].get("sku", ""))[:80] if lines and len(lines) == 1 else ""
