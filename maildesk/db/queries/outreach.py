"""What the desk writes first, as its list shows it: what waits for a person, what comes, what left, what did not, and why.

In: a session and what was asked. Out: lines by keyset, a page at a time. Nothing is counted but what waits, and that no further than shown.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, and_, func, not_, or_, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session

from maildesk.core.care.asked import Gate
from maildesk.core.reply.families import MailClass
from maildesk.db import tables as t

PAGE = 60
#: More than so many wait: nobody counts further.
MOST = 1_000
#: Gates after which a person's word is all that is missing.
_SOON = (Gate.APPROVAL, Gate.QUIET)
#: How the reason begins where the words themselves are not complete.
_TEXT = "text."


class View(StrEnum):
    """The parts of the list. `asks`: waits for somebody · `coming`: goes when its moment comes, if nothing stops it."""

    ASKS = "asks"
    COMING = "coming"
    SENT = "sent"
    STOPPED = "stopped"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Asked:
    """Empty words are no filter. `after`: the last line of the page before, as (moment, id)."""

    view: View = View.ASKS
    gate: str = ""
    mail_class: str = ""
    purpose: str = ""
    batch: int = 0
    after: tuple[datetime, int] | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A mail with whom and what it is about. `at` is the moment its view is ordered by."""

    row: t.Outreach
    at: datetime
    email: str
    name: str
    order_number: str


#: By which moment a view stands, and whether the newest is first.
_ORDER: dict[View, tuple[InstrumentedAttribute[datetime], bool]] = {
    View.ASKS: (t.Outreach.lapses_at, False),
    View.COMING: (t.Outreach.due_at, False),
    View.SENT: (t.Outreach.due_at, True),
    View.STOPPED: (t.Outreach.due_at, True),
    View.CANCELLED: (t.Outreach.due_at, True),
}
_ENDS: dict[View, tuple[str, ...]] = {
    View.SENT: ("sent",),
    View.STOPPED: ("stopped",),
    View.CANCELLED: ("cancelled", "failed"),
}


def lines(session: Session, asked: Asked, alone: Collection[str] = ()) -> Sequence[Line]:
    """A page of the list; one more than a page if there are. `alone`: the rules that ask nobody."""
    moment, newest_first = _ORDER[asked.view]
    order = (moment.desc(), t.Outreach.id.desc()) if newest_first else (moment, t.Outreach.id)
    page = _page(asked, alone).order_by(*order).limit(PAGE + 1).subquery()
    query = (
        select(t.Outreach, moment, t.Contact.email, t.Buyer.name, t.OrderRow.number)
        .join(page, page.c.id == t.Outreach.id)
        .outerjoin(t.Contact, t.Contact.id == t.Outreach.contact_id)
        .outerjoin(t.Buyer, t.Buyer.id == t.Outreach.buyer_id)
        .outerjoin(t.OrderRow, t.OrderRow.id == t.Outreach.order_id)
    )
    found = session.execute(query.order_by(*order))
    return [Line(row, at, email or "", name or "", number or "") for row, at, email, name, number in found]


def of_batch(session: Session, batch_id: int, state: str, why: str, most: int) -> Sequence[Line]:
    """Mails of a batch in one state and for one reason, by language and then by name."""
    query = (
        select(t.Outreach, t.Contact.email, t.Buyer.name)
        .outerjoin(t.Contact, t.Contact.id == t.Outreach.contact_id)
        .outerjoin(t.Buyer, t.Buyer.id == t.Outreach.buyer_id)
        .where(t.Outreach.batch_id == batch_id, t.Outreach.state == state, t.Outreach.why == why)
    )
    found = session.execute(query.order_by(t.Outreach.locale, t.Buyer.name, t.Outreach.id).limit(most))
    return [Line(row, row.due_at, email or "", name or "", "") for row, email, name in found]


def taken_off(session: Session, batch_id: int, because: Collection[str]) -> int:
    """How many mails of a batch do not go for one of these reasons."""
    off = t.Outreach.batch_id == batch_id, t.Outreach.state == "cancelled", t.Outreach.why.in_(because)
    return session.scalar(select(func.count()).select_from(t.Outreach).where(*off)) or 0


def _page(asked: Asked, alone: Collection[str]) -> Select[int]:
    """The ids alone: what is sorted then is two numbers a row, whatever the mails hold."""
    query = select(t.Outreach.id).where(_holds(asked.view, alone), *_filters(asked))
    if asked.after is None:
        return query
    moment, newest_first = _ORDER[asked.view]
    place = tuple_(moment, t.Outreach.id)
    return query.where(place < asked.after if newest_first else place > asked.after)


def waiting(session: Session, alone: Collection[str]) -> int:
    """How many wait for a person, counted up to `MOST`."""
    some = select(t.Outreach.id).where(_asks(alone)).limit(MOST).subquery()
    return session.scalar(select(func.count()).select_from(some)) or 0


def next_waiting(session: Session, row: t.Outreach, alone: Collection[str]) -> int | None:
    """The one that waits after this one, else the first that waits."""
    after = tuple_(t.Outreach.lapses_at, t.Outreach.id) > (row.lapses_at, row.id)
    query = select(t.Outreach.id).where(_asks(alone), t.Outreach.id != row.id)
    query = query.order_by(t.Outreach.lapses_at, t.Outreach.id)
    return session.scalar(query.where(after).limit(1)) or session.scalar(query.limit(1))


def last_alone(session: Session, before: datetime) -> datetime | None:
    """When a mail last left without a person, before that moment."""
    alone = t.Outreach.outbox_id.is_not(None), t.Outreach.approved_by.is_(None), t.Outreach.batch_id.is_(None)
    query = select(t.Outreach.sent_at).where(t.Outreach.sent_at < before, *alone)
    return session.scalar(query.order_by(t.Outreach.sent_at.desc()).limit(1))


def asks(row: t.Outreach, alone: Collection[str]) -> bool:
    """Whether nothing but a person's yes is missing, now or when the buyer's day opens."""
    by_itself = row.purpose in alone and row.mail_class != MailClass.MARKETING
    unsaid = row.approved_at is None and row.batch_id is None and not by_itself and not row.why.startswith(_TEXT)
    return row.state == "waiting" and row.gate in _SOON and unsaid


def _holds(view: View, alone: Collection[str]) -> ColumnElement[bool]:
    if view is View.ASKS:
        return _asks(alone)
    if view is View.COMING:
        return and_(t.Outreach.state.in_(("planned", "waiting", "queued")), not_(_asks(alone)))
    return t.Outreach.state.in_(_ENDS[view])


def _asks(alone: Collection[str]) -> ColumnElement[bool]:
    """Waits for a word, or for what a word does not mend: the shop is not complete, or the text is not.

    The gates ask for quiet hours before they ask for a person: at night there, it is day for the person here.
    """
    by_itself = and_(t.Outreach.purpose.in_(sorted(alone)), t.Outreach.mail_class != MailClass.MARKETING)
    unsaid = and_(t.Outreach.approved_at.is_(None), t.Outreach.batch_id.is_(None), not_(by_itself))
    incomplete = or_(t.Outreach.gate.in_((Gate.IDENTITY, Gate.WAY_OUT)), t.Outreach.why.like(f"{_TEXT}%"))
    return and_(t.Outreach.state == "waiting", or_(incomplete, and_(t.Outreach.gate.in_(_SOON), unsaid)))


def _filters(asked: Asked) -> list[ColumnElement[bool]]:
    wanted = (
        (t.Outreach.gate, asked.gate),
        (t.Outreach.mail_class, asked.mail_class),
        (t.Outreach.purpose, asked.purpose),
        (t.Outreach.batch_id, asked.batch),
    )
    return [column == value for column, value in wanted if value]
