"""What is promised in conversations: the clocks that follow whose turn it is.

In: a session, conversations, the shop's promises, now. Out: the clocks of its promises, and `due_at`. A mail that came quietly starts none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.clock.clock import Calendars, Clock, State
from maildesk.core.clock.promise import Contact, Level, Promise, Turn, hand_over, promise_clock, promised
from maildesk.core.clock.step import Moved
from maildesk.core.clock.turn import restart, revive
from maildesk.db import tables as t
from maildesk.db.upsert import add_all
from maildesk.flow.clocks import calendars as shelf
from maildesk.flow.clocks import due, keeping, turning
from maildesk.flow.clocks.keeping import Standing
from maildesk.flow.matters import escalations

#: The word that the store has held from its first release.
FAMILY = "service"
_OVER = frozenset({"solved", "closed"})


#: What the shop promises, the first that fits counting.
Levels = tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class Spoke:
    """A buyer wrote in a conversation, on this channel, and it is the desk's turn. `threatens`: with a dispute, a lawyer, a review."""

    row: t.Conversation
    channel: str
    threatens: bool = False


def heard(session: Session, spoke: Sequence[Spoke], levels: Levels, now: datetime) -> None:
    """Start or bring on the promises of conversations in which buyers wrote."""
    if not spoke:
        return
    ids = [each.row.id for each in spoke]
    standing = _standing(session, ids)
    tiers = _tiers(session, spoke, levels)
    calendars = shelf.at(now)
    new: list[dict[str, Any]] = []
    for each in spoke:
        contact = Contact(
            each.channel, tiers.get(each.row.buyer_id or 0, ""), each.row.intent or "", each.row.language or ""
        )
        for promise in Promise:
            level = promised(levels, promise, contact)
            if level is not None and each.row.waiting_since is not None:
                clock = promise_clock(level, _subject(each.row), each.row.waiting_since, calendars)
                new += _brought_on(standing.get((each.row.id, clock.kind)), clock, each.row, calendars)
    add_all(session, t.ClockRow, new)
    session.flush()
    due.settle(session, ids)


def follow(session: Session, row: t.Conversation, now: datetime) -> None:
    """Whose turn it is has changed by a person's act: the clocks of the conversation follow."""
    clocks = select(t.ClockRow).where(t.ClockRow.conversation_id == row.id, t.ClockRow.family == FAMILY)
    for each in session.scalars(clocks).all():
        turning.turn_alone(session, each, partial(_followed, row), now)
        if row.waiting_since is None:
            turning.over_though_aside(each)
    if row.waiting_since is None:
        escalations.answered(session, row, now)
    session.flush()
    due.settle(session, [row.id])


def shared(session: Session, source: t.Conversation, target: t.Conversation, now: datetime) -> None:
    """Mails went from one conversation to another: the promises made for one hold for the other, from the mail that waits there."""
    standing = _standing(session, [source.id, target.id])
    for (of, kind), row in standing.items():
        other = target if of == source.id else source
        if (other.id, kind) not in standing and other.waiting_since is not None and other.merged_into_id is None:
            clock = replace(keeping.value(row), subject=_subject(other))
            session.add(t.ClockRow(**keeping.new(clock, Standing(FAMILY, other.id, origin=row.origin))))
    session.flush()
    rows = {row.id: row for row in (source, target)}
    for (of, kind), clock_row in _standing(session, list(rows)).items():
        if kind == due.FIRST_REPLY and of is not None:
            _since_it_waits(clock_row, rows[of], shelf.at(now))
    for each in rows.values():
        follow(session, each, now)


def _since_it_waits(row: t.ClockRow, of: t.Conversation, calendars: Calendars) -> None:
    """A first reply begins again from the mail that waits; what had been missed before it rings where that mail went."""
    clock, waits = keeping.value(row), of.waiting_since
    if waits is None or waits == clock.started_at or of.merged_into_id is not None:
        return
    again, _ = restart(clock, waits, calendars)
    keeping.write(row, again)


def _followed(row: t.Conversation, clock: Clock, now: datetime, calendars: Calendars) -> Moved:
    over = row.state in _OVER or row.merged_into_id is not None
    waits = row.waiting_since is not None
    if over or (clock.kind == due.FIRST_REPLY and not waits):
        return hand_over(clock, Turn.DONE, now, calendars)
    if not waits:
        return hand_over(clock, Turn.BUYER, now, calendars)
    if clock.state is State.STOPPED:
        return revive(clock, now, calendars)
    return hand_over(clock, Turn.DESK, now, calendars)


def _brought_on(row: t.ClockRow | None, clock: Clock, of: t.Conversation, calendars: Calendars) -> Iterable[Any]:
    """A new row, or the standing one brought on: a new question starts anew, an earlier end beats a later one."""
    if row is None:
        yield keeping.new(clock, Standing(FAMILY, of.id, origin={"level": clock.span.written if clock.span else ""}))
        return
    standing = keeping.value(row)
    if standing.state is State.PAUSED:
        standing, _ = hand_over(standing, Turn.DESK, clock.started_at, calendars)
        keeping.write(row, standing)
        return
    ended = standing.state is not State.RUNNING and standing.started_at != clock.started_at
    if ended or clock.due_at < standing.due_at:
        keeping.write(row, replace(clock, round=standing.round + 1))


def _standing(session: Session, ids: Sequence[int]) -> dict[tuple[int | None, str], t.ClockRow]:
    query = select(t.ClockRow).where(t.ClockRow.conversation_id.in_(ids), t.ClockRow.family == FAMILY)
    return {(row.conversation_id, row.kind): row for row in session.scalars(query)}


def _tiers(session: Session, spoke: Sequence[Spoke], levels: Levels) -> dict[int, str]:
    """The tiers of the buyers, where a promise depends on one."""
    if not any(level.tiers for level in levels):
        return {}
    ids = {each.row.buyer_id for each in spoke if each.row.buyer_id is not None}
    query = select(t.Buyer.id, t.Buyer.tier).where(t.Buyer.id.in_(ids))
    return dict(session.execute(query).all())


def _subject(row: t.Conversation) -> str:
    return f"conversation:{row.id}"
