"""`maildesk import orders | cases | consents FILE` and `maildesk import mail PATH... --mailbox NAME`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from maildesk.cli.words import Bar, Words, command, loaded
from maildesk.core.order import Order
from maildesk.db.engine import Store
from maildesk.flow.orders import upsert
from maildesk.orders.file import BadRow, read_file
from maildesk.packs.channels import load_numbering
from maildesk.wiring import opening

#: Orders of one transaction.
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
        if given.verb == "orders":
            return _orders(store, given.file)
        if given.verb == "cases":
            return loaded("case_file")(store, given.file)
        if given.verb == "consents":
            return loaded("consents")(store, settings, given.file)
        return loaded("import_mail")(store, settings, given)


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
