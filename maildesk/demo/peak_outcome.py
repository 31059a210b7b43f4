"""What became of a compressed peak day.

In: the day's store, its mails, when each buyer was answered. Out: figures. Nothing is estimated: what nobody answered counts as waiting.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from maildesk.db import tables as t
from maildesk.db.engine import Store
from maildesk.demo.peak_mails import Ask
from maildesk.flow.peak import squad


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a day. Waits in minutes, of what was answered; `left`: exceptional matters that nobody got to."""

    mails: int
    answered: int
    exceptional: int
    left: int
    median: float
    worst: float
    over_two_hours: int
    ordinary_median: float
    squad_took: int
    prepared: int
    alarms: int
    waiting: int


def outcome(store: Store, coming: Sequence[Ask], answered: Mapping[str, datetime]) -> Outcome:
    """What the store says of the day. `answered`: by the buyer's address, when."""
    waits = {
        ask.number: (answered[ask.email] - ask.at) / timedelta(minutes=1) for ask in coming if ask.email in answered
    }
    exceptional = [ask for ask in coming if ask.exceptional]
    theirs = sorted(waits[ask.number] for ask in exceptional if ask.number in waits)
    others = sorted(waits[ask.number] for ask in coming if not ask.exceptional and ask.number in waits)
    with store.reading() as session:
        return Outcome(
            mails=len(coming),
            answered=len(waits),
            exceptional=len(exceptional),
            left=len(exceptional) - len(theirs),
            median=_middle(theirs),
            worst=theirs[-1] if theirs else 0.0,
            over_two_hours=sum(wait > 120 for wait in theirs) + len(exceptional) - len(theirs),
            ordinary_median=_middle(others),
            squad_took=_count(session, select(func.count()).where(t.Deed.code == squad.TO_SQUAD)),
            prepared=_count(session, select(func.coalesce(func.sum(t.PreparedAnswer.served), 0))),
            alarms=_count(session, select(func.count()).select_from(t.Overload)),
            waiting=_count(session, select(func.count()).where(t.Conversation.waiting_since.is_not(None))),
        )


def _middle(values: Sequence[float]) -> float:
    return values[len(values) // 2] if values else 0.0


def _count(session: Session, query: object) -> int:
    return int(session.scalar(query) or 0)  # type: ignore[call-overload]
