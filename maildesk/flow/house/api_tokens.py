"""Keys with which a channel's system may write its orders. The key is shown once; only its digest is kept.

In: a session, a channel, or a key that was presented. Out: rows.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.order import Channel
from maildesk.core.queue.roles import Act
from maildesk.db import tables as t
from maildesk.errors import NotFoundError
from maildesk.flow.house.entered import EnteredError
from maildesk.flow.house.person import Doing

#: So that a key is recognised where it should not stand: in a log, in a repository.
_PREFIX = "mdk_"
_MOST = 200
#: The moment of the last use is written at most this often, so that reading stays reading.
_SELDOM = timedelta(minutes=5)


def create(session: Session, channel: str, name: str, doing: Doing) -> str:
    """A new key for a channel. Its value is returned this once and kept nowhere."""
    doing.by.must(Act.MANAGE_SHOP)
    if channel not in list(Channel):
        raise EnteredError("channel", channel, "one_of_the_list")
    if not name:
        raise EnteredError("name", name, "a_short_name")
    key = _PREFIX + secrets.token_urlsafe(32)
    session.add(t.ApiToken(channel=channel, name=name[:80], digest=_digest(key), created_at=doing.now))
    session.flush()
    return key


def revoke(session: Session, token_id: int, doing: Doing) -> t.ApiToken:
    """The key opens nothing any more, at once."""
    doing.by.must(Act.MANAGE_SHOP)
    row = session.get(t.ApiToken, token_id)
    if row is None:
        raise NotFoundError(f"there is no key {token_id}")
    row.revoked_at = row.revoked_at or doing.now
    return row


def presented(session: Session, key: str) -> t.ApiToken | None:
    """The row of a key that is good. Found by its digest: how long it takes tells nothing about the key."""
    if not key.startswith(_PREFIX) or len(key) > _MOST:
        return None
    return session.scalar(select(t.ApiToken).where(t.ApiToken.digest == _digest(key), t.ApiToken.revoked_at.is_(None)))


def used(session: Session, token_id: int, now: datetime) -> None:
    """Note that a key is in use."""
    row = session.get_one(t.ApiToken, token_id)
    if row.used_at is None or now - row.used_at > _SELDOM:
        row.used_at = now


def all_of(session: Session) -> Sequence[t.ApiToken]:
    """Every key, the newest first."""
    return session.scalars(select(t.ApiToken).order_by(t.ApiToken.id.desc())).all()


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
