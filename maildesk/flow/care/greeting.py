"""Proposing greetings: which contacts an occasion is for in the next weeks, each with the day of its own country.

In: a session, `Care`, an occasion, now. Out: a proposed batch with one row for each contact, those that a gate stops among them, so that
a person sees who is left out and why. For days of belief only those are looked at who ticked them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import exists, func, select
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
from maildesk.flow.care import contacts, gathering
from maildesk.flow.care.gathering import Whom
from maildesk.flow.care.house import Care, house
from maildesk.flow.care.matter import troubles
from maildesk.flow.care.planning import locale
from maildesk.packs.care import GREETING
from maildesk.packs.care_days import day_of

#: Greetings are proposed so long ahead, so that a person has time to read them.
AHEAD = timedelta(days=21)
#: Whoever bought nothing for so long is no customer that a shop greets.
_CUSTOMER = timedelta(days=730)
#: Tiers whose people get a note from their own agent instead of a batch's text.
_PERSONAL = frozenset({"A", "B"})
_OWN_SHOP = (Channel.OWN, Channel.SHOPIFY, Channel.WOOCOMMERCE)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A contact an occasion may be for. `channel`: where its buyer last bought, an own shop before all others."""

    contact: t.Contact
    buyer: t.Buyer | None
    first_order: datetime | None
    channel: str


def propose(session: Session, care: Care, occasion: str, now: datetime) -> list[int]:
    """Propose the batches of an occasion whose day comes within the next weeks; one that still waits gets the new contacts."""
    row, seller = care.packs.occasions[occasion], house(session, care)
    ids: set[int] = set()
    for candidate in list(_candidates(session, care, row, now)):
        country = candidate.contact.country or (candidate.buyer.country if candidate.buyer else "")
        found = _day(row, candidate, country, now.date())
        batch = _batch(session, row, found, now) if found else None
        if found and batch is not None and batch.state == BatchState.PROPOSED:
            _propose(session, care, batch, _Greeted(row, found, candidate, country, seller), now)
            ids.add(batch.id)
    return sorted(ids)


@dataclass(frozen=True, slots=True)
class _Greeted:
    row: Occasion
    found: OccasionDay
    candidate: _Candidate
    country: str
    seller: House


def _candidates(session: Session, care: Care, row: Occasion, now: datetime) -> Iterator[_Candidate]:
    if row.kind is Kind.CHOSEN:
        chosen = exists().where(t.OccasionChoice.contact_id == t.Contact.id, t.OccasionChoice.occasion == row.name)
        known = session.scalars(select(t.Contact).where(chosen, t.Contact.erased_at.is_(None)))
    else:
        _meet_customers(session, care, now)
        known = session.scalars(select(t.Contact).where(t.Contact.erased_at.is_(None), t.Contact.email != ""))
    for contact in known.all():
        buyer = session.get(t.Buyer, contact.buyer_id) if contact.buyer_id else None
        first, channel = _history(session, contact.buyer_id)
        yield _Candidate(contact, buyer, first, channel)


def _meet_customers(session: Session, care: Care, now: datetime) -> None:
    """Every buyer of the last two years with an address of their own is a contact."""
    unknown = ~exists().where(t.Contact.buyer_id == t.BuyerAddress.buyer_id)
    recent = exists().where(t.OrderRow.buyer_id == t.BuyerAddress.buyer_id, t.OrderRow.ordered_at > now - _CUSTOMER)
    query = select(t.BuyerAddress.buyer_id, t.BuyerAddress.email).where(~t.BuyerAddress.relay, unknown, recent)
    for buyer_id, email in session.execute(query).all():
        contacts.of_buyer(session, care, buyer_id, email, now)
    session.flush()


def _history(session: Session, buyer_id: int | None) -> tuple[datetime | None, str]:
    if buyer_id is None:
        return None, str(Channel.OWN)
    first = session.scalar(select(func.min(t.OrderRow.ordered_at)).where(t.OrderRow.buyer_id == buyer_id))
    channels = session.scalars(
        select(t.OrderRow.channel).where(t.OrderRow.buyer_id == buyer_id).order_by(t.OrderRow.id.desc())
    ).all()
    own = next((each for each in channels if each in _OWN_SHOP), None)
    return first, own or (channels[0] if channels else str(Channel.OWN))


def _day(row: Occasion, candidate: _Candidate, country: str, today: date) -> OccasionDay | None:
    """The next day of the occasion for this contact, when it is near enough."""
    for year in (today.year, today.year + 1):
        if row.kind is Kind.OWN:
            first = candidate.first_order.date() if candidate.first_order else None
            found = OccasionDay(row.name, country, anniversary(first, year)) if first and first.year < year else None
        else:
            found = day_of(row.name, country, year)
        if found is not None and today <= found.day and _last_day(row, found) <= today + AHEAD:
            return found
    return None


def _last_day(row: Occasion, found: OccasionDay) -> date:
    """The last day of the batch it belongs to. A batch is proposed whole: once it is approved nobody joins it."""
    return found.day + timedelta(days=6 - found.day.weekday()) if row.kind is Kind.OWN else found.day


def _batch(session: Session, row: Occasion, found: OccasionDay, now: datetime) -> t.OutreachBatch:
    """The batch of an occasion and day: Christmas comes twice a year, by country. Anniversaries are gathered by the week."""
    key = f"{row.name}:{found.day:%G-W%V}" if row.kind is Kind.OWN else f"{row.name}:{found.day.isoformat()}"
    fresh = {
        "key": key,
        "occasion": row.name,
        "state": BatchState.PROPOSED,
        "why": "",
        "proposed_at": now,
        "version": 1,
    }
    add_missing(session, t.OutreachBatch, fresh)
    return session.scalars(select(t.OutreachBatch).where(t.OutreachBatch.key == key)).one()


def _propose(session: Session, care: Care, batch: t.OutreachBatch, of: _Greeted, now: datetime) -> None:
    """One row, as the gates would judge it on its day. What stops it then is written with it."""
    contact, where = of.candidate.contact, gathering.place(care, of.country, now)
    laws = of.seller.laws.between(of.country, of.seller.country)
    planned = greeting(of.row, of.found, closed_by(laws, where))
    due_at, lapses = max(opens_at(planned, where, care.packs.hours), now), lapses_at(planned, where)
    missive = Missive(
        GREETING, FAMILIES[of.row.template].mail_class, of.candidate.channel, lapses, greeting=planned, approved=True
    )
    seen = gathering.contact(session, care, Whom(contact.id, of.country, troubles(session, contact.buyer_id)), now)
    verdict = judge(Asked(missive, seen, of.seller, due_at))
    personal = of.candidate.buyer is not None and of.candidate.buyer.tier in _PERSONAL
    row = {
        "key": f"greeting:{of.row.name}:{of.found.day.year}:contact:{contact.id}",
        "purpose": GREETING,
        "occasion": of.row.name,
        "contact_id": contact.id,
        "buyer_id": contact.buyer_id,
        "batch_id": batch.id,
        "template": of.row.template,
        "country": of.country,
        "locale": locale(care, contact.locale, of.country),
        "mail_class": str(missive.mail_class),
        "detail": _detail(of.candidate),
        "greeting": _days(planned),
        "since": now,
        "due_at": due_at,
        "lapses_at": lapses,
        "grounds": [],
        "version": verdict.version,
        "subject": "",
        "text": "",
        "planned_at": now,
    }
    add_missing(session, t.Outreach, row | _standing(verdict, personal, now))


def _standing(verdict: Verdict, personal: bool, now: datetime) -> dict[str, object]:
    """How a proposed row stands: planned, or stopped by a gate, or kept for a note of the buyer's own agent."""
    if verdict.answer is not Answer.STOP and not personal:
        return {"state": "planned", "gate": "", "why": "", "ended_at": None}
    why = verdict.why if verdict.answer is Answer.STOP else "key_customer"
    return {"state": "stopped", "gate": str(verdict.gate or "approval"), "why": why, "ended_at": now}


def _detail(candidate: _Candidate) -> dict[str, str]:
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
