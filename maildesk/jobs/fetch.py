"""Fetching one mailbox: what is new in its inbox and its Sent folder is kept, then walks the road.

In: the desk and a mailbox's id. Out: rows. Server flags are touched only after the commit, and by default never.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

import structlog

from maildesk.core.queue.alarm import Alarm
from maildesk.db import tables as t
from maildesk.errors import EdgeError
from maildesk.flow.house import mailboxes
from maildesk.flow.house.alarms import raise_alarm
from maildesk.flow.house.mailboxes import INBOX, SENT, Cursor
from maildesk.flow.mail.keep import Arrival, Place, keep
from maildesk.imap.backoff import wait_before_retry
from maildesk.imap.fetched import Fetched
from maildesk.imap.folders import sent_folder
from maildesk.imap.mailbox import Mailbox
from maildesk.jobs.accounts import imap_account
from maildesk.jobs.desk import Desk

log = structlog.get_logger()
#: Mails kept in one transaction, and the bytes from which on there come no more.
BATCH, BATCH_BYTES = 200, 32 * 1024 * 1024


def fetch(desk: Desk, mailbox_id: int) -> float:
    """Keep everything new of one mailbox and place it; returns the seconds until the next look."""
    with desk.store.reading() as session:
        row = mailboxes.get(session, mailbox_id)
    if not row.active or not row.imap_host:
        return 3600.0
    try:
        account = imap_account(desk, row)
        with desk.lines.mailbox(mailbox_id, account) as mailbox:
            for cursor in _folders(desk, mailbox, mailbox_id):
                _fetch_folder(desk, mailbox, mailbox_id, cursor)
    except EdgeError as error:
        return _failed(desk, row, error)
    _went_well(desk, mailbox_id)
    return float(desk.settings.poll_seconds)


def _folders(desk: Desk, mailbox: Mailbox, mailbox_id: int) -> Iterator[Cursor]:
    """The inbox, and the Sent folder if there is one: answers written in another client are mails of the conversation too."""
    sent = sent_folder(mailbox.folders())
    wanted = [("INBOX", INBOX)] + ([(sent.name, SENT)] if sent else [])
    for name, role in wanted:
        with desk.store.writing() as session:
            cursor = mailboxes.cursor(session, mailbox_id, name, role)
        yield cursor


def _fetch_folder(desk: Desk, mailbox: Mailbox, mailbox_id: int, cursor: Cursor) -> None:
    state = mailbox.examine(cursor.name)
    with desk.store.writing() as session:
        mailboxes.enter(session, cursor.folder_id, state.uidvalidity, state.uidnext, state.exists)
        cursor = mailboxes.cursor(session, mailbox_id, cursor.name, cursor.role)
    if state.uidnext and state.uidnext <= cursor.last_uid + 1:
        return
    place = Place(
        mailbox_id, "in" if cursor.role == INBOX else "out", desk.settings.timezone, cursor.folder_id, state.uidvalidity
    )
    uids = mailbox.uids_after(cursor.name, cursor.last_uid)
    for batch in _batches(mailbox.fetch(uids, desk.settings.max_mail_bytes)):
        _keep(desk, place, batch, silent_until=cursor.silent_until_uid)
        desk.road.run(desk.store, datetime.now(UTC))
        _touch(desk, mailbox, mailbox_id, cursor, batch)


def _keep(desk: Desk, place: Place, batch: Sequence[Fetched], silent_until: int) -> None:
    """Raw bytes and cursor in one commit. What was there before the desk came is kept quietly."""
    now = datetime.now(UTC)
    for quiet in (True, False):
        mails = [m for m in batch if (m.uid <= silent_until) is quiet]
        if mails:
            arrivals = [Arrival(m.raw, m.internaldate or now, m.size, m.uid, m.truncated) for m in mails]
            with desk.store.writing() as session:
                keep(session, place, arrivals, quiet=quiet, last_uid=mails[-1].uid)


def _touch(desk: Desk, mailbox: Mailbox, mailbox_id: int, cursor: Cursor, batch: Sequence[Fetched]) -> None:
    """Only if the mailbox's owner wants it, and only after the commit."""
    with desk.store.reading() as session:
        row = mailboxes.get(session, mailbox_id)
    uids = [m.uid for m in batch]
    if cursor.role != INBOX or row.after_commit == "leave":
        return
    if row.after_commit == "seen":
        mailbox.flag(cursor.name, uids, ["\\Seen"])
    elif row.move_to:
        mailbox.move(cursor.name, uids, row.move_to)


def _went_well(desk: Desk, mailbox_id: int) -> None:
    now = datetime.now(UTC)
    with desk.store.writing() as session:
        if mailboxes.fetched_well(session, mailbox_id, now):
            raise_alarm(session, Alarm.MAILBOX_RECOVERED, mailbox_id, desk.told, now)


def _failed(desk: Desk, row: t.Mailbox, error: EdgeError) -> float:
    now, mailbox_id = datetime.now(UTC), row.id
    log.warning("fetch_failed", mailbox=row.name, code=error.code, why=str(error))
    with desk.store.writing() as session:
        if mailboxes.failed(session, mailbox_id, str(error), permanent=error.permanent, now=now):
            raise_alarm(session, Alarm.MAILBOX_FAILING, mailbox_id, desk.told, now)
        failures = mailboxes.get(session, mailbox_id).failures
    return wait_before_retry(failures, random.random())  # noqa: S311 - spreads the tries, guards nothing


def _batches(mails: Iterable[Fetched]) -> Iterator[list[Fetched]]:
    batch: list[Fetched] = []
    size = 0
    for mail in mails:
        batch.append(mail)
        size += len(mail.raw)
        if len(batch) >= BATCH or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
