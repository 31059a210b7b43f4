"""Once a night, while nobody waits: the desk learns from what its shop's people set right.

In: the desk. Out: at most one lesson in the store; the road of every process reads with it from its next batch on.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import structlog

from maildesk.flow.learning import lesson as learning
from maildesk.jobs.desk import Desk
from maildesk.packs import guard

log = structlog.get_logger()
#: In the zone of the desk's people: after the last of the evening, before the first of the morning.
_AT = time(3, 20)


def learn(desk: Desk) -> float:
    """Learn what is new; returns the seconds until the next night."""
    now = datetime.now(UTC)
    lesson = learning.learn(desk.store, desk.road.learnt.shipped.classifier, guard.load(), now)
    if lesson is not None:
        log.info("lesson", code=lesson.code, corrections=lesson.corrections)
    return until_night(datetime.now(UTC), desk.settings.timezone).total_seconds()


def until_night(now: datetime, zone: ZoneInfo) -> timedelta:
    """How long until the next learning hour of a zone; never nothing. `now` is aware UTC."""
    here = now.astimezone(zone)
    tonight = datetime.combine(here.date(), _AT, zone)
    later = tonight if here < tonight else datetime.combine(here.date() + timedelta(days=1), _AT, zone)
    return later.astimezone(UTC) - now
