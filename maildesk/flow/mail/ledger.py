"""The ledger of a mailbox: how many mails of a day were kept, and to what end each came. The ends sum to `kept`."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.db.tables import LedgerLine
from maildesk.db.upsert import add_count

KEPT = "kept"
#: The ends a kept mail can come to. `waiting`: kept, not yet read. Ignored mails say why: `ignored:bounce`.
WAITING = "waiting"
PLACED = "placed"
OUTBOUND = "outbound"
DUPLICATE = "duplicate"
SET_ASIDE = "set_aside"
IGNORED = "ignored:"
#: Not an end: how many of the placed ones were answered.
ANSWERED = "answered"


def day_of(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()


def kept(session: Session, mailbox_id: int, day: date, mails: int) -> None:
    """Mails were kept and now wait to be read."""
    _add(session, mailbox_id, day, KEPT, mails)
    _add(session, mailbox_id, day, WAITING, mails)


def ended(session: Session, mailbox_id: int, day: date, end: str, was: str = WAITING) -> None:
    """A mail went on from one end to another."""
    _add(session, mailbox_id, day, was, -1)
    _add(session, mailbox_id, day, end, 1)


def answered(session: Session, mailbox_id: int, day: date) -> None:
    _add(session, mailbox_id, day, ANSWERED, 1)


def unbalanced(session: Session) -> list[tuple[int, date, int, int]]:
    """The days whose ends do not sum to what was kept: (mailbox, day, kept, sum of ends). Must be empty."""
    sums: dict[tuple[int, date], list[int]] = {}
    for line in session.scalars(select(LedgerLine)):
        pair = sums.setdefault((line.mailbox_id, line.day), [0, 0])
        if line.what == KEPT:
            pair[0] += line.count
        elif line.what != ANSWERED:
            pair[1] += line.count
    return [(mailbox, day, kept_, ends) for (mailbox, day), (kept_, ends) in sums.items() if kept_ != ends]


def _add(session: Session, mailbox_id: int, day: date, what: str, by: int) -> None:
    add_count(session, LedgerLine, {"mailbox_id": mailbox_id, "day": day, "what": what}, "count", by)
