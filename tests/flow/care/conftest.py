"""A shop that writes first: its orders change, its buyers answer, its clock is turned by the test."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select, update

from maildesk.core.care.batch import Limits
from maildesk.core.care.consent import Consent
from maildesk.core.care.law import Basis
from maildesk.core.queue.sending import Outcome
from maildesk.db import tables as t
from maildesk.flow.care import contacts, house, planning, releasing, sending
from maildesk.flow.care.house import Care
from maildesk.flow.house import shop as shops
from maildesk.flow.house.person import Seen
from maildesk.flow.orders import upsert
from maildesk.flow.reply import outbox
from maildesk.flow.reply.outbox import Tried
from maildesk.orders.row import read_row
from maildesk.packs.care import load_care
from tests.flow.conftest import NOW, Office

__all__ = ["NOW"]
ZONE = ZoneInfo("Asia/Shanghai")
ANNA = "anna@kunde.example"
#: A channel that was connected long ago.
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass
class Parlour(Office):
    """`now` is moved by `wait` and by `at`; sent mails are taken by a server that accepts them all."""

    care: Care = field(default=None)  # type: ignore[assignment]

    def wait(self, **span: float) -> None:
        """Time passes, and the desk does what is due, every hour in which something is."""
        until = self.now + timedelta(**span)
        while self.now < until:
            self.now = min(max(self.asked_for() or until, self.now + timedelta(hours=1)), until)
            self.tick()

    def asked_for(self) -> datetime | None:
        """The next moment at which a mail wants to be looked at."""
        with self.store.reading() as session:
            looked = session.scalar(select(func.min(t.Outreach.look_at)))
            waits = t.Outreach.state == "planned", t.Outreach.look_at.is_(None), t.OutreachBatch.state == "running"
            due = select(func.min(t.Outreach.due_at)).join(t.OutreachBatch, t.OutreachBatch.id == t.Outreach.batch_id)
            return min((each for each in (looked, session.scalar(due.where(*waits))) if each), default=None)

    def at(self, moment: datetime) -> None:
        self.now = moment
        self.tick()

    def tick(self) -> None:
        with self.store.writing() as session:
            sending.settle(session, self.now)
            releasing.release(session, self.care, self.now)
        while sending.send_due(self.store, self.care, self.now):
            pass
        self.post()
        with self.store.writing() as session:
            sending.settle(session, self.now)

    def post(self) -> None:
        """The mail server takes everything that may leave."""
        with self.store.writing() as session:
            for outbox_id in outbox.due(session, self.box, self.now, 0, limit=10_000):
                outbox.claim(session, outbox_id, "host:1", self.now)
                outbox.settle(session, Tried(outbox_id, Outcome.ACCEPTED, "250 ok"), ZONE, self.now)

    def told(self, number: str = "#1034", since: datetime = LONG_AGO, **columns: str) -> int:
        """The channel's system tells of an order, over the API."""
        row = {
            "order_number": number, "channel": "shopify", "status": "paid", "currency": "EUR", "total": "84.00",
            "buyer_name": "Anna Krüger", "buyer_email": ANNA, "country": "DE", "language": "de",
            "items": '[{"sku": "L1", "title": "Lampe Alba", "qty": 1, "price": "84.00"}]', **columns,
        }  # fmt: skip
        with self.store.writing() as session:
            order_id = upsert(session, read_row(row), self.care.relays, self.now).id
            planning.order_changed(session, self.care, order_id, since, self.now)
        return order_id

    def agree(self, email: str = ANNA, basis: Basis = Basis.EXPRESS, country: str = "DE", **more: object) -> int:
        """The contact of an address, with a consent."""
        with self.store.writing() as session:
            row = contacts.known(session, self.care, email, self.now)
            assert row is not None
            row.country, row.locale = country, str(more.pop("locale", "de"))
            given = Consent("", basis, self.now - timedelta(days=30), "checkout form")
            contacts.consent(session, row.id, given, self.now)
            contacts.choose(session, row.id, more.pop("chosen", ()), self.now)  # type: ignore[arg-type]
            return row.id

    def alone(self, *rules: str) -> None:
        """The supervisor lets these rules send alone."""
        for rule in rules:
            with self.store.writing() as session:
                house.set_automatic(session, self.care, rule, True, "read and found good", self.doing("supervisor"))

    def outreach(self, purpose: str = "") -> list[t.Outreach]:
        """What is planned or done, oldest first."""
        with self.store.reading() as session:
            rows = session.scalars(select(t.Outreach).order_by(t.Outreach.id)).all()
            return [row for row in rows if purpose in ("", row.purpose)]

    def stands(self) -> dict[str, tuple[str, str, str]]:
        """By purpose: state, gate, reason."""
        return {row.purpose: (row.state, row.gate, row.why) for row in self.outreach()}

    def left(self) -> list[t.Outbox]:
        with self.store.reading() as session:
            return list(session.scalars(select(t.Outbox).where(t.Outbox.rank == 2).order_by(t.Outbox.id)))

    def batch(self) -> t.OutreachBatch:
        return self.all(t.OutreachBatch)[-1]

    def seen_batch(self) -> Seen:
        return Seen(self.batch().id, self.batch().version)

    def set(self, table: type, values: dict[str, object], ids: Iterable[int]) -> None:
        with self.store.writing() as session:
            session.execute(update(table).where(table.id.in_(list(ids))).values(**values))


@pytest.fixture
def parlour(office: Office) -> Parlour:
    care = Care(
        load_care(),
        office.road.writer,
        office.road.rules.relays,
        b"k" * 32,
        (office.road.secret, b"former" * 8),
        "https://desk.lampen.example",
        Limits(per_minute=1000, per_domain_minute=1000),
    )
    with office.store.writing() as session:
        value = {"name": "Lampenhaus", "legal_name": "Lampenhaus GmbH", "postal_address": "Kaistraße 12, 20457 Hamburg"}
        shops.save(session, value, None, NOW)
        box = session.get_one(t.Mailbox, office.box)
        box.smtp_host, box.channel = "mail.lampen.example", "shopify"
    return Parlour(office.store, office.road, office.box, people=office.people, care=care)
