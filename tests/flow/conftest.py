"""A desk in the store: its knowledge, a mailbox, a way to let mails come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from maildesk import wiring
from maildesk.db import tables as t
from maildesk.db.engine import Store
from maildesk.flow.keep import Arrival, Place, keep
from maildesk.flow.orders import upsert
from maildesk.flow.road import Road
from maildesk.orders.row import read_row
from maildesk.packs import knowledge
from maildesk.settings import Settings

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
SETTINGS = Settings(secret_key="k" * 40, shop_name="Lampenhaus")


@pytest.fixture(scope="session")
def road() -> Road:
    return wiring.road(SETTINGS, knowledge.load())


@dataclass
class Desk:
    """The store with one mailbox; `now` moves on by a minute with each mail."""

    store: Store
    road: Road
    box: int
    now: datetime = NOW

    def order(self, number: str, **columns: str) -> int:
        row = {
            "order_number": number,
            "channel": "shopify",
            "status": "shipped",
            "currency": "EUR",
            "total": "84.00",
            **columns,
        }
        with self.store.writing() as session:
            return upsert(session, read_row(row), self.road.rules.relays, self.now).id

    def mail(
        self,
        text: str,
        *,
        sender: str = "anna@kunde.example",
        subject: str = "Frage",
        direction: str = "in",
        quiet: bool = False,
        **headers: str,
    ) -> t.Message:
        """One mail comes, walks the road and is given back as it stands then."""
        self.now += timedelta(minutes=1)
        lines = {
            "From": sender,
            "To": "support@shop.example",
            "Subject": subject,
            "Date": self.now.strftime("%a, %d %b %Y %H:%M:%S +0000"),
        }
        lines |= {"Message-ID": f"<{self.now.timestamp()}@kunde.example>", "Content-Type": "text/plain; charset=utf-8"}
        lines |= {name.replace("_", "-"): value for name, value in headers.items()}
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value)
        return self.raw((head + "\r\n" + text + "\r\n").encode(), direction=direction, quiet=quiet)

    def raw(self, raw: bytes, *, direction: str = "in", quiet: bool = False) -> t.Message:
        place = Place(self.box, direction, ZoneInfo("Asia/Shanghai"))
        with self.store.writing() as session:
            ids = keep(session, place, [Arrival(raw, self.now, len(raw))], quiet=quiet)
        self.road.run(self.store, self.now)
        with self.store.reading() as session:
            return session.get_one(t.Message, ids[0])

    def conversation(self, conversation_id: int) -> t.Conversation:
        with self.store.reading() as session:
            return session.get_one(t.Conversation, conversation_id)

    def all(self, table: type) -> list:
        with self.store.reading() as session:
            return list(session.scalars(select(table)))


@pytest.fixture
def desk(store: Store, road: Road) -> Desk:
    with store.writing() as session:
        box = t.Mailbox(name="shop", address="support@shop.example", display_name="Lampenhaus", trust_authserv=[])
        session.add(box)
        session.flush()
        return Desk(store, road, box.id)
