"""How often one address is written to. No law gives numbers; these are rows of the house.

In: what went before, the rows, the mail, `now`. Out: nothing when it may go, else the moment from which it may.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from maildesk.core.care.contact import Sent
from maildesk.core.reply.families import MailClass


@dataclass(frozen=True, slots=True)
class Cap:
    """At most `most` mails of a class within `days`. With a `purpose` only those of it count and are held."""

    name: str
    mail_class: MailClass
    most: int
    days: int
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """The cap that holds a mail back, and until when."""

    cap: str
    until: datetime


def held(mail_class: MailClass, purpose: str, sent: Iterable[Sent], caps: Iterable[Cap], now: datetime) -> Held | None:
    """The cap that holds longest, or nothing."""
    before = tuple(sent)
    holds = (
        _held_by(cap, before, now) for cap in caps if cap.mail_class is mail_class and cap.purpose in ("", purpose)
    )
    return max((each for each in holds if each), key=lambda each: each.until, default=None)


def _held_by(cap: Cap, sent: tuple[Sent, ...], now: datetime) -> Held | None:
    window = timedelta(days=cap.days)
    recent = sorted(
        each.at
        for each in sent
        if each.mail_class is cap.mail_class and cap.purpose in ("", each.purpose) and each.at > now - window
    )
    if len(recent) < cap.most:
        return None
    return Held(cap.name, recent[len(recent) - cap.most] + window)
