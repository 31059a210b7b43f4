"""What a shop's own mailbox says of the waves after an event.

In: a session, a plan. Out: the waves that its mails show, kept as the shop's own. Counted is what came beyond the usual number of a day, as
it was in the weeks before the event; a wave with too few mails stays as the packs have it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.mail.parsed import Kind
from maildesk.core.peak.waves import Wave, learnt
from maildesk.db import tables as t
from maildesk.flow.house.person import Doing
from maildesk.flow.peak import plans, season, trade

#: Days around an event that belong to its waves, and the usual weeks before those.
_BEFORE, _AFTER, _USUAL = 14, 60, 28
_DAY = timedelta(days=1)

#: Mails by intent and day.
_Counts = Mapping[tuple[str, date], int]


def learn(session: Session, plan_id: int, doing: Doing) -> tuple[Wave, ...]:
    """Learn from the mails of an event, and keep what they show. Returns the waves that changed."""
    plan = plans.get(session, plan_id)
    found = _learnt(session, plan)
    if found:
        trade.keep_waves(session, found, doing)
    return found


def _learnt(session: Session, plan: t.PeakPlan) -> tuple[Wave, ...]:
    event = season.occurrence(plan.event, plan.first, plan.last)
    supplies = trade.trade(session).supplies
    if event is None or len(supplies) != 1:
        # with both ways of supply the mails of one cannot be told from those of the other
        return ()
    counts = _counts(session, plan.first - (_USUAL + _BEFORE) * _DAY, plan.first + _AFTER * _DAY)
    rows = (w for w in trade.waves(session) if w.supply in supplies and event.event.kind in w.kinds and w.intents)
    waves = (learnt(wave, _beyond(wave, counts, plan.first)) for wave in rows)
    return tuple(wave for wave in waves if wave.learnt)


def _beyond(wave: Wave, counts: _Counts, first: date) -> dict[int, int]:
    """Mails of the wave's intents beyond the usual number, by days after the event's first."""

    def on(offset: int) -> int:
        return sum(counts.get((intent, first + offset * _DAY), 0) for intent in wave.intents)

    usual = sum(on(offset) for offset in range(-_USUAL - _BEFORE, -_BEFORE)) / _USUAL
    return {offset: round(on(offset) - usual) for offset in range(-_BEFORE, _AFTER + 1) if on(offset) > usual}


def _counts(session: Session, first: date, last: date) -> _Counts:
    query = select(t.Message.intent, t.Message.arrived_at).where(
        t.Message.direction == "in", t.Message.kind == str(Kind.BUYER), t.Message.intent.is_not(None),
        t.Message.arrived_at >= datetime.combine(first, time(), UTC),
        t.Message.arrived_at < datetime.combine(last + _DAY, time(), UTC),
    )  # fmt: skip
    return Counter((str(intent), at.date()) for intent, at in session.execute(query))
