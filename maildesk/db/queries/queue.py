"""The queue: which conversations wait, one page at a time.

In: a view, filters, an order and the place to go on from. Out: rows and the place where the next page begins. Late first means
dated rows by their due moment, then those without one by their newest mail; each half walks an index, so that a page costs the
same among a hundred conversations and a million.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, String, and_, cast, select, tuple_
from sqlalchemy.orm import Session

from maildesk.db.tables import Conversation

SIZE = 50


class View(StrEnum):
    OPEN = "open"
    MINE = "mine"
    UNOWNED = "unowned"
    READY = "ready"
    WAITING_BUYER = "waiting_buyer"
    WAITING_OTHER = "waiting_other"
    SNOOZED = "snoozed"
    SOLVED = "solved"


class Sort(StrEnum):
    LATE = "late"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class Place:
    """After which row a page begins: `kind` is dated, undated or newest, `at` the row's moment."""

    kind: str
    at: datetime
    id: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to see. Empty filters say nothing; `mailbox` 0 is any."""

    person_id: int
    view: View = View.OPEN
    sort: Sort = Sort.LATE
    language: str = ""
    intent: str = ""
    mailbox: int = 0
    desk: str = ""
    flag: str = ""
    draft: str = ""
    after: Place | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """`next`: where the following page begins; None at the end."""

    rows: Sequence[Conversation]
    next: Place | None = None


def page(session: Session, asked: Asked, size: int = SIZE) -> Page:
    """One page of the queue."""
    rows: list[Conversation] = []
    for kind in _halves(asked):
        query = _after(select(Conversation).where(*_where(asked)), kind, asked.after)
        rows += session.scalars(query.limit(size + 1 - len(rows)))
        if len(rows) > size:
            return Page(rows[:size], place_of(rows[size - 1], asked.sort))
    return Page(rows)


def next_after(session: Session, asked: Asked, place: Place, but: int) -> int | None:
    """The conversation to go on with: the first one after a place, else the first of the view; never `but`."""
    for after in (place, None):
        following = page(session, replace(asked, after=after), 2).rows
        found = next((row.id for row in following if row.id != but), None)
        if found is not None:
            return found
    return None


def place_of(row: Conversation, sort: Sort) -> Place:
    """The place of a row in the order it is shown in."""
    if sort is Sort.LATE and row.due_at is not None:
        return Place("dated", row.due_at, row.id)
    return Place("newest" if sort is Sort.NEWEST else "undated", row.last_mail_at, row.id)


def late(session: Session, now: datetime, most: int = 100) -> int:
    """How many open conversations are late, up to `most`."""
    query = (
        select(Conversation.id)
        .where(Conversation.state == "open", Conversation.snoozed_until.is_(None), Conversation.due_at <= now)
        .limit(most)
    )
    return len(session.scalars(query).all())


def _halves(asked: Asked) -> tuple[str, ...]:
    if asked.sort is Sort.NEWEST:
        return ("newest",)
    return ("undated",) if asked.after is not None and asked.after.kind == "undated" else ("dated", "undated")


def _after(query: Select[Conversation], kind: str, after: Place | None) -> Select[Conversation]:
    place = after if after is not None and after.kind == kind else None
    if kind == "dated":
        query = query.where(Conversation.due_at.is_not(None)).order_by(Conversation.due_at, Conversation.id)
        return query.where(tuple_(Conversation.due_at, Conversation.id) > (place.at, place.id)) if place else query
    if kind == "undated":
        query = query.where(Conversation.due_at.is_(None))
    query = query.order_by(Conversation.last_mail_at.desc(), Conversation.id.desc())
    return query.where(tuple_(Conversation.last_mail_at, Conversation.id) < (place.at, place.id)) if place else query


def _where(asked: Asked) -> list[ColumnElement[bool]]:
    chosen = [Conversation.merged_into_id.is_(None), _of_view(asked)]
    exact = (
        (Conversation.language, asked.language),
        (Conversation.intent, asked.intent),
        (Conversation.desk, asked.desk),
        (Conversation.draft_state, asked.draft),
    )
    chosen += [column == value for column, value in exact if value]
    if asked.mailbox:
        chosen.append(Conversation.mailbox_id == asked.mailbox)
    if asked.flag:
        chosen.append(cast(Conversation.flags, String).like(f'%"{asked.flag}"%'))
    return chosen


def _of_view(asked: Asked) -> ColumnElement[bool]:
    awake = and_(Conversation.state == "open", Conversation.snoozed_until.is_(None))
    match asked.view:
        case View.MINE:
            return and_(awake, Conversation.owner_id == asked.person_id)
        case View.UNOWNED:
            return and_(awake, Conversation.owner_id.is_(None))
        case View.READY:
            return and_(awake, Conversation.checks_green, Conversation.draft_state.in_(("proposed", "edited")))
        case View.SNOOZED:
            return and_(Conversation.state == "open", Conversation.snoozed_until.is_not(None))
        case View.WAITING_BUYER | View.WAITING_OTHER | View.SOLVED:
            return Conversation.state == str(asked.view)
    return awake
