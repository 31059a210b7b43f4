"""What a marketplace lets a seller write first: rows, and the answer for one mail.

In: the channel's row, what the mail is for, when the order ended. Out: a code when it may not be written, or nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

#: In a row of an own shop: everything.
ALL = "all"


@dataclass(frozen=True, slots=True)
class ContactRule:
    """`purposes`: names of follow-up rules, or `greeting`; `all` for the shop's own data. `within_days` of the order's end, 0: no limit."""

    channel: str
    purposes: frozenset[str]
    within_days: int = 0
    source: str = ""
    grade: str = "D"


def refused(rule: ContactRule | None, purpose: str, ended_at: datetime | None, now: datetime) -> str:
    """Why the channel does not let it go, empty when it does. A channel without a row lets nothing go."""
    if rule is None:
        return "channel.unknown"
    if ALL not in rule.purposes and purpose not in rule.purposes:
        return f"channel.{rule.channel}"
    if rule.within_days and ended_at is not None and now > ended_at + timedelta(days=rule.within_days):
        return f"channel.{rule.channel}.too_late"
    return ""
