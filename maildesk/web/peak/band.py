"""The band of a peak: what came against what was cleared, where that leads, who is on duty, whether the alarm rings.

In: a session, now. Out: one value for home and for the page of a plan; nothing while no planned event is on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.peak.event import Occurrence
from maildesk.core.peak.load import Hour, Limits, Load, load
from maildesk.db import tables as t
from maildesk.flow.peak import plans, season, squad, tally
from maildesk.flow.peak.watch import LIMITS
from maildesk.web import timeline
from maildesk.web.timeline import Bar

_HOURS = 24


@dataclass(frozen=True, slots=True)
class Band:
    """`events`: what is on. `duty`: ids of the people on duty. `squad`: orders that wait for the squad. `limits`: when
    the alarm rings."""

    events: tuple[Occurrence, ...]
    hours: Sequence[Hour]
    bars: tuple[Bar, ...]
    load: Load
    duty: tuple[str, ...]
    squad: int
    overload: t.Overload | None
    limits: Limits = LIMITS


def band(session: Session, now: datetime) -> Band | None:
    """The band as of now."""
    on = season.at(session, now).on
    if not on:
        return None
    hours = tally.hours(session, now, _HOURS - 1)
    waiting = session.get(t.Count, f"desk:{squad.DESK}")
    return Band(
        tuple({each.occurrence.id: each.occurrence for each in on}.values()),
        hours,
        timeline.bars([(hour.start, hour.arrived, hour.cleared) for hour in hours]),
        load(hours, tally.waiting(session)),
        _names(session, plans.on_duty(session, now)),
        max(waiting.value, 0) if waiting else 0,
        session.scalar(select(t.Overload).where(t.Overload.ended_at.is_(None)).limit(1)),
    )


def _names(session: Session, ids: Sequence[int]) -> tuple[str, ...]:
    rows = session.execute(select(t.User.id, t.User.name).where(t.User.id.in_(ids))) if ids else ()
    names = {row[0]: row[1] for row in rows}
    return tuple(names[each] for each in ids if each in names)
