"""A revisit is a promise: we said that we would look again and write first. How it is kept.

In: what was promised, and how the matter stands when the day has come. Out: kept by a text, by an agent's task, or not needed any more.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from maildesk.core.care.standing import Standing
from maildesk.core.reply.facts import Policy
from maildesk.core.reply.plan import Outcome
from maildesk.core.rules.tracking import Story, story


class Kept(StrEnum):
    """`text`: the desk writes what it sees. `task`: a person must find out, or decide. `needless`: the buyer was answered since."""

    TEXT = "text"
    TASK = "task"
    NEEDLESS = "needless"


#: What a text can honestly tell by itself: the parcel moves, or waits for the buyer.
_TELLS_ITSELF = frozenset({Story.MOVING, Story.PICKUP})
#: Matters that have ended well since: nobody needs to look again.
_ENDED = frozenset({Story.DELIVERED})


def keep(promised: Outcome, promised_at: datetime, standing: Standing, policy: Policy, now: datetime) -> Kept:
    """How the promise of an answer with this outcome is kept at `now`.

    An answer that was promised from a person (handed over) is a person's, whatever the parcel does. Where the buyer has written
    since, the matter is on the desk anyway; where we have, the promise was kept by that.
    """
    if standing.heard_at and standing.heard_at > promised_at:
        return Kept.NEEDLESS
    if standing.answered_at and standing.answered_at > promised_at:
        return Kept.NEEDLESS
    if standing.troubles or promised is not Outcome.INFORM:
        return Kept.TASK
    tale = story(standing.order, standing.parcel, policy, now)
    if tale in _ENDED:
        return Kept.NEEDLESS
    return Kept.TEXT if tale in _TELLS_ITSELF else Kept.TASK
