"""The report of an event: as a page, and as a CSV file."""

from __future__ import annotations

import csv
from datetime import UTC, datetime, time
from io import StringIO

from flask import Blueprint, Response
from sqlalchemy.orm import Session

from maildesk.core.peak.report import COLUMNS, PeakReport, rows
from maildesk.db import tables as t
from maildesk.flow.peak import plans, report, season
from maildesk.packs.peaks import load_peaks
from maildesk.web import timeline
from maildesk.web.desk import desk
from maildesk.web.show import show

pages = Blueprint("peak_report", __name__)
#: What a spreadsheet would run as a formula when a cell begins with it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@pages.get("/peak/<int:number>/report")
def page(number: int) -> str:
    with desk().store.reading() as session:
        plan = plans.get(session, number)
        told = _report(session, plan)
        found = season.occurrence(plan.event, plan.first, plan.last)
        days = [(datetime.combine(day.day, time(), UTC), day.arrived, day.answered) for day in told.days]
        return show(
            session, "peak_report.html", plan=plan, it=found, told=told, frozen=bool(plan.report),
            bars=timeline.bars(days), squad={row.id: row for row in load_peaks().squad},
        )  # fmt: skip


@pages.get("/peak/<int:number>/report.csv")
def file(number: int) -> Response:
    with desk().store.reading() as session:
        plan = plans.get(session, number)
        told = _report(session, plan)
    written = StringIO()
    sheet = csv.writer(written)
    sheet.writerow(COLUMNS)
    sheet.writerows([_plain(cell) for cell in row] for row in rows(told))
    name = f"{plan.event}-{plan.first.year}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response("\ufeff" + written.getvalue(), mimetype="text/csv", headers=headers)


def _report(session: Session, plan: t.PeakPlan) -> PeakReport:
    return report.kept(plan) or report.of(session, plan)


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
