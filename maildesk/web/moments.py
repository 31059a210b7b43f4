"""Moments in words: how long is left, how long ago, and the same moment at the desk and at the buyer's.

In: aware moments and `now`. Out: values and words in the reader's language. Colour never stands alone: each urgency has its icon.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.core import Locale
from babel.dates import format_date, format_skeleton
from flask import Flask

from maildesk.core.reply.manner import manner
from maildesk.web.desk import desk
from maildesk.web.i18n import _, babel_locale

_SOON = timedelta(hours=2)


class Urgency(StrEnum):
    """How near a moment is. The words name the colour token and the icon."""

    NONE = "none"
    CALM = "calm"
    SOON = "soon"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Left:
    """How long is left until `at`, in words."""

    urgency: Urgency
    words: str
    at: datetime | None = None


def install(app: Flask) -> None:
    app.jinja_env.filters.update(
        ago=ago, span=span, day=day, clock=clock, moment=moment, iso=iso, iso_day=iso_day, short=short,
        written=datetime.fromisoformat,
    )  # fmt: skip
    app.jinja_env.globals.update(left=left, times=times, zones=zones)


def left(due: datetime | None, now: datetime) -> Left:
    if due is None:
        return Left(Urgency.NONE, "")
    if due <= now:
        return Left(Urgency.LATE, _("late %(span)s", span=span(now - due)), due)
    urgency = Urgency.SOON if due - now < _SOON else Urgency.CALM
    return Left(urgency, span(due - now), due)


def span(length: timedelta) -> str:
    """A length in two figures at most: `12 min`, `1 h 52`, `14 h`, `3 d`."""
    minutes = int(length.total_seconds() // 60)
    hours, days = minutes // 60, minutes // 1440
    if minutes < 1:
        return _("under 1 min")
    if hours < 1:
        return _("%(m)s min", m=minutes)
    if hours < 10:
        return _("%(h)s h %(m)02d", h=hours, m=minutes % 60)
    return _("%(h)s h", h=hours) if hours < 48 else _("%(d)s d", d=days)


def ago(at: datetime | None, now: datetime) -> str:
    if at is None:
        return _("never")
    return _("just now") if now - at < timedelta(minutes=1) else _("%(span)s ago", span=span(now - at))


def day(at: datetime | None) -> str:
    return format_date(at.astimezone(_zone()).date(), "medium", locale=babel_locale()) if at else ""


def clock(at: datetime) -> str:
    return at.astimezone(_zone()).strftime("%H:%M")


def moment(at: datetime) -> str:
    return _day_and_time(at, _zone(), "MMMd", babel_locale())


def short(at: datetime, now: datetime) -> str:
    """The time of today, else the day."""
    here = at.astimezone(_zone())
    return clock(at) if here.date() == now.astimezone(_zone()).date() else _skeleton("MMMd", here)


def iso(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


#: Whose page it is: the language, what it calls platform, buyer and desk, and the desk's zone.
_Reader = tuple[Locale, tuple[str, str, str], ZoneInfo]


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody's clock, and what it shows."""

    name: str
    time: str


def zones(at: datetime, country: str = "", platform: str = "", days: str = "MMMd") -> tuple[Place, ...]:
    """One moment as the platform (by its zone), the buyer (by country) and the desk read it; `days`: how a day is written."""
    words = _("platform"), _("buyer"), _("desk")
    return _zones(at, country, platform, days, (babel_locale(), words, _zone()))


@lru_cache(maxsize=4096)
def _zones(at: datetime, country: str, platform: str, days: str, reader: _Reader) -> tuple[Place, ...]:
    """A list shows a hundred moments, each of them twice, to everybody who looks at it."""
    locale, words, here = reader
    read: list[tuple[str, tzinfo]] = [(words[0], ZoneInfo(platform))] if platform else []
    read += [(words[1], manner("en", country, at).zone)] if country else []
    return tuple(Place(name, _day_and_time(at, zone, days, locale)) for name, zone in [*read, (words[2], here)])


def iso_day(at: datetime) -> str:
    """The day at the desk, as a form's field of a date holds it."""
    return at.astimezone(_zone()).date().isoformat()


def times(at: datetime, country: str = "", platform: str = "") -> str:
    """The same in one line, and in UTC."""
    read = [*reversed(zones(at, country, platform)), Place("UTC", _day_and_time(at, UTC, "MMMd", babel_locale()))]
    return " · ".join(f"{place.time} {place.name}" for place in read)


def _day_and_time(at: datetime, zone: tzinfo, days: str, reader: Locale) -> str:
    here = at.astimezone(zone)
    return f"{_written_day(days, here.date(), reader)} {here:%H:%M}"


def _skeleton(wanted: str, here: datetime) -> str:
    """A day in the order of the reader's language."""
    return _written_day(wanted, here.date(), babel_locale())


@lru_cache(maxsize=4096)
def _written_day(wanted: str, here: date, reader: Locale) -> str:
    return format_skeleton(wanted, here, locale=reader)


def _zone() -> ZoneInfo:
    return desk().settings.timezone
