"""Preparing the batches of an occasion: asked for by a person or by the time, done by a job, seen while it lasts.

In: a session, `Care`, an occasion, now. Out: the row of the job, which holds how far it is; batches that are `preparing` until every
contact was looked at, and `proposed` then. A few contacts are one transaction together with that mark, so a worker that is killed goes
on where it was; and every greeting has a key of its own, so looking twice proposes once. For days of belief only those are looked at
who ticked them.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import Session

from maildesk.core.care.batch import BatchState
from maildesk.core.care.occasion import Kind, Occasion
from maildesk.db import tables as t
from maildesk.errors import NotFoundError
from maildesk.flow.care import contacts, greeting
from maildesk.flow.care.house import Care
from maildesk.flow.house import jobs

#: The job's name (`jobs.care`); one stands for each occasion.
JOB = "care_propose"
#: Contacts of one transaction: the road writes in between.
AT_ONCE = 50
#: Whoever bought nothing for so long is no customer that a shop greets.
_CUSTOMER = timedelta(days=730)
#: An occasion comes once a year: whoever was looked at within this time was looked at for this one.
_LATELY = timedelta(days=90)
#: Where a contact is, and its buyer's word where the contact has none.
_COUNTRY = func.coalesce(func.nullif(t.Contact.country, ""), t.Buyer.country, "")


@dataclass(frozen=True, slots=True)
class Preparing:
    """A proposal on its way. `total` 0: not begun. `why`: what the last try failed with, empty while all is well; it is tried again."""

    occasion: str
    done: int
    total: int
    why: str = ""
    again_at: datetime | None = None

    @property
    def share(self) -> int:
        """In percent."""
        return min(100, self.done * 100 // self.total) if self.total else 0


@dataclass(frozen=True, slots=True)
class _Mark:
    """How far it is: buyers up to `met` are contacts, contacts up to `seen` were looked at."""

    occasion: str
    met: int = 0
    seen: int = 0
    done: int = 0
    total: int = 0


def ask(session: Session, care: Care, occasion: str, now: datetime) -> bool:
    """Ask for an occasion to be prepared; one that is asked for already goes on. False: its day is near for nobody.

    Raises `NotFoundError` for an occasion that no row names.
    """
    row = care.packs.occasions.get(occasion)
    if row is None:
        raise NotFoundError(f"there is no occasion {occasion!r}")
    if not _total(session, row, now):
        return False
    jobs.ask(session, JOB, now, {"occasion": occasion}, key=_key(occasion))
    return True


def under_way(session: Session) -> tuple[Preparing, ...]:
    """What is being prepared just now, by occasion: for the page that shows it."""
    rows = session.scalars(select(t.Job).where(t.Job.name == JOB).order_by(t.Job.key))
    return tuple(
        Preparing(
            row.args["occasion"], row.args.get("done", 0), row.args.get("total", 0), row.said, row.due_at if row.said else None
        )
        for row in rows
    )  # fmt: skip


def go_on(session: Session, care: Care, occasion: str, now: datetime) -> bool:
    """Look at the next contacts of what was asked for. False: everybody was looked at, and the batches wait for a person."""
    job = session.scalar(select(t.Job).where(t.Job.key == _key(occasion)).with_for_update())
    if job is None:
        return False
    row, mark = care.packs.occasions[occasion], _Mark(**job.args)
    mark = mark if mark.total else replace(mark, total=_total(session, row, now))
    after = _meet(session, care, row, mark, now) or _look(session, care, row, mark, now)
    if after is None:
        _finish(session, occasion)
    job.args = asdict(after or _Mark(occasion))
    return after is not None


def _meet(session: Session, care: Care, row: Occasion, mark: _Mark, now: datetime) -> _Mark | None:
    """The next buyers become contacts; nothing when all are."""
    if row.kind is Kind.CHOSEN:
        return None
    query = _unmet(now).where(t.Buyer.id > mark.met).order_by(t.Buyer.id).limit(AT_ONCE)
    found = session.scalars(query).all()
    addresses = select(t.BuyerAddress.buyer_id, t.BuyerAddress.email).where(
        t.BuyerAddress.buyer_id.in_(found), ~t.BuyerAddress.relay
    )
    for buyer_id, email in session.execute(addresses).all():
        contacts.of_buyer(session, care, buyer_id, email, now)
    return replace(mark, met=found[-1], done=mark.done + len(found)) if found else None


def _look(session: Session, care: Care, row: Occasion, mark: _Mark, now: datetime) -> _Mark | None:
    """The next contacts are put into their batches; nothing when there are no more."""
    query = _concerned(session, row, now).where(t.Contact.id > mark.seen).order_by(t.Contact.id).limit(AT_ONCE)
    found = session.scalars(query).all()
    greeting.propose(session, care, row, found, now)
    return replace(mark, seen=found[-1].id, done=mark.done + len(found)) if found else None


def _finish(session: Session, occasion: str) -> None:
    whole = t.OutreachBatch.occasion == occasion, t.OutreachBatch.state == BatchState.PREPARING
    for batch in session.scalars(select(t.OutreachBatch).where(*whole)):
        batch.state, batch.version = BatchState.PROPOSED, batch.version + 1


def _total(session: Session, row: Occasion, now: datetime) -> int:
    """How many contacts are looked at; a buyer who is to become one counts for both steps."""
    known = session.scalar(select(func.count()).select_from(_concerned(session, row, now).subquery())) or 0
    if row.kind is Kind.CHOSEN:
        return known
    return known + 2 * (session.scalar(select(func.count()).select_from(_unmet(now).subquery())) or 0)


def _unmet(now: datetime) -> Select[int]:
    """Buyers of the last two years with an address of their own, who are no contact yet."""
    own = exists().where(t.BuyerAddress.buyer_id == t.Buyer.id, ~t.BuyerAddress.relay)
    known = exists().where(t.Contact.buyer_id == t.Buyer.id)
    recent = exists().where(t.OrderRow.buyer_id == t.Buyer.id, t.OrderRow.ordered_at > now - _CUSTOMER)
    return select(t.Buyer.id).where(own, ~known, recent)


def _concerned(session: Session, row: Occasion, now: datetime) -> Select[t.Contact]:
    """Contacts in no batch of the occasion yet, where its day is near; the day of an anniversary is each contact's own."""
    looked_at = exists().where(
        t.Outreach.contact_id == t.Contact.id, t.Outreach.occasion == row.name, t.Outreach.planned_at > now - _LATELY
    )
    query = select(t.Contact).outerjoin(t.Buyer, t.Buyer.id == t.Contact.buyer_id)
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
