"""A mail that was taken for no buyer's is one: it goes onto the road again, from its bytes, as a buyer's mail.

In: an ignored mail, who says so. Out: the mail waits to be read anew, with the kind set by a person, and a labelled example is kept.
Reading it needs all that the desk knows of languages and intents, so that it is left to whoever walks the road.
"""

from __future__ import annotations

from zoneinfo import ZoneInfo

from sqlalchemy import update
from sqlalchemy.orm import Session

from maildesk.core.mail.parsed import Kind
from maildesk.core.queue.roles import Act
from maildesk.db import tables as t
from maildesk.errors import NotFoundError, StaleError
from maildesk.flow.house import jobs
from maildesk.flow.house.person import Doing
from maildesk.flow.mail import ledger

#: Under this name a kept mail's `found` holds the kind a person gave it.
SET_KIND = "set_kind"


def is_a_buyer(session: Session, message_id: int, zone: ZoneInfo, doing: Doing) -> t.Message:
    """Put an ignored mail back onto the road as a buyer's. Raises `StaleError` when it is no longer ignored."""
    doing.by.must(Act.CORRECT)
    row = session.get(t.Message, message_id, with_for_update=True)
    if row is None:
        raise NotFoundError(f"there is no mail {message_id}")
    if row.state != "ignored":
        raise StaleError(f"mail {message_id} is {row.state} by now")
    day = ledger.day_of(row.arrived_at, zone)
    ledger.ended(session, row.mailbox_id, day, ledger.WAITING, was=f"{ledger.IGNORED}{row.kind}")
    session.add(
        t.Correction(
            message_id=row.id,
            field="kind",
            was={"kind": row.kind},
            became={"kind": str(Kind.BUYER)},
            by=doing.by.id,
            at=doing.now,
        )
    )
    _forget_copies(session, row)
    row.state, row.found = "kept", {SET_KIND: str(Kind.BUYER)}
    jobs.ask(session, "road", doing.now)
    return row


def _forget_copies(session: Session, row: t.Message) -> None:
    """Second copies of this mail must not be taken for its original when it is read again: they are found by nothing any more."""
    copies = update(t.Message).where(t.Message.content_hash == row.content_hash, t.Message.same_as == row.id)
    session.execute(copies.values(content_hash="", message_id=""))


def set_kind(row: t.Message) -> Kind | None:
    """The kind a person gave this mail."""
    kind = row.found.get(SET_KIND) if row.found else None
    return Kind(kind) if kind else None
