"""A matter goes up: by anybody who cannot or may not decide it, or by the desk's rules. With a reason, an owner, a clock and an end.

In: a session, the conversation, to whom, who and when. Out: rows of `escalations` with their clocks and rings, in the caller's transaction.
One escalation of a conversation is open at a time; sending it further up ends the one before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from maildesk.core.clock.clock import Clock
from maildesk.core.clock.escalation import CHAIN, Cause
from maildesk.core.clock.ladder import Act as Rings
from maildesk.core.clock.ladder import Ladder, Rung
from maildesk.core.clock.turn import revive, start
from maildesk.core.queue.roles import Act
from maildesk.db import tables as t
from maildesk.errors import NotFoundError, StaleError
from maildesk.flow.clocks import calendars, due, ringing, telling, turning
from maildesk.flow.clocks.keeping import Standing
from maildesk.flow.clocks.ringing import Sent
from maildesk.flow.house.entered import EnteredError
from maildesk.flow.house.person import Doing, Seen
from maildesk.flow.matters import conversation as conversations
from maildesk.flow.matters import limits

FAMILY, KIND = "escalation", "escalation"
#: The conversation says in every list that it went up.
FLAG = "escalated"
#: Levels that one may choose; the owner has it anyway.
LEVELS = CHAIN[1:]
#: How one ends by hand.
ENDS = ("solved", "handed_back")
_LADDER: Ladder = (Rung(Rings.WARN, share=0.5), Rung(Rings.ESCALATE, share=0.85))


@dataclass(frozen=True, slots=True)
class Upwards:
    """To whom, and why: a level of the chain, or one person."""

    reason: str
    level: str = CHAIN[1]
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Going:
    """What is written of a matter that goes up. `quietly`: those at its level are being told by the clock that caused it."""

    causes: tuple[str, ...]
    level: str
    reason: str = ""
    owner_id: int | None = None
    by: Doing | None = None
    key: str | None = None
    quietly: bool = False


def escalate(session: Session, seen: Seen, to: Upwards, doing: Doing) -> t.EscalationRow:
    """Send a matter up. Its new owner, or everybody at that level, is told at once."""
    doing.by.must(Act.ESCALATE)
    if not to.reason:
        raise EnteredError("escalation_reason", "", "a_reason")
    if to.level not in LEVELS:
        raise EnteredError("escalation_level", to.level, "one_of_the_list")
    if to.person_id is not None:
        person = session.get(t.User, to.person_id)
        if person is None or not person.active:
            raise NotFoundError(f"there is no person {to.person_id}")
    row = conversations.claim(session, seen.id, seen.version)
    before = open_one(session, row.id)
    if before is not None:
        _end(session, before, "went_up", doing.now, doing.by.id)
    going = Going((str(Cause.ASKED),), to.level, to.reason[:500], to.person_id, doing)
    (up,) = go_up(session, [(row, going)], doing.now)
    undo = {"escalation": up.id, "before": before.id if before else None}
    detail = {"level": to.level, "person": to.person_id, "reason": up.reason}
    conversations.record(session, row.id, "escalated", doing.now, by=doing.by.id, detail=detail, undo=undo)
    return up


def end(session: Session, escalation_id: int, how: str, doing: Doing) -> t.EscalationRow:
    """It is decided, or goes back to whoever had it; whoever sent it up is told."""
    doing.by.must(Act.ESCALATE)
    if how not in ENDS:
        raise EnteredError("escalation_end", how, "one_of_the_list")
    up = session.get(t.EscalationRow, escalation_id, with_for_update=True)
    if up is None:
        raise NotFoundError(f"there is no escalation {escalation_id}")
    if up.ended_at is not None:
        raise StaleError("this escalation has ended already")
    _end(session, up, how, doing.now, doing.by.id)
    _flag(
        session,
        session.get_one(t.Conversation, up.conversation_id),
        up=open_one(session, up.conversation_id) is not None,
    )
    if up.by not in (None, doing.by.id):
        detail = {"by": doing.by.name}
        code = f"escalation_{how}"
        session.add(
            t.Notification(user_id=up.by, code=code, conversation_id=up.conversation_id, detail=detail, at=doing.now)
        )
    undo = {"escalation": up.id}
    conversations.record(
        session, up.conversation_id, "escalation_ended", doing.now, by=doing.by.id, detail={"how": how}, undo=undo
    )
    return up


def undo_escalate(session: Session, deed: t.Deed, doing: Doing) -> None:
    """As if it had never gone up; where it stood up before, it stands there again."""
    up = session.get_one(t.EscalationRow, deed.undo["escalation"])
    _end(session, up, "taken_back", doing.now, doing.by.id)
    if deed.undo["before"] is not None:
        _reopen(session, session.get_one(t.EscalationRow, deed.undo["before"]), doing.now)
    else:
        _flag(session, session.get_one(t.Conversation, up.conversation_id), up=False)


def undo_end(session: Session, deed: t.Deed, doing: Doing) -> None:
    """It stands open again, its clock as if it had never been stopped."""
    up = session.get_one(t.EscalationRow, deed.undo["escalation"])
    _reopen(session, up, doing.now)
    _flag(session, session.get_one(t.Conversation, up.conversation_id), up=True)


def solved(session: Session, row: t.Conversation, doing: Doing) -> None:
    """With its conversation, an escalated matter is solved, too."""
    up = open_one(session, row.id) if FLAG in row.flags else None
    if up is not None:
        _end(session, up, "solved", doing.now, doing.by.id)
        _flag(session, row, up=False)


def unsolved(session: Session, deed: t.Deed, doing: Doing) -> None:
    """Solving was undone: what ended with it stands open again."""
    query = select(t.EscalationRow).where(
        t.EscalationRow.conversation_id == deed.conversation_id, t.EscalationRow.ended_at == deed.at
    )
    for up in session.scalars(query):
        _reopen(session, up, doing.now)
        _flag(session, session.get_one(t.Conversation, up.conversation_id), up=True)


def answered(session: Session, row: t.Conversation, now: datetime) -> None:
    """The buyer has an answer: what went up only because it was late has no cause any more."""
    up = open_one(session, row.id) if FLAG in row.flags else None
    if up is not None and up.causes == [str(Cause.BREACH_NEAR)]:
        _end(session, up, "answered", now, None)
        _flag(session, row, up=False)


def carry(session: Session, source: t.Conversation, target: t.Conversation, only: Sequence[int] = ()) -> list[int]:
    """Two conversations became one, or two again: what went up goes along, with its clock. Gives the ids, for the way back (`only`)."""
    theirs = select(t.EscalationRow).where(t.EscalationRow.conversation_id == source.id)
    ups = session.scalars(theirs.where(t.EscalationRow.id.in_(only)) if only else theirs).all()
    if not ups:
        return []
    for up in ups:
        up.conversation_id = target.id
    subjects = [_subject(up) for up in ups]
    session.execute(update(t.ClockRow).where(t.ClockRow.subject.in_(subjects)).values(conversation_id=target.id))
    session.flush()
    for row in (source, target):
        _flag(session, row, up=open_one(session, row.id) is not None)
    due.settle(session, [source.id, target.id])
    return [up.id for up in ups]


def open_one(session: Session, conversation_id: int) -> t.EscalationRow | None:
    """The escalation of a conversation that has not ended."""
    query = select(t.EscalationRow).where(
        t.EscalationRow.conversation_id == conversation_id, t.EscalationRow.ended_at.is_(None)
    )
    return session.scalar(query.order_by(t.EscalationRow.id.desc()).limit(1))


def chain(session: Session, conversation_id: int) -> Sequence[t.EscalationRow]:
    """How a matter went up, the newest first."""
    query = select(t.EscalationRow).where(t.EscalationRow.conversation_id == conversation_id)
    return session.scalars(query.order_by(t.EscalationRow.id.desc()).limit(20)).all()


def go_up(session: Session, matters: Sequence[tuple[t.Conversation, Going]], now: datetime) -> list[t.EscalationRow]:
    """Write them, start their clocks, tell those they go to; a batch of them in a few statements."""
    ups = [_row(row, going, now) for row, going in matters]
    session.add_all(ups)
    session.flush()
    held = limits.upwards(session)
    clocks = turning.begin_new(session, [(_clock(up, held, now), Standing(FAMILY, up.conversation_id)) for up in ups])
    told = [(up, clock, going) for up, clock, (_, going) in zip(ups, clocks, matters, strict=True) if not going.quietly]
    if told:
        heard = telling.Heard.of(session, [clock for _, clock, _ in told], now)
        ringing.at_once(session, [(clock, _sent(up, clock, going, heard)) for up, clock, going in told], now)
    for row, _ in matters:
        _flag(session, row, up=True)
    return ups


def _row(row: t.Conversation, going: Going, now: datetime) -> t.EscalationRow:
    return t.EscalationRow(
        conversation_id=row.id, cause=going.causes[0], causes=list(going.causes), key=going.key, reason=going.reason,
        level=going.level, owner_id=going.owner_id, by=going.by.by.id if going.by else None, at=now,
    )  # fmt: skip


def _clock(up: t.EscalationRow, held: limits.Upwards, now: datetime) -> Clock:
    return start(
        _subject(up), KIND, now, held.span, calendars.at(now), calendar=held.calendar, zone=held.zone, ladder=_LADDER,
        consequence="nobody decided it",
    )  # fmt: skip


def _sent(up: t.EscalationRow, clock: t.ClockRow, going: Going, heard: telling.Heard) -> Sent:
    by = going.by.by.name if going.by else ""
    return Sent(f"{_subject(up)} began", going.level, heard.people(clock, going.level), by)


def _end(session: Session, up: t.EscalationRow, how: str, now: datetime, by: int | None) -> None:
    up.end, up.ended_at, up.ended_by = how, now, by
    turning.stop_all(session, _subject(up), now)


def _reopen(session: Session, up: t.EscalationRow, now: datetime) -> None:
    up.end, up.ended_at, up.ended_by = "", None, None
    clock = turning.find(session, _subject(up), KIND)
    if clock is not None:
        turning.turn(session, clock, revive, now)


def _flag(session: Session, row: t.Conversation, *, up: bool) -> None:
    flags = sorted({*row.flags, FLAG} if up else set(row.flags) - {FLAG})
    if flags != row.flags:
        conversations.change(session, row, flags=flags)


def _subject(up: t.EscalationRow) -> str:
    return f"escalation:{up.id}"
