"""The sample shop moves into an empty store: people, mailboxes, orders. What stands there already is left as it is.

In: the store, the shop, its order book, where the embedded servers listen. Out: rows. A store that belongs to another desk is
refused: nobody wants lamps in their real order book.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.order import Order
from maildesk.core.placing.relay import Relay
from maildesk.db import tables as t
from maildesk.db.engine import Store
from maildesk.db.secrets import Vault
from maildesk.demo.server import HOST, DemoServer
from maildesk.demo.shop import Box, Shop
from maildesk.errors import UsageError
from maildesk.flow.house import mailboxes, people
from maildesk.flow.orders import upsert


def must_be_ours(store: Store, shop: Shop) -> None:
    """Raises `UsageError` when the store holds a desk that is not the demo's."""
    with store.reading() as session:
        addresses = set(session.scalars(select(t.Mailbox.address)))
        logins = set(session.scalars(select(t.User.login)))
    if addresses - {box.address for box in shop.boxes} or (logins and not addresses):
        raise UsageError("the store holds another desk; give the demo a store or a MAILDESK_DATA_DIR of its own")


def furnish(session: Session, shop: Shop, now: datetime) -> None:
    """The people who are missing."""
    for person in shop.people:
        if session.scalar(select(t.User.id).where(t.User.login == person.login)) is None:
            people.add(session, person, now)


def connect(session: Session, shop: Shop, server: DemoServer, vault: Vault) -> None:
    """Every mailbox of the shop, pointing at the servers of this start: their ports are new each time."""
    for box in shop.boxes:
        row = mailboxes.named(session, box.name) or _new_box(box, shop)
        row.imap_host = row.smtp_host = HOST
        row.imap_port, row.smtp_port = server.imap_port, server.smtp_port
        row.secret = vault.seal({"password": shop.password})
        session.add(row)


def _new_box(box: Box, shop: Shop) -> t.Mailbox:
    return t.Mailbox(
        name=box.name,
        address=box.address,
        display_name=shop.name,
        channel=box.channels[0],
        username=box.address,
        imap_security="none",
        smtp_security="none",
        trust_authserv=[shop.authserv],
    )


def fill_book(session: Session, orders: Iterable[Order], relays: tuple[Relay, ...], now: datetime) -> None:
    """The orders, at the first start only: their parcels' events are told from that moment."""
    if session.scalar(select(t.OrderRow.id).limit(1)) is None:
        for order in orders:
            upsert(session, order, relays, now)
