"""When a mail that could not leave is tried again, and when a person must look.

In: how often it was tried and what the server said. Out: the next state and moment. No clock, no chance.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Sending(StrEnum):
    """The states of a mail in the outbox."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    UNCERTAIN = "uncertain"
    FAILED = "failed"


class Outcome(StrEnum):
    """What came of one try."""

    ACCEPTED = "accepted"
    TEMPORARY = "temporary"
    PERMANENT = "permanent"
    UNCLEAR = "unclear"


#: Pauses after each temporary failure (RFC 5321 4.5.4.1 asks for at least half an hour between later tries); then a person looks.
PAUSES = tuple(timedelta(minutes=m) for m in (1, 5, 15, 30, 60, 120, 240, 480))
#: A mail that stands as "sending" this long was left by a worker that died: longer than all time-outs of one try together.
ABANDONED = timedelta(minutes=20)


@dataclass(frozen=True, slots=True)
class Next:
    """The state after a try; `not_before` only when it is queued again."""

    state: Sending
    not_before: datetime | None = None


def after(outcome: Outcome, attempts: int, now: datetime) -> Next:
    """What follows the `attempts`-th try (from 1). After DATA nothing is ever tried again by itself (pain 9)."""
    if outcome is Outcome.ACCEPTED:
        return Next(Sending.SENT)
    if outcome is Outcome.UNCLEAR:
        return Next(Sending.UNCERTAIN)
    if outcome is Outcome.TEMPORARY and attempts <= len(PAUSES):
        return Next(Sending.QUEUED, now + PAUSES[attempts - 1])
    return Next(Sending.FAILED)
