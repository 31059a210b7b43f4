"""A clock as a row and as a value.

In: rows of `clocks`, or values of `core.clock`. Out: the other. It decides nothing and asks the store nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache
from typing import Any

from maildesk.core.clock.clock import Clock, State
from maildesk.core.clock.ladder import Act, Ladder, Rung
from maildesk.core.clock.span import Span, span_of
from maildesk.db.tables import ClockRow


@dataclass(frozen=True, slots=True)
class Standing:
    """What a row knows besides its clock: the family, whose queue place it moves, whether it is quiet, where its span comes from."""

    family: str
    conversation_id: int | None = None
    quiet: bool = False
    origin: dict[str, Any] = field(default_factory=dict)


def value(row: ClockRow) -> Clock:
    """The clock of a row."""
    return Clock(
        row.subject,
        row.kind,
        _span(row.span),
        row.calendar,
        row.zone,
        _ladder(row.ladder),
        row.started_at,
        row.since,
        row.due_at,
        timedelta(seconds=row.total),
        row.look_at,
        State(row.state),
        None if row.left is None else timedelta(seconds=row.left),
        frozenset(row.done),
        row.round,
        row.consequence,
    )


def columns(clock: Clock) -> dict[str, Any]:
    """The columns of a clock's row that its value decides."""
    return {
        "subject": clock.subject,
        "kind": clock.kind,
        "state": str(clock.state),
        "span": clock.span.written if clock.span else "",
        "calendar": clock.calendar,
        "zone": clock.zone,
        "ladder": [_rung_row(rung) for rung in clock.ladder],
        "started_at": clock.started_at,
        "since": clock.since,
        "due_at": clock.due_at,
        "total": clock.total.total_seconds(),
        "left": None if clock.left is None else clock.left.total_seconds(),
        "look_at": clock.look_at,
        "done": sorted(clock.done),
        "round": clock.round,
        "consequence": clock.consequence[:300],
    }


def new(clock: Clock, standing: Standing) -> dict[str, Any]:
    """The columns of a new row."""
    return columns(clock) | {
        "family": standing.family,
        "conversation_id": standing.conversation_id,
        "quiet": standing.quiet,
        "origin": standing.origin,
        "failed": "",
    }


def write(row: ClockRow, clock: Clock) -> None:
    """Bring a row to its clock's new value."""
    for name, held in columns(clock).items():
        if getattr(row, name) != held:
            setattr(row, name, held)


@lru_cache(maxsize=256)
def _span(text: str) -> Span | None:
    return span_of(text) if text else None


def _rung_row(rung: Rung) -> list[Any]:
    """[act, share, seconds of lead, seconds after the start]: three of them nothing but one."""
    lead, after = (mark.total_seconds() if mark is not None else None for mark in (rung.lead, rung.after))
    return [str(rung.act), rung.share, lead, after]


def _ladder(rows: list[Any]) -> Ladder:
    return _rungs(tuple(tuple(row) for row in rows))


@lru_cache(maxsize=1024)
def _rungs(rows: tuple[tuple[str, float | None, float | None, float | None], ...]) -> Ladder:
    return tuple(Rung(Act(act), share, _time(lead), _time(after)) for act, share, lead, after in rows)


def _time(seconds: float | None) -> timedelta | None:
    return None if seconds is None else timedelta(seconds=seconds)
