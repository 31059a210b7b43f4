"""The outbox: claim, hand over, and write down what came of it. The sending itself belongs to the jobs.

A mail is marked `sending` and committed before its bytes go to the server. Whatever kills the process after that leaves it
`sending`; such a mail is never tried again by itself but becomes `uncertain`: looked for in Sent, else a person decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from maildesk.core.queue.sending import ABANDONED, Outcome, Sending, after
from maildesk.db import tables as t
from maildesk.errors import NotFoundError, StaleError
from maildesk.flow.house import jobs
from maildesk.flow.mail import ledger, own_mail
from maildesk.flow.matters import conversation

_STOPPED = "the worker stopped while the mail was being handed over"


@dataclass(frozen=True, slots=True)
class Parcelled:
    """One mail as the sender needs it."""

    outbox_id: int
    sender: str
    recipients: tuple[str, ...]
    body: bytes


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of one try, in the server's words."""

    outbox_id: int
    outcome: Outcome
    said: str


def due(session: Session, mailbox_id: int, now: datetime, per_minute: int, limit: int = 200) -> list[int]:
    """The mails of a mailbox that may leave now: answers before all else, and not more than its limit per minute allows."""
    recent = session.scalar(
        select(func.count())
        .select_from(t.Outbox)
        .where(t.Outbox.mailbox_id == mailbox_id, t.Outbox.sent_at > now - timedelta(minutes=1))
    )
    allowed = min(limit, per_minute - (recent or 0)) if per_minute else limit
    if allowed <= 0:
        return []
    waiting = select(t.Outbox.id).where(
        t.Outbox.state == Sending.QUEUED, t.Outbox.mailbox_id == mailbox_id, t.Outbox.not_before <= now
    )
    return list(session.scalars(waiting.order_by(t.Outbox.rank, t.Outbox.not_before, t.Outbox.id).limit(allowed)))


def claim(session: Session, outbox_id: int, worker: str, now: datetime) -> Parcelled | None:
    """Take one mail by compare-and-set; None when somebody was first or it was taken back."""
    won = session.execute(
        update(t.Outbox)
        .where(t.Outbox.id == outbox_id, t.Outbox.state == Sending.QUEUED, t.Outbox.not_before <= now)
        .values(state=Sending.SENDING, claimed_by=worker, claimed_at=now, attempts=t.Outbox.attempts + 1)
        .returning(t.Outbox.sender, t.Outbox.recipients, t.Outbox.body)
    ).one_or_none()
    return Parcelled(outbox_id, won[0], tuple(won[1]), won[2]) if won else None


def settle(session: Session, tried: Tried, zone: ZoneInfo, now: datetime) -> Sending:
    """Write down what came of a try; an accepted mail joins its conversation in the same transaction."""
    row = _row(session, tried.outbox_id)
    if row.state != Sending.SENDING:
        return Sending(row.state)
    following = after(tried.outcome, row.attempts, now)
    row.said = tried.said[:500]
    if following.state is Sending.SENT:
        _sent(session, row, zone, now)
        return Sending.SENT
    row.state = following.state
    if following.not_before is not None:
        row.not_before = following.not_before
    elif row.conversation_id is not None:
        _tell_owner(session, row, str(following.state), now)
    return following.state


def abandon(session: Session, now: datetime) -> list[int]:
    """Mails that a dead worker left as `sending` become `uncertain`: nobody knows whether they left."""
    rows = session.scalars(
        select(t.Outbox).where(t.Outbox.state == Sending.SENDING, t.Outbox.claimed_at < now - ABANDONED)
    ).all()
    for row in rows:
        row.state, row.said = Sending.UNCERTAIN, _STOPPED
        _tell_owner(session, row, Sending.UNCERTAIN, now)
    return [row.id for row in rows]


def senders(session: Session) -> set[str]:
    """The workers that hold a mail just now."""
    return set(session.scalars(select(t.Outbox.claimed_by).where(t.Outbox.state == Sending.SENDING)))


def abandon_of(session: Session, dead: Sequence[str], now: datetime) -> None:
    """Workers known to be dead: what they were sending is uncertain at once, not only after `ABANDONED`."""
    for row in session.scalars(
        select(t.Outbox).where(t.Outbox.state == Sending.SENDING, t.Outbox.claimed_by.in_(dead))
    ):
        row.state, row.said = Sending.UNCERTAIN, _STOPPED
        _tell_owner(session, row, Sending.UNCERTAIN, now)


def found_in_sent(session: Session, outbox_id: int, zone: ZoneInfo, now: datetime) -> None:
    """An uncertain mail was found in the Sent folder: it left."""
    row = _row(session, outbox_id)
    if row.state == Sending.UNCERTAIN:
        row.copy_state = "done"
        _sent(session, row, zone, now)


def decide(session: Session, outbox_id: int, *, left: bool, zone: ZoneInfo, now: datetime, by: int) -> None:
    """A person settles an uncertain or failed mail: it left after all, or it is to be tried once more."""
    row = _row(session, outbox_id)
    if row.state not in (Sending.UNCERTAIN, Sending.FAILED):
        raise StaleError(f"mail {outbox_id} is {row.state} by now")
    if row.conversation_id is not None:
        conversation.record(
            session, row.conversation_id, "sending_settled", now, by=by, detail={"left": left, "said": row.said}
        )
    if left:
        _sent(session, row, zone, now)
    else:
        row.state, row.not_before, row.attempts = Sending.QUEUED, now, 0


def to_copy(session: Session, mailbox_id: int, limit: int = 50) -> Sequence[t.Outbox]:
    """Sent mails whose copy still has to be filed in the Sent folder."""
    query = select(t.Outbox).where(
        t.Outbox.state == Sending.SENT, t.Outbox.mailbox_id == mailbox_id, t.Outbox.copy_state == "wanted"
    )
    return session.scalars(query.order_by(t.Outbox.id).limit(limit)).all()


def copied(session: Session, outbox_id: int) -> None:
    """The copy stands in the Sent folder."""
    session.execute(update(t.Outbox).where(t.Outbox.id == outbox_id).values(copy_state="done"))


def next_due(session: Session, mailbox_id: int) -> datetime | None:
    """When the next queued mail of a mailbox may leave."""
    query = select(func.min(t.Outbox.not_before)).where(
        t.Outbox.state == Sending.QUEUED, t.Outbox.mailbox_id == mailbox_id
    )
    return session.scalar(query)


def uncertain(session: Session, mailbox_id: int) -> Sequence[t.Outbox]:
    return session.scalars(
        select(t.Outbox).where(t.Outbox.state == Sending.UNCERTAIN, t.Outbox.mailbox_id == mailbox_id)
    ).all()


def _sent(session: Session, row: t.Outbox, zone: ZoneInfo, now: datetime) -> None:
    row.state, row.sent_at = Sending.SENT, now
    if row.conversation_id is None:
        return
    row.message_row_id = own_mail.join(session, row, now)
    if row.draft_id is not None:
        draft = session.get(t.Draft, row.draft_id)
        asked = session.get(t.Message, draft.message_id) if draft else None
        # What the answer promised or asked is kept in mind (`flow.care`).
        jobs.ask(session, "care_answer", now, {"outbox_id": row.id}, key=f"care_answer:{row.id}")
        if asked is not None:
            ledger.answered(session, asked.mailbox_id, ledger.day_of(asked.arrived_at, zone))


def _tell_owner(session: Session, row: t.Outbox, code: str, now: datetime) -> None:
    """A mail that did not leave is told to whoever approved it; it also stands on everybody's home page (pain 10)."""
    draft = session.get(t.Draft, row.draft_id) if row.draft_id else None
    if draft is not None and draft.approved_by is not None:
        session.add(
            t.Notification(
                user_id=draft.approved_by,
                code=f"mail_{code}",
                conversation_id=row.conversation_id,
                detail={"said": row.said},
                at=now,
            )
        )


def _row(session: Session, outbox_id: int) -> t.Outbox:
    row = session.get(t.Outbox, outbox_id, with_for_update=True)
    if row is None:
        raise NotFoundError(f"there is no outgoing mail {outbox_id}")
    return row
