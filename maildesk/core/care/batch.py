"""A batch of greetings: how fast it leaves, and when it stops by itself.

In: its counts, its limits, what left lately. Out: which may leave now, or the code for which it stops. The limit of complaints is the
mailbox providers' (under 0.3 %, better 0.1 %: sender guidelines of February 2024); the others are the house's own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class BatchState(StrEnum):
    """`preparing → proposed → running ⇄ paused → done | stopped`. Only a running one sends; one in preparation is not whole yet."""

    PREPARING = "preparing"
    PROPOSED = "proposed"
    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of a batch so far."""

    sent: int = 0
    bounced: int = 0
    complained: int = 0
    unsubscribed: int = 0


@dataclass(frozen=True, slots=True)
class Limit:
    """A batch stops when a count is at least `few` and more than `share` of what was sent."""

    count: str
    few: int
    share: float


@dataclass(frozen=True, slots=True)
class Limits:
    """When a batch stops by itself, and its pace: mails a minute from one mailbox, and to one receiving domain."""

    stops: tuple[Limit, ...] = (
        Limit("complained", 2, 0.001),
        Limit("bounced", 5, 0.03),
        Limit("unsubscribed", 10, 0.03),
    )
    per_minute: int = 30
    per_domain_minute: int = 10


def must_stop(counts: Counts, limits: Limits) -> str:
    """The code for which a batch stops, empty while it may go on. One complaint alone is not yet a share."""
    for limit in limits.stops:
        number = getattr(counts, limit.count)
        if number >= limit.few and number > counts.sent * limit.share:
            return f"too_many_{limit.count}"
    return ""


def allowed(domains: Iterable[str], recent: Iterable[str], limits: Limits) -> tuple[int, ...]:
    """Places in `domains` (receiving domains of the waiting mails, in order) that may leave now.

    `recent`: receiving domains of what left in the last minute. Each domain has its own pace, and the mailbox has one for all.
    """
    left = Counter(recent)
    room = limits.per_minute - sum(left.values())
    chosen: list[int] = []
    for place, domain in enumerate(domains):
        if len(chosen) >= room:
            break
        if left[domain] < limits.per_domain_minute:
            left[domain] += 1
            chosen.append(place)
    return tuple(chosen)
