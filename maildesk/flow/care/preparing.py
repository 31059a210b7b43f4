"""Preparing the batches of an occasion: asked for by a person or by the time, done by a job, seen while it lasts.

In: a session, `Care`, an occasion, now. Out: the job, which goes on in steps (`steps`); batches that are `preparing` until every contact
was looked at, and `proposed` then. Every greeting has a key of its own, so looking twice proposes once. For days of belief only those are
looked at who ticked them.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import Session

from maildesk.core.care.batch import BatchState
from maildesk.core.care.occasion import Kind, Occasion
from maildesk.db import tables as t
from maildesk.errors import NotFoundError
from maildesk.flow.care import contacts, greeting, steps
from maildesk.flow.care.house import Care, house
from maildesk.flow.care.steps import Part, Progress
from maildesk.flow.house import jobs

#: The job's name (`jobs.care`); one stands for each occasion.
JOB = "care_propose"
#: Whoever bought nothing for so long is no customer that a shop greets.
_CUSTOMER = timedelta(days=730)
#: An occasion comes once a year: whoever was looked at within this time was looked at for this one.
_LATELY = timedelta(days=90)
#: Where a contact is, and its buyer's word where the contact has none.
_COUNTRY = func.coalesce(func.nullif(t.Contact.country, ""), t.Buyer.country, "")


def ask(session: Session, care: Care, occasion: str, now: datetime) -> bool:
    """Ask for an occasion to be prepared; one that is asked for already goes on. False: its day is near for nobody.

    Raises `NotFoundError` for an occasion that no row names.
    """
    row = care.packs.occasions.get(occasion)
    if row is None:
        raise NotFoundError(f"there is no occasion {occasion!r}")
    if not any(steps.count(session, part.ids) for part in _parts(session, care, row, now)):
        return False
    jobs.ask(session, JOB, now, {"occasion": occasion}, key=_key(occasion))
    return True


def under_way(session: Session) -> tuple[Progress, ...]:
    """What is being prepared just now, by occasion: for the page that shows it."""
    return steps.under_way(session, JOB)


def go_on(session: Session, care: Care, occasion: str, now: datetime) -> bool:
    """Look at the next contacts of what was asked for. False: everybody was looked at, and the batches wait for a person."""
    job = steps.locked(session, _key(occasion))
    if job is None:
        return False
    more = steps.go_on(session, job, _parts(session, care, care.packs.occasions[occasion], now), now)
    if not more:
        _finish(session, occasion)
    return more


def _parts(session: Session, care: Care, row: Occasion, now: datetime) -> tuple[Part, ...]:
    """Buyers become contacts, and contacts are put into their batches."""
    seller = house(session, care)
    look = Part(
        "contact",
        _concerned(session, row, now),
        lambda each: greeting.propose(session, care, row, each, seller, now),
    )
    # Days of belief are for those who chose them, who are contacts for that.
    if row.kind is Kind.CHOSEN:
        return (look,)
    return Part("buyer", _unmet(now), lambda each: _meet(session, care, each, now), times=2), look


def _meet(session: Session, care: Care, buyer_id: int, now: datetime) -> None:
    own = select(t.BuyerAddress.email).where(t.BuyerAddress.buyer_id == buyer_id, ~t.BuyerAddress.relay)
    for email in session.scalars(own).all():
        contacts.of_buyer(session, care, buyer_id, email, now)


def _finish(session: Session, occasion: str) -> None:
    whole = t.OutreachBatch.occasion == occasion, t.OutreachBatch.state == BatchState.PREPARING
    for batch in session.scalars(select(t.OutreachBatch).where(*whole)):
        batch.state, batch.version = BatchState.PROPOSED, batch.version + 1


def _unmet(now: datetime) -> Select[int]:
    """Buyers of the last two years with an address of their own, who are no contact yet."""
    own = exists().where(t.BuyerAddress.buyer_id == t.Buyer.id, ~t.BuyerAddress.relay)
    known = exists().where(t.Contact.buyer_id == t.Buyer.id)
    recent = exists().where(t.OrderRow.buyer_id == t.Buyer.id, t.OrderRow.ordered_at > now - _CUSTOMER)
    return select(t.Buyer.id).where(own, ~known, recent)


def _concerned(session: Session, row: Occasion, now: datetime) -> Select[int]:
    """Contacts in no batch of the occasion yet, where its day is near; the day of an anniversary is each contact's own."""
    looked_at = exists().where(
        t.Outreach.contact_id == t.Contact.id, t.Outreach.occasion == row.name, t.Outreach.planned_at > now - _LATELY
    )
    query = select(t.Contact.id).outerjoin(t.Buyer, t.Buyer.id == t.Contact.buyer_id)
    query = query.where(t.Contact.erased_at.is_(None), t.Contact.email != "", ~looked_at, *_wanted(row))
    if row.kind is Kind.OWN:
        return query.where(t.Contact.buyer_id.is_not(None))
    known = session.scalars(query.with_only_columns(_COUNTRY, maintain_column_froms=True).distinct())
    return query.where(_COUNTRY.in_([country for country in known if greeting.near(row, country, now.date())]))


def _wanted(row: Occasion) -> list[ColumnElement[bool]]:
    chosen = exists().where(t.OccasionChoice.contact_id == t.Contact.id, t.OccasionChoice.occasion == row.name)
    return [chosen] if row.kind is Kind.CHOSEN else []


def _key(occasion: str) -> str:
    return f"{JOB}:{occasion}"
