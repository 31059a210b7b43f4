"""What stands on every page: counts, the age of the last good fetch, mailboxes that fail, unread notifications."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.db import tables as t
from maildesk.db.queries.told import Line, unread

#: As many unread notifications as the menu shows; one more means "and others".
MENU = 9


@dataclass(frozen=True, slots=True)
class Frame:
    """`oldest_fetch`: of the mailboxes that are fetched, the one that waits longest. `troubled`: mails that did not leave;
    `waiting`: rings that wait for this person's answer."""

    counts: Mapping[str, int] = field(default_factory=dict)
    oldest_fetch: datetime | None = None
    never_fetched: bool = False
    failing: Sequence[t.Mailbox] = ()
    unread: Sequence[Line] = ()
    waiting: int = 0
    set_aside: int = 0
    troubled: int = 0


def frame(session: Session, person_id: int) -> Frame:
    boxes = session.scalars(select(t.Mailbox).where(t.Mailbox.active, t.Mailbox.imap_host != "")).all()
    fetched = [box.last_good_fetch_at for box in boxes if box.last_good_fetch_at is not None]
    return Frame(
        counts=counts(session, person_id),
        oldest_fetch=min(fetched, default=None),
        never_fetched=len(fetched) < len(boxes),
        failing=[box for box in boxes if box.failing_since is not None],
        unread=unread(session, person_id, MENU + 1),
        waiting=_some(
            session, select(t.Notification.id).where(t.Notification.user_id == person_id, t.Notification.waits)
        ),
        set_aside=_some(session, select(t.SetAside.id).where(t.SetAside.done_at.is_(None))),
        troubled=_some(session, select(t.Outbox.id).where(t.Outbox.state.in_(("uncertain", "failed")))),
    )


def counts(session: Session, person_id: int) -> dict[str, int]:
    """The counts the navigation shows, by name; `mine` and `mine_snoozed` for this person."""
    own = {f"owner:{person_id}": "mine", f"snoozed:{person_id}": "mine_snoozed"}
    names = (
        "ready",
        "snoozed",
        "owner:0",
        "state:open",
        "state:waiting_buyer",
        "state:waiting_other",
        "state:solved",
        *own,
    )
    rows = session.execute(select(t.Count.name, t.Count.value).where(t.Count.name.in_(names)))
    return {own.get(name, name): max(value, 0) for name, value in rows}


def _some(session: Session, query: object, most: int = 100) -> int:
    """How many there are, up to `most`: these lists are meant to be empty."""
    return len(session.scalars(query.limit(most)).all())  # type: ignore[attr-defined]
