"""A buyer withdraws from the contract: the clocks of consumer law begin (Directive 2011/83/EU, Art. 9-14).

In: a conversation whose newest mail withdraws. Out: its clocks: acknowledge, refund, and the buyer's own return. The refund may be held
until the goods are back or the buyer has proved their dispatch (Art. 13(3)), and no longer.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from maildesk.core.clock.turn import pause, resume, revive, stop
from maildesk.core.dispute.deadline import Asked
from maildesk.core.queue.roles import Act
from maildesk.db import tables as t
from maildesk.errors import NotFoundError
from maildesk.flow.cases import deadlines
from maildesk.flow.cases.deadlines import Whose
from maildesk.flow.clocks import turning
from maildesk.flow.house.person import Doing
from maildesk.flow.matters import conversation as conversations
from maildesk.packs.disputes import load_disputes

FLAG = "withdrawal"
_STAGES = ("acknowledge", "refund", "return")
_ACKNOWLEDGE, REFUND, _RETURN = (f"eu withdrawal {stage}" for stage in _STAGES)


def holds_in(country: str) -> bool:
    """A country outside of the Union has no such law; an unknown one may be inside."""
    return not country or country in load_disputes().groups["EU"]


def begin(session: Session, row: t.Conversation, at: datetime, now: datetime) -> None:
    """Start what has not been started, where the law holds."""
    if not holds_in(row.country):
        return
    for stage in _STAGES:
        if turning.find(session, _subject(row), f"eu withdrawal {stage}") is None:
            asked = Asked("eu", "withdrawal", stage, at, row.country)
            # The buyer's own time to send the goods back is no work of the desk's: it is shown, and moves no queue.
            buyers = stage == "return"
            whose = Whose(_subject(row), None if buyers else row.id, family="buyer" if buyers else deadlines.FAMILY)
            deadlines.begin(session, asked, whose, now)


def follow(session: Session, row: t.Conversation, now: datetime) -> None:
    """The answer to a withdrawal acknowledges it; taking the answer back takes that back."""
    clock = turning.find(session, _subject(row), _ACKNOWLEDGE) if FLAG in row.flags else None
    if clock is not None:
        turning.turn(session, clock, stop if row.waiting_since is None else revive, now)


def hold(session: Session, conversation_id: int, doing: Doing) -> None:
    """The refund waits until the goods are back, or their dispatch is proved."""
    _turn_refund(session, conversation_id, "refund_held", doing)


def release(session: Session, conversation_id: int, doing: Doing) -> None:
    """The goods are back, or their dispatch is proved: the time for the refund runs on."""
    _turn_refund(session, conversation_id, "refund_due", doing)


def refunded(session: Session, conversation_id: int, doing: Doing) -> None:
    """The money is with the buyer: nothing of the withdrawal is due any more."""
    _turn_refund(session, conversation_id, "refunded", doing)
    back = turning.find(session, f"conversation:{conversation_id}", _RETURN)
    if back is not None:
        turning.turn(session, back, stop, doing.now)


_TURNS = {"refund_held": pause, "refund_due": resume, "refunded": stop}


def _turn_refund(session: Session, conversation_id: int, code: str, doing: Doing) -> None:
    doing.by.must(Act.SOLVE)
    clock = turning.find(session, f"conversation:{conversation_id}", REFUND)
    if clock is None:
        raise NotFoundError(f"nobody has withdrawn in conversation {conversation_id}")
    turning.turn(session, clock, _TURNS[code], doing.now)
    conversations.record(session, conversation_id, code, doing.now, by=doing.by.id)


def _subject(row: t.Conversation) -> str:
    return f"conversation:{row.id}"
