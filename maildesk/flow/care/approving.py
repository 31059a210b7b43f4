"""What a person decides about single mails that wait: they may go, or they are not wanted.

In: a session, ids as shown, who and when. Out: the rows changed. A row that came to an end meanwhile is left alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.queue.roles import Act
from maildesk.core.reply.checks import Check
from maildesk.core.reply.plan import Plan
from maildesk.core.reply.rendered import Rendered
from maildesk.db import tables as t
from maildesk.errors import NotFoundError
from maildesk.flow.care import matter, words
from maildesk.flow.care.house import Care
from maildesk.flow.care.planning import WAITING
from maildesk.flow.care.sending import Round, asked_of, begin, end
from maildesk.flow.care.words import Words
from maildesk.flow.house.person import Doing


@dataclass(frozen=True, slots=True)
class Sample:
    """One mail as its receiver would read it now, and the same in the reader's own language."""

    outreach_id: int
    draft: Rendered
    mirror: Rendered
    plan: Plan
    checks: tuple[Check, ...]


def approve(session: Session, care: Care, ids: Iterable[int], doing: Doing) -> int:
    """Let these mails go; they are judged again before they leave. Returns how many still waited.

    Whose moment has come leaves with the words of now; whose moment is still to come, with those of its day.
    """
    doing.by.must(Act.APPROVE)
    rows = _waiting(session, ids)
    now = begin(session, care, doing.now)
    for row in rows:
        said = _now(session, now, row)
        row.frozen = dict(words.frozen(care, said)) if row.due_at <= doing.now and said.wrong is None else {}
        row.approved_by, row.approved_at, row.look_at = doing.by.id, doing.now, max(row.due_at, doing.now)
    return len(rows)


def refuse(session: Session, ids: Iterable[int], doing: Doing) -> int:
    """Take these mails off: nobody is to get them."""
    doing.by.must(Act.REJECT)
    rows = _waiting(session, ids)
    for row in rows:
        end(row, "cancelled", "by_person", doing.now)
    return len(rows)


def shown(session: Session, care: Care, outreach_id: int, desk_locale: str, now: datetime) -> Sample:
    """A mail beside its mirror: as it was let go or as it left, else as it would read now."""
    row = session.get(t.Outreach, outreach_id)
    if row is None:
        raise NotFoundError(f"there is no mail {outreach_id}")
    said = words.kept(row) or _now(session, begin(session, care, now), row)
    return Sample(row.id, said.draft, words.mirrored(care, said, desk_locale), said.plan, said.checks)


def sent_alone(session: Session, since: datetime, until: datetime, most: int = 10) -> Sequence[t.Outreach]:
    """A sample of what left without a person, to be read again. Ordered by a hash, so that everybody sees the same sample."""
    query = (
        select(t.Outreach)
        .join(t.Outbox, t.Outbox.id == t.Outreach.outbox_id)
        .where(
            t.Outreach.sent_at >= since,
            t.Outreach.sent_at < until,
            t.Outreach.approved_by.is_(None),
            t.Outreach.batch_id.is_(None),
        )
    )
    return session.scalars(query.order_by(t.Outbox.message_id).limit(most)).all()


def _now(session: Session, of: Round, row: t.Outreach) -> Words:
    standing = matter.standing(session, row.order_id, row.conversation_id, row.buyer_id)
    return words.written(session, of.care, row, standing.order, asked_of(session, of, row, standing))


def _waiting(session: Session, ids: Iterable[int]) -> list[t.Outreach]:
    query = select(t.Outreach).where(t.Outreach.id.in_(list(ids)), t.Outreach.state.in_(WAITING))
    return list(session.scalars(query.order_by(t.Outreach.id).with_for_update()))
