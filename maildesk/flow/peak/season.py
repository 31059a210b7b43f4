"""What the season changes today: the switches of all planned events that are on.

In: a session, now. Out: a frozen value. Nothing is switched by hand and nothing must be switched back: the day decides, for events that
a person has planned. Looked up once in a transaction.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.clock.escalation import Limits
from maildesk.core.clock.promise import Level
from maildesk.core.peak import switches
from maildesk.core.peak.event import Occurrence
from maildesk.core.peak.switches import On, What
from maildesk.core.reply import facts
from maildesk.db import tables as t
from maildesk.packs.peaks import load_peaks

PLANNED = "planned"
#: No switch reaches further from its event.
_REACH = timedelta(days=60)
_KEY = "maildesk_season"


@dataclass(frozen=True, slots=True)
class Season:
    """The switches that are on."""

    on: tuple[On, ...] = ()

    @property
    def squad(self) -> On | None:
        """Whether exceptional orders go to the squad, and because of which event."""
        return switches.strongest(self.on, What.SQUAD)

    def shop(self, shop: facts.Shop, country: str) -> facts.Shop:
        """The shop with windows that it can keep in this season, for buyers of a country."""
        return replace(shop, policy=switches.honest(shop.policy, self.on, country)) if self.on else shop

    def closure(self, country: str) -> facts.Closure | None:
        """The closure that buyers of a country are told of."""
        found = switches.closure(self.on, country)
        return facts.Closure(found.first, found.last, found.last + timedelta(days=1)) if found else None

    def closures(self) -> tuple[Occurrence, ...]:
        """All closures that buyers everywhere are told of just now."""
        return switches.closures(self.on)

    def notes(self, country: str) -> tuple[str, ...]:
        """What a draft says besides its answer (blocks of the text `peak_note`), for buyers of a country."""
        slow = switches.strongest(self.on, What.TRANSIT_DAYS, country)
        return (*(("closure",) if self.closure(country) else ()), *(("window",) if slow else ()))

    def levels(self, levels: tuple[Level, ...]) -> tuple[Level, ...]:
        """The promises of the season; those of marketplaces stay."""
        return switches.stretched(levels, switches.first_reply_factor(self.on)) if self.on else levels

    def limits(self, limits: Limits) -> Limits:
        """From where on matters go up in this season."""
        found = switches.strongest(self.on, What.UNSOLVED_MAILS)
        return replace(limits, unsolved_mails=int(found.switch.value)) if found else limits


def at(session: Session, now: datetime) -> Season:
    """The season of a day (UTC), read once in a transaction."""
    kept: dict[date, Season] = session.info.setdefault(_KEY, {})
    day = now.date()
    if day not in kept:
        kept[day] = _of(planned(session, day - _REACH, day + _REACH), day)
    return kept[day]


def forget(session: Session) -> None:
    """A plan was made or dropped in this transaction."""
    session.info.pop(_KEY, None)


def planned(session: Session, first: date, last: date) -> tuple[tuple[str, date, date], ...]:
    """The events with a plan that take place between two days: event, first and last day."""
    query = select(t.PeakPlan.event, t.PeakPlan.first, t.PeakPlan.last)
    rows = session.execute(
        query.where(t.PeakPlan.state != "dropped", t.PeakPlan.first <= last, t.PeakPlan.last >= first)
        .order_by(t.PeakPlan.first, t.PeakPlan.id)
    )  # fmt: skip
    return tuple((row.event, row.first, row.last) for row in rows)


def occurrence(event: str, first: date, last: date) -> Occurrence | None:
    """The occurrence of a plan; nothing when the packs no longer know its event."""
    row = load_peaks().event(event)
    return Occurrence(row, first, last, row.sourced, row.estimated) if row else None


@lru_cache(maxsize=64)
def _of(plans: tuple[tuple[str, date, date], ...], day: date) -> Season:
    found = [each for each in (occurrence(*plan) for plan in plans) if each]
    return Season(switches.in_force(load_peaks().switches, found, day)) if found else Season()
