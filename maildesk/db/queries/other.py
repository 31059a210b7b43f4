"""Mails that are no buyer's: newsletters, spam, forged notices, news of platforms, automatic replies. One page at a time, by kind.

In: a session, a kind or none, the place to go on from. Out: rows, newest first, and how many of each kind came lately.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, literal_column, select
from sqlalchemy.orm import Session

from maildesk.db import tables as t
from maildesk.errors import NotFoundError

SIZE = 50
_PREFIX = "ignored:"


@dataclass(frozen=True, slots=True)
class Page:
    """`next`: the id before which the following page begins; None at the end."""

    rows: Sequence[t.Message]
    next: int | None = None


def page(session: Session, kind: str = "", before: int | None = None, size: int = SIZE) -> Page:
    """One page of them."""
    # Written out, not bound: only so do the stores see that the index of ignored mails fits.
    query = select(t.Message).where(t.Message.state == literal_column("'ignored'"))
    if kind:
        query = query.where(t.Message.kind == kind)
    if before is not None:
        query = query.where(t.Message.id < before)
    rows = session.scalars(query.order_by(t.Message.id.desc()).limit(size + 1)).all()
    return Page(rows[:size], rows[size - 1].id if len(rows) > size else None)


def one(session: Session, message_id: int) -> t.Message:
    """One mail, to be looked at. Raises `NotFoundError`."""
    row = session.get(t.Message, message_id)
    if row is None or row.state not in ("ignored", "kept", "placed"):
        raise NotFoundError(f"there is no mail {message_id} to be shown")
    return row


def lately(session: Session, since: date) -> Mapping[str, int]:
    """How many of each kind came since a day, by the ledger: nothing is counted."""
    ledger = t.LedgerLine
    query = select(ledger.what, func.sum(ledger.count)).where(ledger.what.startswith(_PREFIX), ledger.day >= since)
    rows = session.execute(query.group_by(ledger.what)).all()
    return {what.removeprefix(_PREFIX): int(total) for what, total in rows if total}
