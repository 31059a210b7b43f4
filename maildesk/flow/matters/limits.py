"""From where on a matter goes up by itself, and how soon somebody must answer it then: a supervisor's, over the defaults.

In: a session, what was typed. Out: `Upwards`. Raises `EnteredError` naming the field that will not do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from maildesk.core.clock.escalation import Limits
from maildesk.core.clock.span import Span, Unit
from maildesk.db import tables as t
from maildesk.flow.house.entered import EnteredError
from maildesk.packs.calendars import WEEKDAYS, is_calendar, worked_hours

KEY = "escalation"
_AMOUNT = re.compile(r"([A-Z]{3}) (\d{1,9}(?:\.\d{1,2})?)")
_DEFAULT_AMOUNTS: dict[str, Decimal] = {
    "EUR": Decimal(200),
    "USD": Decimal(220),
    "GBP": Decimal(170),
    "CNY": Decimal(1500),
    "JPY": Decimal(30000),
}
_MOST_SHARE, _MOST_COUNT, _MOST_HOURS, _MOST_REVIEW = 100, 99, 99, 720


@dataclass(frozen=True, slots=True)
class Upwards:
    """`amounts`: by currency, from where on one is at stake that a lead should see. A rule at 0 is off.

    `answer_hours`: working hours until an escalated matter must be answered, on `days` (a calendar) within `hours` ("09:00-18:00") of
    the zone. `review_hours`: hours until a bad review must have been looked at.
    """

    share: int = 85
    unsolved_mails: int = 3
    contacts: int = 3
    amounts: Mapping[str, Decimal] = field(default_factory=lambda: _DEFAULT_AMOUNTS)
    answer_hours: int = 4
    days: str = WEEKDAYS
    hours: str = "09:00-18:00"
    zone: str = "Asia/Shanghai"
    review_hours: int = 48

    def limits(self, currency: str) -> Limits:
        """The limits of a matter in this currency; what is off is never reached."""
        never = 10**9
        return Limits(
            self.share / 100 if self.share else never,
            self.unsolved_mails or never,
            self.amounts.get(currency) or Decimal(never),
            self.contacts or never,
        )

    @property
    def span(self) -> Span:
        """Until when an escalated matter must be answered."""
        return Span(self.answer_hours, Unit.WORKING_HOURS)

    @property
    def calendar(self) -> str:
        """The desk's days and hours, by the name that the shelf reads."""
        return f"{self.days} {self.hours}"

    @property
    def written_amounts(self) -> str:
        """ "EUR 200, USD 220"."""
        return ", ".join(f"{currency} {amount:f}" for currency, amount in self.amounts.items())


def upwards(session: Session) -> Upwards:
    """What holds now."""
    row = session.get(t.ShopSetting, KEY)
    if row is None:
        return Upwards()
    held = dict(row.value)
    amounts = {currency: Decimal(amount) for currency, amount in held.pop("amounts").items()}
    return replace(Upwards(), **held, amounts=amounts)


def save(session: Session, entered: Upwards, by: int, now: datetime) -> None:
    """Keep what a supervisor entered."""
    value: dict[str, Any] = {
        name: getattr(entered, name)
        for name in ("share", "unsolved_mails", "contacts", "answer_hours", "days", "hours", "zone", "review_hours")
    }
    value["amounts"] = {currency: str(amount) for currency, amount in entered.amounts.items()}
    row = session.get(t.ShopSetting, KEY) or t.ShopSetting(key=KEY)
    row.value, row.changed_by, row.changed_at = value, by, now
    session.add(row)


def entered(form: Mapping[str, str]) -> Upwards:
    """The fields of the form as limits."""
    days, hours = form.get("days", ""), form.get("hours", "")
    if not is_calendar(days):
        raise EnteredError("days", days, "a_calendar")
    try:
        worked_hours(hours)
    except ValueError:
        raise EnteredError("hours", hours, "opening_hours") from None
    zone = form.get("zone", "")
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        raise EnteredError("zone", zone, "a_zone") from None
    return Upwards(
        _whole(form, "share", _MOST_SHARE),
        _whole(form, "unsolved_mails", _MOST_COUNT),
        _whole(form, "contacts", _MOST_COUNT),
        _amounts(form.get("amounts", "")),
        _whole(form, "answer_hours", _MOST_HOURS, least=1),
        days,
        hours,
        zone,
        _whole(form, "review_hours", _MOST_REVIEW, least=1),
    )


def _whole(form: Mapping[str, str], name: str, most: int, least: int = 0) -> int:
    value = form.get(name, "")
    if not value.isascii() or not value.isdecimal() or len(value) > 4 or not least <= int(value) <= most:
        raise EnteredError(name, value, "a_number_in_bounds")
    return int(value)


def _amounts(text: str) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for part in filter(None, (each.strip() for each in text[:500].split(","))):
        match = _AMOUNT.fullmatch(part.upper())
        if match is None:
            raise EnteredError("amounts", part, "amounts_with_currency")
        found[match[1]] = Decimal(match[2])
    return found
