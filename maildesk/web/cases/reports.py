"""Reports: what cases came, how they ended and what they cost, how fast each clock was answered; and the invariant of the clocks.

In: a stretch of days and the word to count by. Out: a page, and each of its tables as a CSV file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Blueprint, Response, request
from sqlalchemy.orm import Session

from maildesk.core.measure.cases import BY, ENDS, Line, counted, total
from maildesk.core.measure.clocks import Response as Answered
from maildesk.core.measure.clocks import responses
from maildesk.db.queries import reports as read
from maildesk.db.queries import responses as clocks
from maildesk.flow.clocks import told_twice
from maildesk.web.amounts import amounts
from maildesk.web.asked import whole
from maildesk.web.desk import desk
from maildesk.web.headers import FILE_POLICY
from maildesk.web.i18n import _, say
from maildesk.web.show import show
from maildesk.web.spreadsheet import written

pages = Blueprint("reports", __name__)
STRETCHES = (7, 30, 90, 365)
_USUAL = 90
_HOUR = timedelta(hours=1)
#: How the words of each table are said; what the shop itself wrote stands as it is.
_SAID = {"platform": "platform", "reason": "notice_kind", "market": "country"}
#: How cases end every day; the other ends have a column once one ended so.
_USUAL_ENDS = ("won", "lost", "refunded", "expired")
#: The parts of a bar, and the ends each of them holds; what is left of it is open, or ended nobody knows how.
_PARTS = (("won", ("won", "withdrawn")), ("back", ("refunded", "replaced")), ("gone", ("lost", "expired")))


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
        lines, all_ = counted(told, asked.by), total(told)
        return show(
            session, "reports.html", asked=asked, stretches=STRETCHES, tables=tuple(BY), lines=lines, all=all_,
            ends=[end for end in ENDS if end in _USUAL_ENDS or all_.ends[end]], bar=bar,
            most=max((line.opened for line in lines), default=1), causes=read.causes(session, asked.since, asked.until),
            clocks=_clocks(session, asked), invariant=told_twice.checked(session), amounts=amounts,
            name=lambda line: named(asked.by, line.name), full=len(told) >= read.MOST,
        )  # fmt: skip


@pages.get("/reports/cases.csv")
def file() -> Response:
    """The table of the cases, for a spreadsheet: a column of numbers for each currency."""
    asked = _asked()
    with desk().store.reading() as session:
        lines = counted(read.cases(session, asked.since, asked.until), asked.by)
    currencies = sorted({currency for line in lines for currency in (*line.at_stake, *line.refunded)})
    sums = [f"{what}_{currency or 'unknown'}" for what in ("at_stake", "refunded") for currency in currencies]
    head = [asked.by, "opened", *ENDS, "clock_ran_out", *sums, "median_hours_to_answer", "median_share_used"]
    return _file(f"cases-{asked.by}-{asked.until.date()}.csv", [head, *(_cells(line, currencies) for line in lines)])


@pages.get("/reports/clocks.csv")
def clock_file() -> Response:
    """How fast each clock was answered."""
    asked = _asked()
    with desk().store.reading() as session:
        lines = _clocks(session, asked)
    rows = [[line.kind, line.answered, line.ran_out, _hours(line.median), _hours(line.most)] for line in lines]
    head = ["clock", "answered", "ran_out", "median_hours", "nine_in_ten_within_hours"]
    return _file(f"clocks-{asked.until.date()}.csv", [head, *rows])


def bar(line: Line) -> list[tuple[str, int]]:
    """The parts of a line's bar with their numbers, in the order they are drawn."""
    parts = [(part, sum(line.ends[end] for end in ends)) for part, ends in _PARTS]
    return [*parts, ("open", line.opened - sum(count for _, count in parts))]


def named(by: str, word: str) -> str:
    """The name of a line in words."""
    if not word:
        return _("not known")
    return say(_SAID[by], word) if by in _SAID else word


def _clocks(session: Session, asked: _Asked) -> list[Answered]:
    met = clocks.met(session, asked.since, asked.until)
    return responses(met, clocks.ran_out(session, asked.since, asked.until))


def _cells(line: Line, currencies: Sequence[str]) -> Sequence[object]:
    share = round(line.share_used, 3) if line.share_used is not None else ""
    ends = [line.ends[end] for end in ENDS]
    sums = [of.get(currency, "") for of in (line.at_stake, line.refunded) for currency in currencies]
    return [line.name, line.opened, *ends, line.ran_out, *sums, _hours(line.answered_in), share]


def _hours(length: timedelta | None) -> object:
    return round(length / _HOUR, 2) if length is not None else ""


def _file(name: str, rows: Sequence[Sequence[object]]) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Content-Security-Policy": FILE_POLICY}
    return Response(written(rows), mimetype="text/csv", headers=headers)


def _asked() -> _Asked:
    typed = whole(request.args.get("days", ""))
    days = typed if typed in STRETCHES else _USUAL
    by = request.args.get("by", "")
    now = desk().now()
    return _Asked(days, by if by in BY else "platform", now - timedelta(days=days), now)
