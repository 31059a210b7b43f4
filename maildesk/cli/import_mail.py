"""`maildesk import mail PATH... --mailbox NAME`: mails from files, silently, through the whole road."""

from __future__ import annotations

import sys
from argparse import Namespace
from datetime import UTC, datetime

from maildesk.cli.mail_files import MailFile, mails_in
from maildesk.cli.words import Bar
from maildesk.db import tables as t
from maildesk.db.engine import Store
from maildesk.errors import UsageError
from maildesk.flow.house import mailboxes
from maildesk.flow.mail.arrival_time import arrival_of
from maildesk.flow.mail.keep import Arrival, Place, keep
from maildesk.settings import Settings
from maildesk.wiring import walking

#: Mails kept in one transaction.
BATCH = 200


def run(store: Store, settings: Settings, given: Namespace) -> int:
    """Keep what is new, then walk the whole road; exit code 1 when a mail was set aside."""
    files = mails_in(given.paths)
    box = _mailbox(store, given)
    place = Place(box, "out" if given.sent else "in", settings.timezone)
    fresh = 0
    for start in range(0, len(files), BATCH):
        batch = [_arrival(file) for file in files[start : start + BATCH]]
        with store.writing() as session:
            fresh += len(keep(session, place, batch, quiet=True))
    road = walking.road(settings, walking.known(store))
    walked = road.run(store, datetime.now(UTC), progress=Bar(fresh, "mails").add)
    for message_id in walked.failed:
        print(f"mail {message_id} was set aside; `maildesk set-aside list` tells why", file=sys.stderr)
    print(f"{len(files)} mails, {fresh} new")
    return 1 if walked.failed else 0


def _arrival(file: MailFile) -> Arrival:
    return Arrival(file.raw, arrival_of(file.raw, datetime.now(UTC)), len(file.raw))


def _mailbox(store: Store, given: Namespace) -> int:
    """The mailbox of that name; an unknown one becomes import-only."""
    with store.writing() as session:
        row = mailboxes.named(session, given.mailbox)
        if row is None:
            row = t.Mailbox(name=given.mailbox, address=given.address.lower(), trust_authserv=[])
            session.add(row)
        elif given.address and row.imap_host and given.address.lower() != row.address:
            raise UsageError(f"mailbox {row.name} has the address {row.address}, not {given.address}")
        row.address = given.address.lower() or row.address
        row.trust_authserv = sorted({*row.trust_authserv, *given.trust_authserv})
        session.flush()
        return row.id
