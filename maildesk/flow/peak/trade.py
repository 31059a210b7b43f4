"""Where a shop's buyers and goods are, and what its own mailbox taught it of waves: what a supervisor has set.

In: a session. Out: a frozen value, with sensible places for a shop that has set nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from maildesk.core.peak.rule import PublicDays
from maildesk.core.peak.waves import Days, Supply, Wave
from maildesk.core.queue.roles import Act
from maildesk.db import tables as t
from maildesk.flow.house.entered import EnteredError
from maildesk.flow.house.person import Doing
from maildesk.packs.calendars import is_country
from maildesk.packs.peaks import load_peaks
from maildesk.packs.public_days import public_days

KEY = "peaks"
_MOST_COUNTRIES = 40


@dataclass(frozen=True, slots=True)
class Trade:
    """`buyers` and `sellers`: countries whose public holidays stand in the calendar. `supplies`: the ways that goods come."""

    buyers: tuple[str, ...] = ("US", "GB", "DE", "FR", "ES", "IT", "NL", "PL")
    sellers: tuple[str, ...] = ("CN",)
    supplies: tuple[Supply, ...] = (Supply.CROSS_BORDER,)

    def concerned(self, countries: Collection[str]) -> bool:
        """Whether something of these countries (of none: of everywhere) is noticed by this shop: its buyers live or its goods come from
        there."""
        return not countries or not {*self.buyers, *self.sellers}.isdisjoint(countries)


def trade(session: Session) -> Trade:
    """What the shop has set."""
    value = _value(session)
    kept = {name: tuple(value[name]) for name in ("buyers", "sellers") if value.get(name)}
    ways = tuple(Supply(each) for each in value.get("supplies", ()))
    return replace(Trade(), **kept, **({"supplies": ways} if ways else {}))


def save(
    session: Session, buyers: Iterable[str], sellers: Iterable[str], supplies: Iterable[str], doing: Doing
) -> None:
    """Keep what a supervisor entered; `EnteredError` for a country that nobody knows."""
    doing.by.must(Act.MANAGE_SHOP)
    value = {
        "buyers": _countries("buyers", buyers),
        "sellers": _countries("sellers", sellers),
        "supplies": [str(each) for each in Supply if each in set(supplies)] or [str(Supply.CROSS_BORDER)],
    }
    _keep(session, {**_value(session), **value}, doing.by.id, doing.now)


def waves(session: Session) -> tuple[Wave, ...]:
    """The waves of the packs, those that the shop has learnt as it learnt them."""
    learnt = _value(session).get("waves", {})
    return tuple(_as_learnt(wave, learnt.get(wave.key)) for wave in load_peaks().waves)


def keep_waves(session: Session, learnt: Iterable[Wave], doing: Doing) -> None:
    """Keep waves as the shop's own mailbox shows them."""
    doing.by.must(Act.MANAGE_SHOP)
    value = _value(session)
    days = {
        wave.key: [wave.days.first, wave.days.last, *((wave.peak.first, wave.peak.last) if wave.peak else ())]
        for wave in learnt
    }
    _keep(session, {**value, "waves": {**value.get("waves", {}), **days}}, doing.by.id, doing.now)


def holidays(countries: Iterable[str], first: date, last: date) -> PublicDays:
    """The public holidays around some days, of these countries and of those that the packs lean on."""
    return public_days({*countries, *load_peaks().anchors}, first.year - 1, last.year + 1)


def _as_learnt(wave: Wave, held: list[int] | None) -> Wave:
    if not held:
        return wave
    peak = Days(held[2], held[3]) if len(held) == 4 else None
    return replace(wave, days=Days(held[0], held[1]), peak=peak, learnt=True)


def _countries(field: str, codes: Iterable[str]) -> list[str]:
    held = list(dict.fromkeys(code.strip().upper() for code in codes if code.strip()))
    unknown = [code for code in held if not is_country(code)]
    if unknown or len(held) > _MOST_COUNTRIES:
        raise EnteredError(field, ", ".join(unknown or held), "countries")
    return held


def _value(session: Session) -> dict[str, Any]:
    row = session.get(t.ShopSetting, KEY)
    return dict(row.value) if row else {}


def _keep(session: Session, value: dict[str, Any], by: int, now: datetime) -> None:
    row = session.get(t.ShopSetting, KEY) or t.ShopSetting(key=KEY)
    row.value, row.changed_by, row.changed_at = value, by, now
    session.add(row)
