"""When a matter goes up by itself, and to whom.

In: where a matter stands, the desk's limits, how often it went up. Out: stable causes, the next of the chain. It names roles, no persons,
and moves nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from maildesk.core.clock.clock import Calendars, Clock, State, working
from maildesk.core.clock.working_time import between


class Cause(StrEnum):
    """Why a matter went up. Counted in reports; `asked` is a person's own decision."""

    ASKED = "asked"
    BREACH_NEAR = "breach_near"
    THREAT = "threat"
    UNSOLVED_MAILS = "unsolved_mails"
    AMOUNT = "amount"
    REPEAT_CONTACT = "repeat_contact"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a matter stands. `gone`: of its worst clock (`share_gone`); `unsolved_mails`: the buyer's mails since the desk last solved
    something; `amount`: at stake in the currency of the limits, or nothing; `contacts`: the buyer's matters of the last 30 days."""

    gone: float = 0.0
    threat: bool = False
    unsolved_mails: int = 0
    amount: Decimal | None = None
    contacts: int = 0


@dataclass(frozen=True, slots=True)
class Limits:
    """From where on a matter goes up. `gone`: the share of a clock's time; the others count themselves."""

    gone: float = 0.85
    unsolved_mails: int = 3
    amount: Decimal = Decimal(200)
    contacts: int = 3


_RULES: tuple[tuple[Cause, Callable[[Standing, Limits], bool]], ...] = (
    (Cause.BREACH_NEAR, lambda standing, limits: standing.gone >= limits.gone),
    (Cause.THREAT, lambda standing, _: standing.threat),
    (Cause.UNSOLVED_MAILS, lambda standing, limits: standing.unsolved_mails >= limits.unsolved_mails),
    (Cause.AMOUNT, lambda standing, limits: standing.amount is not None and standing.amount >= limits.amount),
    (Cause.REPEAT_CONTACT, lambda standing, limits: standing.contacts >= limits.contacts),
)
#: Who has a matter after it went up so often.
CHAIN = ("owner", "lead", "supervisor", "squad")


def causes(standing: Standing, limits: Limits) -> tuple[Cause, ...]:
    """All causes that hold, in the order of the rules; empty when the matter stays where it is."""
    return tuple(cause for cause, holds in _RULES if holds(standing, limits))


def next_owner(times: int, chain: Sequence[str] = CHAIN) -> str:
    """Who has the matter after it went up `times` times; the last of the chain keeps it."""
    return chain[min(times, len(chain) - 1)]


def share_gone(clock: Clock, now: datetime, calendars: Calendars) -> float:
    """The share of a running clock's time that is gone, as the clock itself counts it; 0 when it does not run."""
    if clock.state is not State.RUNNING:
        return 0.0
    left = between(now, clock.due_at, working(clock, calendars))
    return 1 - left / clock.total if clock.total else 1.0
