"""Reports: what cases came, how they ended and what they cost, how fast they were answered; and the invariant of the clocks.

In: a stretch of days and the word to count by. Out: a page, and the same figures as a CSV file.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from io import StringIO

from flask import Blueprint, Response, request
from sqlalchemy.orm import Session

from maildesk.core.measure.cases import BY, ENDS, Line, counted, total
from maildesk.db.queries import reports as read
from maildesk.flow.clocks import told_twice
from maildesk.web.desk import desk
from maildesk.web.headers import FILE_POLICY
from maildesk.web.i18n import _, say
from maildesk.web.show import show

pages = Blueprint("reports", __name__)
STRETCHES = (7, 30, 90, 365)
_USUAL = 90
_HOUR = timedelta(hours=1)
#: How the words of each table are said; what the shop itself wrote stands as it is.
_SAID = {"platform": "platform", "reason": "notice_kind", "market": "country"}


@dataclass(frozen=True, slots=True)
class _Asked:
    days: int
    by: str
    since: datetime
    until: datetime


@pages.get("/reports")
def page() -> str:
    asked = _asked()
    with desk().store.reading() as session:
        told = read.cases(session, asked.since, asked.until)
        lines = counted(told, asked.by)
        return show(
            session, "reports.html", asked=asked, stretches=STRETCHES, tables=tuple(BY), lines=lines, all=total(told), ends=ENDS,
            most=max((line.opened for line in lines), default=1), causes=read.causes(session, asked.since, asked.until),
            answers=read.answers(session, asked.since, asked.until), invariant=told_twice.checked(session), amounts=amounts,
            name=lambda line: named(asked.by, line.name), full=len(told) >= read.MOST,
        )  # fmt: skip


@pages.get("/reports/cases.csv")
def file() -> Response:
    """The table of the page, for a spreadsheet."""
    asked = _asked()
    with desk().store.reading() as session:
        written = _csv(session, asked)
    name = f"cases-{asked.by}-{asked.until.date()}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Content-Security-Policy": FILE_POLICY}
    return Response("\ufeff" + written, mimetype="text/csv", headers=headers)


def amounts(sums: Mapping[str, Decimal]) -> str:
    """Amounts of several currencies beside each other."""
    return " · ".join(f"{amount:.2f} {currency}".strip() for currency, amount in sorted(sums.items()))


def named(by: str, word: str) -> str:
    """The name of a line in words."""
    if not word:
        return _("not known")
    return say(_SAID[by], word) if by in _SAID else word


def _csv(session: Session, asked: _Asked) -> str:
    written = StringIO()
    sheet = csv.writer(written)
    sheet.writerow(
        [asked.by, "opened", *ENDS, "ran_out", "at_stake", "refunded", "median_hours_to_answer", "median_share_used"]
    )
    for line in counted(read.cases(session, asked.since, asked.until), asked.by):
        sheet.writerow(_cells(line))
    return written.getvalue()


def _cells(line: Line) -> Sequence[object]:
    hours = round(line.answered_in / _HOUR, 2) if line.answered_in is not None else ""
    share = round(line.share_used, 3) if line.share_used is not None else ""
    ends = [line.ends[end] for end in ENDS]
    # A product's name comes from outside: a spreadsheet must not run it as a formula.
    name = f"'{line.name}" if line.name[:1] in ("=", "+", "-", "@", "\t", "\r") else line.name
    return [name, line.opened, *ends, line.ran_out, amounts(line.at_stake), amounts(line.refunded), hours, share]


def _asked() -> _Asked:
    typed = request.args.get("days", "")
    days = int(typed) if typed.isdecimal() and int(typed) in STRETCHES else _USUAL
    by = request.args.get("by", "")
    now = desk().now()
    return _Asked(days, by if by in BY else "platform", now - timedelta(days=days), now)
