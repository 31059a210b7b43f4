"""Mailboxes: how one is reached, how far its folders are read, and whether it is well.

In: a session and what the fetch saw. Out: rows. Opens no connection.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.db import tables as t
from maildesk.edge import Account, Auth, Security
from maildesk.errors import NotFoundError

INBOX, SENT = "inbox", "sent"


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where reading a folder stands. `first`: nothing was read under this UIDVALIDITY yet."""

    folder_id: int
    name: str
    role: str
    uidvalidity: int
    last_uid: int
    silent_until_uid: int


def get(session: Session, mailbox_id: int) -> t.Mailbox:
    row = session.get(t.Mailbox, mailbox_id)
    if row is None:
        raise NotFoundError(f"there is no mailbox {mailbox_id}")
    return row


def named(session: Session, name: str) -> t.Mailbox | None:
    return session.scalar(select(t.Mailbox).where(t.Mailbox.name == name))


def imap_account(row: t.Mailbox, secret: dict[str, Any]) -> Account:
    """The login at the mailbox's IMAP server; `secret` is what the vault opened."""
    return _account(row, secret, row.imap_host, row.imap_port, row.imap_security)


def smtp_account(row: t.Mailbox, secret: dict[str, Any]) -> Account:
    return _account(row, secret, row.smtp_host, row.smtp_port, row.smtp_security)


def _account(row: t.Mailbox, secret: dict[str, Any], host: str, port: int, security: str) -> Account:
    return Account(
        host=host,
        port=port,
        username=row.username,
        secret=str(secret.get("access_token" if row.auth == "xoauth2" else "password", "")),
        security=cast(Security, security),  # checked where it is entered
        auth=cast(Auth, row.auth),
        ca_file=str(secret.get("ca_file", "")),
    )


def cursor(session: Session, mailbox_id: int, name: str, role: str) -> Cursor:
    """The folder's cursor, at zero when the folder is new."""
    row = session.scalar(select(t.Folder).where(t.Folder.mailbox_id == mailbox_id, t.Folder.name == name))
    if row is None:
        row = t.Folder(mailbox_id=mailbox_id, name=name, role=role, uidvalidity=0, last_uid=0, silent_until_uid=0)
        session.add(row)
        session.flush()
    return Cursor(row.id, row.name, row.role, row.uidvalidity, row.last_uid, row.silent_until_uid)


def enter(session: Session, folder_id: int, uidvalidity: int, uidnext: int, exists: int) -> None:
    """The folder was looked into. Under a new UIDVALIDITY its UIDs mean nothing any more: it is read anew, in silence."""
    row = session.get_one(t.Folder, folder_id)
    row.server_count = exists
    if row.uidvalidity != uidvalidity:
        row.uidvalidity, row.last_uid, row.silent_until_uid = uidvalidity, 0, max(uidnext - 1, 0)


def fetched_well(session: Session, mailbox_id: int, now: datetime) -> bool:
    """The mailbox answered. True when it had been failing long enough to be told of: its recovery is told too."""
    row = get(session, mailbox_id)
    recovered = row.alarmed_at is not None
    row.last_good_fetch_at, row.failing_since, row.failure, row.failures, row.alarmed_at = now, None, "", 0, None
    return recovered


def failed(session: Session, mailbox_id: int, why: str, *, permanent: bool, now: datetime) -> bool:
    """The mailbox could not be read. True when it is time to raise the alarm: at once if only a person can mend it."""
    row = get(session, mailbox_id)
    row.failing_since = row.failing_since or now
    row.failure, row.failures = why[:500], row.failures + 1
    due = permanent or now - row.failing_since >= timedelta(minutes=5)
    if not due or row.alarmed_at is not None:
        return False
    row.alarmed_at = now
    return True
