"""Three weeks in which the sample shop wrote first, lived through at the first start: what left, what stopped it, what came back.

In: the desk, who approves, now. Out: rows in the store, and the mails for the buyers' mailboxes.
Everything goes the way it goes on any day, at a clock that is turned; only the mail server is played: it takes whatever comes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.care import link
from maildesk.core.care.contact import Scope
from maildesk.core.care.link import Linked
from maildesk.core.queue.sending import Outcome
from maildesk.db import tables as t
from maildesk.flow.care import batches, contacts, house, planning, preferences, preparing, releasing, sending
from maildesk.flow.care.house import Care
from maildesk.flow.house.person import Doing, Seen, person
from maildesk.flow.reply import outbox
from maildesk.flow.reply.outbox import Tried
from maildesk.jobs.desk import Desk

_SINCE = timedelta(days=20)
#: No buyer's day is shorter.
_STEP = timedelta(hours=5)
#: What leaves without a person, and what batches are made of.
ALONE, OCCASION = "dispatched", "anniversary"
_WORD = "I read the fifty that came before; every one was right."
#: How long after a mail what it brings about comes back.
_LATER = timedelta(hours=3)
_TAKEN = "250 2.0.0 kept"


def live(desk: Desk, login: str, now: datetime) -> list[tuple[str, bytes]]:
    """The weeks before `now`; `login` is who approves. Returns (address, mail) as the buyers got them; nothing at a second start."""
    store, care, start = desk.store, desk.care, now - _SINCE
    with store.writing() as session:
        if session.scalar(select(t.Outreach.id).where(t.Outreach.sent_at.is_not(None)).limit(1)) is not None:
            return []
        doing = Doing(person(session.scalars(select(t.User).where(t.User.login == login)).one()), start)
        house.set_automatic(session, care, ALONE, True, _WORD, doing)
        _let_go(session, care, doing, now)
    arrived: list[tuple[str, bytes]] = []
    for before, at in pairwise(_moments(start, now)):
        with store.writing() as session:
            _told(session, care, before, at)
            releasing.release(session, care, at)
        sending.send_due(store, care, at)
        with store.writing() as session:
            arrived += _taken(session, desk, at)
            sending.settle(session, at)
    with store.writing() as session:
        _came_back(session, care, now)
    return arrived


def _moments(start: datetime, now: datetime) -> Iterator[datetime]:
    while start < now:
        yield start
        start += _STEP
    yield now


def _let_go(session: Session, care: Care, doing: Doing, now: datetime) -> None:
    """The batches of the weeks that are over."""
    preparing.ask(session, care, OCCASION, doing.now)
    while preparing.go_on(session, care, OCCASION, doing.now):
        pass
    this_week = f"{OCCASION}:{now:%G-W%V}"
    over = select(t.OutreachBatch).where(t.OutreachBatch.occasion == OCCASION, t.OutreachBatch.key < this_week)
    for row in session.scalars(over).all():
        batches.approve(session, Seen(row.id, row.version), doing)


def _told(session: Session, care: Care, after: datetime, at: datetime) -> None:
    """Orders that left since the last look and are still on their way."""
    shipped = select(t.OrderRow.id).where(
        t.OrderRow.shipped_at > after, t.OrderRow.shipped_at <= at, t.OrderRow.delivered_at.is_(None)
    )
    for order_id in session.scalars(shipped).all():
        planning.order_changed(session, care, order_id, after, at)


def _taken(session: Session, desk: Desk, at: datetime) -> Iterator[tuple[str, bytes]]:
    """What the mail server takes. No copy is filed in Sent: there it would be read as history."""
    for box_id in session.scalars(select(t.Mailbox.id)).all():
        for outbox_id in outbox.due(session, box_id, at, 0):
            parcelled = outbox.claim(session, outbox_id, "demo", at)
            if parcelled is not None:
                outbox.settle(session, Tried(outbox_id, Outcome.ACCEPTED, _TAKEN), desk.settings.timezone, at)
                outbox.copied(session, outbox_id)
                yield from ((address, parcelled.body) for address in parcelled.recipients)


def _came_back(session: Session, care: Care, now: datetime) -> None:
    """One greeting was answered, one led to a stop, one found no mailbox."""
    greeted = select(t.Outreach).where(t.Outreach.state == "sent", t.Outreach.occasion == OCCASION)
    rows = session.scalars(greeted.order_by(t.Outreach.sent_at, t.Outreach.id)).all()
    for row, came in zip(rows, (_answered, _stopped, _bounced), strict=False):
        came(session, care, row, min((row.sent_at or now) + _LATER, now))


def _answered(_session: Session, _care: Care, row: t.Outreach, at: datetime) -> None:
    row.answered_at = at


def _stopped(session: Session, care: Care, row: t.Outreach, at: datetime) -> None:
    if row.contact_id is not None:
        preferences.one_click(session, care, link.make(Linked(row.contact_id, row.id), care.secrets[0]), at)


def _bounced(session: Session, _care: Care, row: t.Outreach, at: datetime) -> None:
    if row.contact_id is not None:
        row.bounced_at = at
        contacts.suppress_one(session, row.contact_id, Scope.EVERYTHING, "bounce", at)
