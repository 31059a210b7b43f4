"""What the desk promises (service levels): which row of the desk holds for a contact, as a clock, and whose turn moves it.

In: the desk's rows in their order, what is known of the contact. Out: the first row that fits, its clock, the clock turned. It promises
nothing to buyers and knows no platform deadlines (`dispute` does); a marketplace's own row counts all hours, a desk's its opening hours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from maildesk.core.clock.clock import Calendars, Clock
from maildesk.core.clock.ladder import Ladder
from maildesk.core.clock.span import Span
from maildesk.core.clock.step import Moved
from maildesk.core.clock.turn import pause, resume, start, stop


class Promise(StrEnum):
    """What is promised: the first answer by a person, or that the matter is solved."""

    FIRST_REPLY = "first_reply"
    RESOLUTION = "resolution"


class Turn(StrEnum):
    """Whose turn it is. Only the desk's own time counts."""

    DESK = "desk"
    BUYER = "buyer"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Contact:
    """What a promise may depend on; empty where it is not known."""

    channel: str
    tier: str = ""
    intent: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """One row: a span by a calendar in a zone, for contacts of these channels, tiers, intents and languages (empty: all)."""

    promise: Promise
    span: Span
    calendar: str = ""
    zone: str = "UTC"
    ladder: Ladder = ()
    channels: frozenset[str] = frozenset()
    tiers: frozenset[str] = frozenset()
    intents: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()

    def fits(self, contact: Contact) -> bool:
        """Whether the row holds for a contact; what it does not name, it does not ask."""
        asked = (
            (self.channels, contact.channel),
            (self.tiers, contact.tier),
            (self.intents, contact.intent),
            (self.languages, contact.language),
        )
        return all(not wanted or held in wanted for wanted, held in asked)


def promised(rows: Iterable[Level], promise: Promise, contact: Contact) -> Level | None:
    """The first row of the promise that fits; nothing when none does: then nothing is promised."""
    return next((row for row in rows if row.promise is promise and row.fits(contact)), None)


def promise_clock(row: Level, subject: str, at: datetime, calendars: Calendars) -> Clock:
    """The clock of a row from the moment of the contact."""
    kind = f"service {row.promise}"
    return start(
        subject, kind, at, row.span, calendars,
        calendar=row.calendar, zone=row.zone, ladder=row.ladder, consequence=f"{row.promise} is late",
    )  # fmt: skip


_TURNS: dict[Turn, Callable[[Clock, datetime, Calendars], Moved]] = {
    Turn.DESK: resume,
    Turn.BUYER: pause,
    Turn.DONE: stop,
}


def hand_over(clock: Clock, turn: Turn, now: datetime, calendars: Calendars) -> Moved:
    """The clock after the turn went to somebody at `now`; what was due before rings first."""
    return _TURNS[turn](clock, now, calendars)
