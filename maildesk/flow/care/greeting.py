"""Proposing greetings: which contacts an occasion is for in the next weeks, each with the day of its own country.

In: a session, `Care`, an occasion, a contact, now. Out: batches with one row for each contact, those that a gate stops among them, so
that a person sees who is left out and why. Who is looked at, and when, is another room's (`preparing`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from maildesk.core.care.asked import Answer, Asked, House, Missive, Verdict
from maildesk.core.care.batch import BatchState
from maildesk.core.care.gates import judge
from maildesk.core.care.occasion import (
    Greeting,
    Kind,
    Occasion,
    OccasionDay,
    anniversary,
    greeting,
    lapses_at,
    opens_at,
)
from maildesk.core.care.quiet import closed_by
from maildesk.core.order import Channel
from maildesk.core.reply.families import FAMILIES
from maildesk.db import tables as t
from maildesk.db.upsert import add_missing
from maildesk.flow.care import gathering
from maildesk.flow.care.gathering import Whom
from maildesk.flow.care.house import Care
from maildesk.flow.care.matter import troubles
from maildesk.flow.care.planning import locale
from maildesk.packs.care import GREETING
from maildesk.packs.care_days import day_of

#: Greetings are proposed so long ahead, so that a person has time to read them.
AHEAD = timedelta(days=21)
#: Tiers whose people get a note from their own agent instead of a batch's text.
_PERSONAL = frozenset({"A", "B"})
_OWN_SHOP = (Channel.OWN, Channel.SHOPIFY, Channel.WOOCOMMERCE)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A contact an occasion may be for. `channel`: where its buyer last bought, an own shop before all others."""

    contact: t.Contact
    buyer: t.Buyer | None
    first_order: datetime | None
    channel: str

    @property
    def country(self) -> str:
        return self.contact.country or (self.buyer.country if self.buyer else "")


@dataclass(frozen=True, slots=True)
class _Greeted:
    row: Occasion
    found: OccasionDay
    candidate: Candidate
    seller: House


def propose(session: Session, care: Care, row: Occasion, contact_id: int, seller: House, now: datetime) -> None:
    """Put a contact into its batch of an occasion, if its day comes within the next weeks.

    A batch that a person let go, or stopped, takes nobody any more; whoever is in one already is not put in twice.
    """
    candidate = _candidate(session, session.get_one(t.Contact, contact_id))
    found = _day(row, candidate, now.date())
    batch = _batch(session, row, found, now) if found else None
    if found and batch is not None and batch.state in (BatchState.PREPARING, BatchState.PROPOSED):
        _propose(session, care, batch, _Greeted(row, found, candidate, seller), now)


def near(row: Occasion, country: str, today: date) -> OccasionDay | None:
    """The next day of an occasion in a country, when it is near enough to be proposed."""
    found = (day_of(row.name, country, year) for year in (today.year, today.year + 1))
    return next((each for each in found if each is not None and _is_near(row, each, today)), None)


def _candidate(session: Session, contact: t.Contact) -> Candidate:
    buyer = session.get(t.Buyer, contact.buyer_id) if contact.buyer_id else None
    if buyer is None:
        return Candidate(contact, None, None, Channel.OWN)
    first = session.scalar(select(func.min(t.OrderRow.ordered_at)).where(t.OrderRow.buyer_id == buyer.id))
    query = select(t.OrderRow.channel).where(t.OrderRow.buyer_id == buyer.id).order_by(t.OrderRow.id.desc())
    channels = session.scalars(query).all()
    own = next((each for each in channels if each in _OWN_SHOP), None)
    return Candidate(contact, buyer, first, own or (channels[0] if channels else Channel.OWN))


def _day(row: Occasion, candidate: Candidate, today: date) -> OccasionDay | None:
    """The next day of the occasion for this contact, when it is near enough."""
    if row.kind is not Kind.OWN:
        return near(row, candidate.country, today)
    if candidate.first_order is None:
        return None
    first = candidate.first_order.date()
    years = (year for year in (today.year, today.year + 1) if first.year < year)
    days = (OccasionDay(row.name, candidate.country, anniversary(first, year)) for year in years)
    return next((each for each in days if _is_near(row, each, today)), None)


def _is_near(row: Occasion, found: OccasionDay, today: date) -> bool:
    return today <= found.day and _last_day(row, found) <= today + AHEAD


def _last_day(row: Occasion, found: OccasionDay) -> date:
    """The last day of the batch it belongs to. A batch is proposed whole: once it is approved nobody joins it."""
    return found.day + timedelta(days=6 - found.day.weekday()) if row.kind is Kind.OWN else found.day


def _batch(session: Session, row: Occasion, found: OccasionDay, now: datetime) -> t.OutreachBatch:
    """The batch of an occasion and day: Christmas comes twice a year, by country. Anniversaries are gathered by the week."""
    key = f"{row.name}:{found.day:%G-W%V}" if row.kind is Kind.OWN else f"{row.name}:{found.day.isoformat()}"
    fresh = {
        "key": key,
        "occasion": row.name,
        "state": BatchState.PREPARING,
        "why": "",
        "proposed_at": now,
        "version": 1,
    }
    add_missing(session, t.OutreachBatch, fresh)
    return session.scalars(select(t.OutreachBatch).where(t.OutreachBatch.key == key)).one()


def _propose(session: Session, care: Care, batch: t.OutreachBatch, of: _Greeted, now: datetime) -> None:
    """One row, as the gates would judge it on its day. What stops it then is written with it."""
    candidate, contact = of.candidate, of.candidate.contact
    asked = _asked(session, care, of, now)
    missive, verdict = asked.missive, judge(asked)
    personal = candidate.buyer is not None and candidate.buyer.tier in _PERSONAL
    row = {
        "key": f"greeting:{of.row.name}:{of.found.day.year}:contact:{contact.id}",
        "purpose": GREETING,
        "occasion": of.row.name,
        "contact_id": contact.id,
        "buyer_id": contact.buyer_id,
        "batch_id": batch.id,
        "template": of.row.template,
        "country": candidate.country,
        "locale": locale(care, contact.locale, candidate.country),
        "mail_class": str(missive.mail_class),
        "detail": _detail(candidate),
        "greeting": _days(missive.greeting) if missive.greeting else {},
        "due_at": asked.at,
        "lapses_at": missive.lapses_at,
        "version": verdict.version,
        **dict.fromkeys(("since", "planned_at"), now),
        **_UNWRITTEN,
    }
    add_missing(session, t.Outreach, row | _standing(verdict, personal, now))


#: Columns that begin empty: rows are inserted past the session's own defaults.
_UNWRITTEN: dict[str, object] = {"grounds": [], "subject": "", "text": "", "frozen": {}}


def _asked(session: Session, care: Care, of: _Greeted, now: datetime) -> Asked:
    """What the gates are asked about the greeting at the moment it is due."""
    contact, country = of.candidate.contact, of.candidate.country
    where = gathering.place(care, country, now)
    planned = greeting(of.row, of.found, closed_by(of.seller.laws.between(country, of.seller.country), where))
    mail_class, lapses = FAMILIES[of.row.template].mail_class, lapses_at(planned, where)
    missive = Missive(GREETING, mail_class, of.candidate.channel, lapses, greeting=planned, approved=True)
    seen = gathering.contact(session, care, Whom(contact.id, country, troubles(session, contact.buyer_id)), now)
    return Asked(missive, seen, of.seller, max(opens_at(planned, where, care.packs.hours), now))


def _standing(verdict: Verdict, personal: bool, now: datetime) -> dict[str, object]:
    """How a proposed row stands: planned, or stopped by a gate, or kept for a note of the buyer's own agent."""
    if verdict.answer is not Answer.STOP and not personal:
        return {"state": "planned", "gate": "", "why": "", "ended_at": None}
    why = verdict.why if verdict.answer is Answer.STOP else "key_customer"
    return {"state": "stopped", "gate": str(verdict.gate or "approval"), "why": why, "ended_at": now}


def _detail(candidate: Candidate) -> dict[str, str]:
    first = candidate.first_order
    return {"channel": candidate.channel} | ({"first_order_on": first.date().isoformat()} if first else {})


def _days(planned: Greeting) -> dict[str, object]:
    return {
        "day": planned.day.isoformat(),
        "on": planned.on.isoformat(),
        "last": planned.last.isoformat(),
        "estimated": planned.estimated,
        "kind": str(planned.kind),
    }
