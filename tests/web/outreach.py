"""A shop that writes first, for its screens: orders are told over the API, contacts agree, the desk does what is due."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from maildesk.core.care.batch import Limits
from maildesk.core.care.consent import Consent
from maildesk.core.care.law import Basis
from maildesk.core.queue.sending import Outcome
from maildesk.db import tables as t
from maildesk.flow.care import contacts, house, planning, releasing, sending
from maildesk.flow.care.house import Care
from maildesk.flow.house import shop as shops
from maildesk.flow.house.person import Doing, Person
from maildesk.flow.orders import upsert
from maildesk.flow.reply import outbox
from maildesk.flow.reply.outbox import Tried
from maildesk.orders.row import read_row
from maildesk.wiring import caring
from tests.support.prepared import prepared
from tests.web.desk import Shop

#: A Tuesday forenoon in Europe.
TUESDAY = datetime(2026, 12, 15, 9, 0, tzinfo=UTC)
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
ITEMS = '[{"sku": "L1", "title": "Lampe Alba", "qty": 1, "price": "84.00"}]'


@dataclass
class Writing:
    """The shop, its clock turned to December, and the room that writes first."""

    shop: Shop
    care: Care

    def told(self, number: str, email: str = "anna@kunde.example", **columns: str) -> int:
        """The channel's system tells of an order that was just made."""
        row = {
            "order_number": number, "channel": "shopify", "status": "paid", "currency": "EUR", "total": "84.00", "buyer_email": email,
            "buyer_name": "Anna Krüger", "country": "DE", "language": "de", "items": ITEMS,
            "ordered_at": self.shop.now.isoformat(), **columns,
        }  # fmt: skip
        with self.shop.store.writing() as session:
            order_id = upsert(session, read_row(row), self.care.relays, self.shop.now).id
            planning.order_changed(session, self.care, order_id, LONG_AGO, self.shop.now)
        return order_id

    def agree(self, email: str, country: str = "DE", locale: str = "de", *chosen: str) -> int:
        with self.shop.store.writing() as session:
            row = contacts.known(session, self.care, email, self.shop.now)
            assert row is not None
            row.country, row.locale = country, locale
            given = Consent("", Basis.EXPRESS, self.shop.now - timedelta(days=30), "checkout form, box ticked")
            contacts.consent(session, row.id, given, self.shop.now)
            contacts.choose(session, row.id, chosen, self.shop.now)
            return row.id

    def propose(self, occasion: str = "new_year") -> int:
        with self.shop.store.writing() as session:
            return prepared(session, self.care, occasion, self.shop.now)[0]

    def alone(self, rule: str) -> None:
        with self.shop.store.writing() as session:
            house.set_automatic(session, self.care, rule, True, "read and found good", self.doing("wang", "supervisor"))

    def doing(self, login: str, role: str) -> Doing:
        return Doing(Person(self.shop.people[login], login, role), self.shop.now)

    def wait(self, **span: float) -> None:
        """Time passes, and every hour the desk does what is due; the mail server takes all of it."""
        until = self.shop.now + timedelta(**span)
        while self.shop.now < until:
            self.shop.now = min(self.shop.now + timedelta(hours=1), until)
            self.tick()

    def tick(self) -> None:
        now = self.shop.now
        with self.shop.store.writing() as session:
            releasing.release(session, self.care, now)
        sending.send_due(self.shop.store, self.care, now)
        with self.shop.store.writing() as session:
            for outbox_id in outbox.due(session, self.shop.box, now, 0, limit=1_000):
                outbox.claim(session, outbox_id, "host:1", now)
                outbox.settle(session, Tried(outbox_id, Outcome.ACCEPTED, "250 ok"), ZoneInfo("Asia/Shanghai"), now)
            sending.settle(session, now)

    def mails(self, state: str = "") -> list[t.Outreach]:
        return [row for row in self.shop.all(t.Outreach) if state in ("", row.state)]


def writing(shop: Shop) -> Writing:
    shop.now = TUESDAY
    care = replace(
        caring.care(shop.settings, shop.store),
        public_url="https://desk.lampen.example",
        limits=Limits(per_minute=1_000, per_domain_minute=1_000),
    )
    with shop.store.writing() as session:
        value = {"name": "Lampenhaus", "legal_name": "Lampenhaus GmbH", "postal_address": "Kaistraße 12, 20457 Hamburg"}
        shops.save(session, value, None, shop.now)
        session.get_one(t.Mailbox, shop.box).smtp_host = "mail.lampen.example"
    return Writing(shop, care)
