"""The report of an event as rows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from maildesk.core.peak.report import Amount, Counted, DayCount, PeakReport, rows

REPORT = PeakReport(
    event="fair",
    first=date(2026, 11, 27),
    last=date(2026, 12, 11),
    days=(DayCount(date(2026, 11, 27), 40, 30), DayCount(date(2026, 11, 28), 60, 50)),
    intents=(Counted("order_status", 70, 20),),
    countries=(),
    products=(),
    answered=80,
    late=8,
    cases=(Counted("ebay", 2, 1),),
    refunds=(Amount("EUR", Decimal("12.50")),),
    squad_taken=5,
    squad_solved=4,
    squad_reasons=(Counted("threat", 3),),
    prepared=(Counted("order_status//customs", 12),),
    alarms=1,
)


def test_the_figures_follow_from_the_days() -> None:
    assert (REPORT.arrived, REPORT.busiest) == (100, REPORT.days[1])


def test_every_figure_stands_in_a_row() -> None:
    told = {(part, what): (count, before) for part, what, count, before in rows(REPORT)}
    assert told["mails", "arrived"] == ("100", "")
    assert told["mails", "answered_late"] == ("8", "")
    assert told["intent", "order_status"] == ("70", "20")
    assert told["refund", "EUR"] == ("12.50", "")
    assert told["squad", "solved"] == ("4", "")
    assert told["day_arrived", "2026-11-28"] == ("60", "")
