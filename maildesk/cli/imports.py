"""`maildesk import orders | cases | consents FILE` and `maildesk import mail PATH... --mailbox NAME`."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from maildesk.cli import case_file, consents
from maildesk.cli.mail_files import MailFile, mails_in
from maildesk.cli.words import Bar, Words, command
from maildesk.core.order import Order
from maildesk.db import tables as t
from maildesk.db.engine import Store
from maildesk.errors import UsageError
from maildesk.flow import mailboxes
from maildesk.flow.arrival_time import arrival_of
from maildesk.flow.keep import Arrival, Place, keep
from maildesk.flow.orders import upsert
from maildesk.orders.file import BadRow, read_file
from maildesk.packs.channels import load_numbering
from maildesk.settings import Settings
from maildesk.wiring import opening, working

#: Rows of one transaction.
BATCH = 200


def run(argv: Sequence[str]) -> int:
    """Import orders or mails; importing again is no error."""
    words = command("import", "Bring in an order book, consents, or mails from files.")
    verbs = words.add_subparsers(dest="verb", required=True, parser_class=Words)
    verbs.add_parser("orders", help="CSV with a header, or JSON lines").add_argument("file", type=Path)
    verbs.add_parser("consents", help="CSV with a header: email, basis, given_at, evidence, …").add_argument(
        "file", type=Path
    )
    verbs.add_parser("cases", help="CSV with a header: platform, case, opened_at, …").add_argument("file", type=Path)
    mail = verbs.add_parser("mail", help=".eml, mbox, Maildir, or a folder of them")
    mail.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    mail.add_argument("--mailbox", required=True, help="an unknown name becomes a mailbox that only takes imports")
    mail.add_argument("--address", default="", help="the mailbox's own address")
    mail.add_argument(
        "--trust-authserv", action="append", default=[], help="the server whose Authentication-Results count"
    )
    mail.add_argument("--sent", action="store_true", help="the mails are the desk's own, as found in Sent")
    given = words.parse_args(argv)
    settings = opening.settings()
    with closing(opening.store(settings)) as store:
        if given.verb == "cases":
            return case_file.run(store, given.file)
        if given.verb == "consents":
            return consents.run(store, settings, given.file)
        return _orders(store, given.file) if given.verb == "orders" else _mail(store, settings, given)


def _orders(store: Store, file: Path) -> int:
    relays, now = load_numbering().relays, datetime.now(UTC)
    rows = list(read_file(file))
    good = [row for row in rows if isinstance(row, Order)]
    bad = [row for row in rows if isinstance(row, BadRow)]
    bar = Bar(len(good), "orders")
    for start in range(0, len(good), BATCH):
        batch = good[start : start + BATCH]
        with store.writing() as session:
            for order in batch:
                upsert(session, order, relays, now)
        bar.add(len(batch))
    for row in bad:
        print(f"{file}:{row.line}: {row.why}", file=sys.stderr)
    print(f"{len(good)} orders kept" + (f", {len(bad)} rows not" if bad else ""))
    return 1 if bad else 0


def _mail(store: Store, settings: Settings, given: Namespace) -> int:
    files = mails_in(given.paths)
    box = _mailbox(store, given)
    place = Place(box, "out" if given.sent else "in", settings.timezone)
    fresh = 0
    for start in range(0, len(files), BATCH):
        batch = [_arrival(file) for file in files[start : start + BATCH]]
        with store.writing() as session:
            fresh += len(keep(session, place, batch, quiet=True))
    desk = working.desk(settings, store)
    walked = desk.road.run(store, datetime.now(UTC), progress=Bar(fresh, "mails").add)
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
