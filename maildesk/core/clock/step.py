"""One step of a clock: what is reached by now, in order, and when to look again.

In: a clock, now, the calendars. Out: the clock moved on, and the effects to do, each with a key that makes it happen once. It does
nothing itself, and a clock that is not running has nothing to do.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from maildesk.core.clock.clock import Calendars, Clock, Reached, State, ahead
from maildesk.core.clock.ladder import Act

#: Rung this long after its moment, an effect is told as late: the desk was down.
LATE_AFTER = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Effect:
    """Something to do because a clock reached `at`. `late_by` is how long ago that was."""

    subject: str
    kind: str
    act: Act
    rung: int
    round: int
    at: datetime
    due_at: datetime
    late_by: timedelta
    consequence: str

    @property
    def late(self) -> bool:
        """Whether it is told as late."""
        return self.late_by > LATE_AFTER

    @property
    def key(self) -> str:
        """Unique among all effects of all clocks: doing it twice is doing it once."""
        return f"{self.subject} {self.kind} {self.round}.{self.rung}"


#: A clock moved on, and what that brings.
Moved = tuple[Clock, tuple[Effect, ...]]


def step(clock: Clock, now: datetime, calendars: Calendars) -> Moved:
    """Ring everything reached by `now`, the earliest first, and look again at the next moment. Running out ends the clock."""
    if clock.state is not State.RUNNING:
        return clock, ()
    reached = ahead(clock, calendars)
    due = [each for each in reached if each.at <= now]
    moved = replace(clock, done=clock.done | {each.rung for each in due})
    if due and due[-1].act is Act.EXPIRE:
        moved = replace(moved, state=State.EXPIRED, look_at=None)
    else:
        moved = replace(moved, look_at=reached[len(due)].at)
    return moved, tuple(_effect(clock, each, now) for each in due)


def _effect(clock: Clock, reached: Reached, now: datetime) -> Effect:
    return Effect(
        clock.subject,
        clock.kind,
        reached.act,
        reached.rung,
        clock.round,
        reached.at,
        clock.due_at,
        now - reached.at,
        clock.consequence if reached.act is Act.EXPIRE else "",
    )
