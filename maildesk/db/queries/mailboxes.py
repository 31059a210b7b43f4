"""One mailbox in figures: its ledger day by day, and how its folders stand against the server.

In: a session and a mailbox. Out: days whose ends must sum to what was kept, and folders with the gap to the server's count.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from maildesk.db import tables as t

DAYS = 14
#: What is no end of a mail: the sum itself, and a figure beside it.
_NO_ENDS = ("kept", "answered")


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the ledger. `ignored`: by kind; all ends together are `ended`."""

    day: date
    kept: int
    answered: int
    ends: Mapping[str, int]
    ignored: Mapping[str, int]

    @property
    def ended(self) -> int:
        return sum(self.ends.values()) + sum(self.ignored.values())

    @property
    def adds_up(self) -> bool:
        return self.kept == self.ended


@dataclass(frozen=True, slots=True)
class FolderStand:
    """A folder at the last look: mails on the server, and mails of this UIDVALIDITY that the desk holds."""

    name: str
    role: str
    on_server: int
    held: int

    @property
    def gap(self) -> int:
        """Mails on the server that the desk does not hold; mails deleted there meanwhile make it no smaller than 0."""
        return max(self.on_server - self.held, 0)


def ledger(session: Session, mailbox_id: int, days: int = DAYS) -> Sequence[Day]:
    """The newest days of a mailbox."""
    line = t.LedgerLine
    newest = select(line.day).where(line.mailbox_id == mailbox_id).distinct().order_by(line.day.desc()).limit(days)
    rows = session.scalars(select(line).where(line.mailbox_id == mailbox_id, line.day.in_(newest))).all()
    found: dict[date, dict[str, int]] = {}
    for row in rows:
        found.setdefault(row.day, {})[row.what] = row.count
    return [_day(day, found[day]) for day in sorted(found, reverse=True)]


def folders(session: Session, mailbox_id: int) -> Sequence[FolderStand]:
    """The folders of a mailbox. Counts the rows of each: for a page that a supervisor opens, not for every page."""
    held = (
        select(func.count())
        .select_from(t.Message)
        .where(t.Message.folder_id == t.Folder.id, t.Message.uidvalidity == t.Folder.uidvalidity)
        .scalar_subquery()
    )
    query = select(t.Folder.name, t.Folder.role, t.Folder.server_count, held)
    rows = session.execute(query.where(t.Folder.mailbox_id == mailbox_id).order_by(t.Folder.id))
    return [FolderStand(*row) for row in rows]


def _day(day: date, counts: Mapping[str, int]) -> Day:
    ignored = {what.removeprefix("ignored:"): n for what, n in counts.items() if what.startswith("ignored:") and n}
    ends = {what: n for what, n in counts.items() if what not in _NO_ENDS and not what.startswith("ignored:")}
    return Day(day, counts.get("kept", 0), counts.get("answered", 0), ends, ignored)
