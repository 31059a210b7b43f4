"""The words of an event's report in the reader's language: its figures, its tables, and both on paper.

In: a report. Out: pairs and rows of text, and a sheet for the typesetter. Nothing is counted here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from babel.dates import format_date

from maildesk.core.evidence.sheet import Facts, Section, Sheet, Table
from maildesk.core.peak.report import Counted, DayCount, PeakReport
from maildesk.packs.peaks import load_peaks
from maildesk.web.i18n import _, babel_locale, locale, say


@dataclass(frozen=True, slots=True)
class Listed:
    """A part of the report: what is counted, its rows with the count of the same stretch before (0: none, or not counted)."""

    title: str
    rows: tuple[tuple[str, int, int], ...]


def event_name(event: str) -> str:
    """The event's name; its id when the packs no longer know it."""
    row = load_peaks().event(event)
    return row.name(locale()) if row else event.replace("_", " ")


def squad_reason(rule: str) -> str:
    """Why an order went to the squad."""
    row = next((each for each in load_peaks().squad if each.id == rule), None)
    return row.name(locale()) if row else rule.replace("_", " ")


def figures(told: PeakReport) -> tuple[tuple[str, str], ...]:
    """The figures at the head of a report."""
    refunds = ", ".join(f"{money.amount} {money.currency}" for money in told.refunds)
    return (
        (_("mails came"), str(told.arrived)),
        (_("answers sent"), str(told.answered)),
        (_("first replies late"), str(told.late)),
        _busiest(told.busiest),
        (_("orders the squad took"), str(told.squad_taken)),
        (_("of them solved"), str(told.squad_solved)),
        (_("overload alarms"), str(told.alarms)),
        (_("refunded in cases"), refunds or "–"),
    )


def _busiest(day: DayCount | None) -> tuple[str, str]:
    if day is None or not day.arrived:
        return _("on the busiest day"), "–"
    said = format_date(day.day, "d MMM" if locale() == "en" else "M月d日", locale=babel_locale())
    return _("on the busiest day, %(day)s", day=said), str(day.arrived)


def tables(told: PeakReport) -> tuple[Listed, ...]:
    """What is counted, in words."""
    return (
        _listed(_("What was asked"), told.intents, lambda code: say("intent", code)),
        _listed(_("Why orders went to the squad"), told.squad_reasons, squad_reason),
        _listed(_("Countries"), told.countries, lambda code: say("country", code)),
        _listed(_("Articles"), told.products, str),
        _listed(_("Cases opened"), told.cases, _case),
        _listed(_("Drafts from prepared answers"), told.prepared, _question),
    )


def paper(told: PeakReport, shop: str, now: datetime) -> Sheet:
    """The report as pages."""
    title = f"{event_name(told.event)} · {told.first.isoformat()} – {told.last.isoformat()}"
    head = (_("What"), _("Count"), _("Before"))
    sections = [Section(_("Report"), (Facts(figures(told)),))]
    for part in tables(told):
        rows = tuple((label, str(count), str(before or "")) for label, count, before in part.rows)
        if rows:
            sections.append(Section(part.title, (Table(head, rows, 0),)))
    days = tuple((day.day.isoformat(), str(day.arrived), str(day.answered)) for day in told.days)
    sections.append(Section(_("Days"), (Table((_("Days"), _("mails came"), _("answers sent")), days, 0),)))
    return Sheet(locale(), False, title, shop, _("Page"), now, tuple(sections))


def _listed(title: str, counts: Iterable[Counted], words: Callable[[str], str]) -> Listed:
    return Listed(title, tuple((words(each.code), each.count, each.before) for each in counts))


def _case(code: str) -> str:
    platform, _space, case = code.partition(" ")
    return f"{say('platform', platform)} · {say('case', case)}"


def _question(key: str) -> str:
    intent, *marks = key.split("/")
    return " · ".join((say("intent", intent), *filter(None, marks)))
