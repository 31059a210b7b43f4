"""What one of our answers promised or asked, read from what the buyer was written: the same value the texts showed.

In: the plan of an answer, and its frozen blocks. Out: the promised day, or that an answer was asked for. It reads no words, only which
facts stand in them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from maildesk.core.clock.calendar import wall
from maildesk.core.reply.facts import Facts
from maildesk.core.reply.plan import Outcome, Plan
from maildesk.core.reply.render import known
from maildesk.core.reply.rendered import FactSpan

#: Facts that promise: we look again and write first, or a person answers by then.
_LOOK_AGAIN, _ANSWER = "look_again_on", "answer_by"
#: When on its day a promise is kept: early enough for a person, if it takes one.
_MORNING = time(10)


@dataclass(frozen=True, slots=True)
class Promise:
    """`outcome`: what the answer did. `look_again`: we said that we would look and write; else somebody owes an answer."""

    on: date
    outcome: Outcome
    look_again: bool

    def due_at(self, zone: ZoneInfo) -> datetime:
        """The moment of the buyer's day, as UTC."""
        return wall(self.on, _MORNING, zone)


def promised(plan: Plan, spans: Iterable[FactSpan], facts: Facts) -> Promise | None:
    """The earliest day that the answer promises anything for. `facts` are of the moment it was approved."""
    names = {span.fact for span in spans} & {_LOOK_AGAIN, _ANSWER}
    found = [
        (value, name) for name in names if isinstance(value := getattr(known(name, plan, facts), "value", None), date)
    ]
    if not found:
        return None
    day, name = min(found)
    return Promise(day, plan.outcome, name == _LOOK_AGAIN)
