"""Mails in which the asked words stand, newest first, and what a whole number names.

In: groups of words, filters, the place to go on from. Out: mails with their conversations, one page at a time. The index knows only
words; filters look at the rows it found, so that a page looks at a bounded number of them and says where it stopped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.placing.writing import normalise
from maildesk.db import search
from maildesk.db import tables as t

SIZE = 30
_STEP, _MOST_STEPS = 100, 10
_FEW = 6


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for. `direction` is in, out or empty; `mailbox` 0 is any; `before` an id."""

    groups: tuple[tuple[str, ...], ...]
    direction: str = ""
    mailbox: int = 0
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A mail that was found; `conversation` None: it is no buyer's mail."""

    mail: t.Message
    conversation: t.Conversation | None


@dataclass(frozen=True, slots=True)
class Page:
    """`next`: the id before which the following page begins; None when there is nothing more."""

    rows: Sequence[Hit]
    next: int | None = None


def page(session: Session, asked: Asked, size: int = SIZE) -> Page:
    """One page of mails."""
    before = asked.before or search.NEWEST
    rows: list[t.Message] = []
    for _ in range(_MOST_STEPS):
        ids = search.find(session, asked.groups, _STEP, before)
        rows += _mails(session, ids, asked)
        if len(rows) > size:
            return Page(_with_conversations(session, rows[:size]), rows[size - 1].id)
        if len(ids) < _STEP:
            return Page(_with_conversations(session, rows))
        before = ids[-1]
    return Page(_with_conversations(session, rows), before)


def named(session: Session, query: str) -> Sequence[t.OrderRow]:
    """The orders whose own number, or a parcel's, the query is."""
    key = normalise(query[:80])
    if not any(letter.isdigit() for letter in key):
        return ()
    by_number = select(t.OrderRow).where(t.OrderRow.key == key).order_by(t.OrderRow.id.desc()).limit(_FEW)
    parcels = select(t.ParcelRow.order_id).where(t.ParcelRow.tracking_number == query.strip().upper()[:60])
    by_parcel = select(t.OrderRow).where(t.OrderRow.id.in_(parcels.limit(_FEW)))
    return session.scalars(by_number).all() or session.scalars(by_parcel).all()


def conversations_of(session: Session, orders: Sequence[t.OrderRow]) -> Sequence[t.Conversation]:
    """The conversations these orders are linked to, the newest first."""
    linked = select(t.ConversationOrder.conversation_id).where(
        t.ConversationOrder.order_id.in_([order.id for order in orders])
    )
    query = select(t.Conversation).where(t.Conversation.id.in_(linked), t.Conversation.merged_into_id.is_(None))
    return session.scalars(query.order_by(t.Conversation.last_mail_at.desc()).limit(_FEW)).all()


def _mails(session: Session, ids: Sequence[int], asked: Asked) -> Sequence[t.Message]:
    query = select(t.Message).where(t.Message.id.in_(ids), t.Message.state.in_(("placed", "ignored")))
    if asked.direction:
        query = query.where(t.Message.direction == asked.direction)
    if asked.mailbox:
        query = query.where(t.Message.mailbox_id == asked.mailbox)
    return session.scalars(query.order_by(t.Message.id.desc())).all()


def _with_conversations(session: Session, mails: Sequence[t.Message]) -> Sequence[Hit]:
    ids = {mail.conversation_id for mail in mails if mail.conversation_id is not None}
    rows = session.scalars(select(t.Conversation).where(t.Conversation.id.in_(ids)))
    known = {row.id: row for row in rows}
    return [Hit(mail, known.get(mail.conversation_id or 0)) for mail in mails]
