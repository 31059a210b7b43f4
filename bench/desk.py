"""A desk for measuring: an empty store with an order book, one mailbox on a private server, everything loaded and warm.

In: a login, rows of an order file, a place for files. Out: `Desk`, whose `fetch` is what is measured.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from maildesk.db import tables as t
from maildesk.db.engine import Store, open_store
from maildesk.db.schema import upgrade
from maildesk.edge import Account
from maildesk.flow.mail.keep import Arrival, Place, keep
from maildesk.flow.orders import upsert
from maildesk.jobs import desk as jobs
from maildesk.jobs.fetch import fetch
from maildesk.jobs.worker import spare_the_collector
from maildesk.orders.row import read_row
from maildesk.settings import Settings
from maildesk.wiring import working

#: Walk the road before anything is measured, so that no model or table is loaded and no statement prepared then: a buyer who writes,
#: asks again in a second batch, and answers that.
WARM = tuple(
    f"From: warm@up.example\r\nMessage-ID: <{n}@up.example>\r\nReferences: <{n - 1}@up.example>\r\nSubject: Re: Warm\r\n\r\n"
    f"Hello, where is my parcel {order}? I have written {n} times.\r\n".encode()
    for n, order in enumerate(("#10001", "#10002", "#10001"), 1)
)


@dataclass(frozen=True, slots=True)
class Desk:
    store: Store
    jobs: jobs.Desk
    box: int
    before: int

    def fetch(self) -> None:
        """Fetch all that is new, through to the drafts."""
        fetch(self.jobs, self.box)


@contextmanager
def opened(account: Account, orders: Sequence[Mapping[str, str]], base: Path, url: str) -> Iterator[Desk]:
    """A desk that has looked into its empty mailbox once."""
    settings = Settings(secret_key="k" * 40, shop_name="Lampenhaus", data_dir=base)
    with closing(open_store(url or f"sqlite:///{base / 'desk.sqlite'}")) as store:
        upgrade(store)
        built = working.desk(settings, store)
        _import(store, built, orders)
        spare_the_collector()
        box = _mailbox(store, built, account)
        fetch(built, box)
        yield Desk(store, built, box, _warm_up(store, built, box))
        built.lines.close()


def _import(store: Store, built: jobs.Desk, orders: Sequence[Mapping[str, str]]) -> None:
    with store.writing() as session:
        for row in orders:
            upsert(session, read_row(row), built.road.rules.relays, datetime.now(UTC))


def _mailbox(store: Store, built: jobs.Desk, account: Account) -> int:
    with store.writing() as session:
        box = t.Mailbox(
            name="bench", address="support@shop.example", username=account.username, imap_host=account.host,
            imap_port=account.port, imap_security=account.security, secret=built.vault.seal({"password": account.secret}),
            trust_authserv=["mx.shop.example"],
        )  # fmt: skip
        session.add(box)
        session.flush()
        return box.id


def _warm_up(store: Store, built: jobs.Desk, box: int) -> int:
    now = datetime.now(UTC)
    place = Place(box, "in", built.settings.timezone)
    for raw in WARM:
        with store.writing() as session:
            (message_id,) = keep(session, place, [Arrival(raw, now, len(raw))], quiet=False)
        built.road.run(store, now)
    return message_id
