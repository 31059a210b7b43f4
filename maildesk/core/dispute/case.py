"""What a notice means for the cases that stand: a new one, a step of an old one, its end, or a task to look at the platform.

In: a notice, the case it is about if there is one. Out: what follows, with a stable code. It knows no store and starts no clock.
A forged mail starts nothing at the platform's word; a true deadline is never lost (design 5, "Proof of a notice").
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from maildesk.core.dispute.row import DisputePacks
from maildesk.core.notice.platform import NoticeKind
from maildesk.core.notice.recognise import Notice


class CaseState(StrEnum):
    """Open: the seller has to act. Answered: it is the platform's or the buyer's turn. Closed: over."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


class Outcome(StrEnum):
    """How a case ended; empty while nobody knows."""

    UNKNOWN = ""
    WON = "won"
    LOST = "lost"
    REFUNDED = "refunded"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"


class Follows(StrEnum):
    """What a notice brings."""

    OPENS = "opens"
    STEPS = "steps"
    REOPENS = "reopens"
    CLOSES = "closes"
    CHECK = "check"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Standing:
    """A case as far as the next notice may change it."""

    case: str
    stage: str
    state: CaseState
    respond_by: datetime | None = None


def follows(notice: Notice, standing: Standing | None) -> Follows:
    """What a notice brings. Only a proven one moves cases."""
    if not notice.proven:
        return Follows.CHECK
    if notice.kind is NoticeKind.CLOSED:
        return Follows.CLOSES if standing and standing.state is not CaseState.CLOSED else Follows.NOTHING
    if standing is None:
        return Follows.OPENS if notice.opens_case else Follows.NOTHING
    if standing.state is CaseState.CLOSED:
        return Follows.REOPENS
    moved = (notice.case, notice.stage) != (standing.case, standing.stage)
    dated = notice.respond_by is not None and notice.respond_by != standing.respond_by
    return Follows.STEPS if moved or dated or standing.state is CaseState.ANSWERED else Follows.NOTHING


def replaced(packs: DisputePacks, platform: str, case: str, others: Iterable[str]) -> frozenset[str]:
    """Of the other open cases of the same order and platform, the words of those that this one closes."""
    rows = packs.platforms[platform].rows if platform in packs.platforms else ()
    closes = {each for row in rows if row.case == case for each in row.replaces}
    return frozenset(closes.intersection(others))


@dataclass(frozen=True, slots=True)
class Entered:
    """A case as a person, a file or the API tells it. `source`: agent, file or api."""

    platform: str
    case: str
    stage: str
    opened_at: datetime
    source: str = "agent"
    kind: NoticeKind = NoticeKind.INQUIRY
    order_number: str = ""
    number: str = ""
    amount: Decimal | None = None
    currency: str = ""
    respond_by: datetime | None = None
