"""The report of an event: as a page, as a CSV file for a spreadsheet, as a PDF to hand round."""

from __future__ import annotations

from datetime import UTC, datetime, time

import structlog
from flask import Blueprint, Response
from sqlalchemy.orm import Session

from maildesk.core.peak.report import COLUMNS, PeakReport, rows
from maildesk.db import tables as t
from maildesk.errors import EdgeError
from maildesk.evidence import fonts, typeset
from maildesk.evidence.apart import apart
from maildesk.flow.house.shop import shop
from maildesk.flow.peak import plans, report
from maildesk.web import timeline
from maildesk.web.desk import desk
from maildesk.web.headers import FILE_POLICY
from maildesk.web.i18n import _
from maildesk.web.peak.paper import event_name, figures, paper, tables
from maildesk.web.show import show, show_alone
from maildesk.web.spreadsheet import written

pages = Blueprint("peak_report", __name__)
_log = structlog.get_logger()


@pages.get("/peak/<int:number>/report")
def page(number: int) -> str:
    with desk().store.reading() as session:
        plan = plans.get(session, number)
        told = _report(session, plan)
        days = [(datetime.combine(day.day, time(), UTC), day.arrived, day.answered) for day in told.days]
        return show(
            session, "peak_report.html", plan=plan, name=event_name(plan.event), told=told, frozen=bool(plan.report),
            bars=timeline.bars(days), figures=figures(told), tables=tables(told),
        )  # fmt: skip


@pages.get("/peak/<int:number>/report.csv")
def file(number: int) -> Response:
    with desk().store.reading() as session:
        plan = plans.get(session, number)
        told = _report(session, plan)
    return _download(written([COLUMNS, *rows(told)]), f"{_file_name(plan)}.csv", "text/csv")


@pages.get("/peak/<int:number>/report.pdf")
def pdf(number: int) -> Response:
    with desk().store.reading() as session:
        plan = plans.get(session, number)
        sheet = paper(_report(session, plan), shop(session, desk().writer.shop).name, desk().now())
    try:
        made = apart(typeset.pdf, sheet, {}, fonts.folders(desk().settings.font_folders))
    except EdgeError as error:
        _log.error("no_report", plan=number, code=error.code, said=str(error))
        words = _("The pages could not be made here. The CSV file holds the same figures.")
        return Response(show_alone("error.html", code=503, words=words), 503, mimetype="text/html")
    return _download(made.files[0], f"{_file_name(plan)}.pdf", "application/pdf")


def _report(session: Session, plan: t.PeakPlan) -> PeakReport:
    return report.kept(plan) or report.of(session, plan)


def _file_name(plan: t.PeakPlan) -> str:
    return f"{plan.event}-{plan.first.year}"


def _download(body: str | bytes, name: str, kind: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Content-Security-Policy": FILE_POLICY}
    return Response(body, mimetype=kind, headers=headers)
