"""What the desk sees of a plan's readiness: texts, shifts, cut-offs, what waits.

In: a session, a plan's occurrence, the catalogue of texts, the desk's zone, now. Out: findings for the lines of the checklist.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.locales import BUYER_LOCALES
from maildesk.core.peak.calendar import Awaited, awaited
from maildesk.core.peak.event import Kind, Occurrence
from maildesk.core.peak.readiness import Finding, Seen, Span, findings
from maildesk.core.reply.catalogue import Catalogue
from maildesk.core.reply.families import Family, family_of
from maildesk.db import tables as t
from maildesk.flow.peak import announced, answers, questions, tally, trade

#: The cut-offs that matter for an event: those before gifts, and those that its parcels meet.
_BEFORE, _AFTER = timedelta(days=14), timedelta(days=45)
_FAMILIES = (Family.REPLY, Family.NOTE)


def look(session: Session, event: Occurrence, texts: Catalogue, zone: ZoneInfo, now: datetime) -> tuple[Finding, ...]:
    """The findings of now."""
    days = event.starts_at(zone), event.ends_at(zone)
    return findings(
        Seen(
            texts=frozenset((name, locale) for name, locale in texts.texts if _answers_buyers(texts, name)),
            locales=BUYER_LOCALES,
            questions=_unanswered(session, now),
            shifts=_shifts(session, days),
            days=days,
            awaited=_cutoffs(session, event),
            waiting=tally.waiting(session),
        )
    )


def _answers_buyers(texts: Catalogue, name: str) -> bool:
    return name in texts.names and family_of(name) in _FAMILIES


def _unanswered(session: Session, now: datetime) -> tuple[str, ...]:
    rows = questions.shown(session, now)
    stand = answers.standing(session, [row.key for row in rows]) if rows else {}
    return tuple(row.intent for row in rows if row.key not in stand)


def _shifts(session: Session, days: Span) -> tuple[Span, ...]:
    """The shifts of these days, of any plan that stands."""
    query = select(t.PeakShift.starts_at, t.PeakShift.ends_at).join(t.PeakPlan, t.PeakPlan.id == t.PeakShift.plan_id)
    within = t.PeakShift.starts_at < days[1], t.PeakShift.ends_at > days[0]
    rows = session.execute(query.where(t.PeakPlan.state != "dropped", *within))
    return tuple((starts, ends) for starts, ends in rows)


def _cutoffs(session: Session, event: Occurrence) -> tuple[Awaited, ...]:
    """The cut-offs around a sale or an occasion that are still those of an earlier year."""
    if event.event.kind not in (Kind.SALE, Kind.OCCASION):
        return ()
    first, last = event.first - _BEFORE, event.last + _AFTER
    ours, public = trade.trade(session), trade.holidays((), first, last)
    found = awaited(announced.events(session), first, last, public)
    return tuple(each for each in found if each.event.guessed and ours.concerned(each.event.countries))
