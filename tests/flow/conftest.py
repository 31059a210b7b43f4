"""A desk in the store: its knowledge, a mailbox, a way to let mails come."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from maildesk.db import tables as t
from maildesk.db.engine import Store
from maildesk.flow.house.person import Doing, Person, Seen, person
from maildesk.flow.mail.keep import Arrival, Place, keep
from maildesk.flow.mail.road import Road
from maildesk.flow.orders import upsert
from maildesk.flow.reply import review
from maildesk.flow.reply.approval import Signature, Signing, approve, letter
from maildesk.orders.row import read_row
from maildesk.packs import knowledge
from maildesk.settings import Settings
from maildesk.wiring import walking

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
SETTINGS = Settings(secret_key="k" * 40, shop_name="Lampenhaus")


@pytest.fixture(scope="session")
def road() -> Road:
    return walking.road(SETTINGS, knowledge.load())


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
            return list(session.scalars(select(table).order_by(*table.__table__.primary_key)))


@pytest.fixture
def desk(store: Store, road: Road) -> Desk:
    with store.writing() as session:
        box = t.Mailbox(name="shop", address="support@shop.example", display_name="Lampenhaus", trust_authserv=[])
        session.add(box)
        session.flush()
        return Desk(store, road, box.id)


@dataclass
class Office(Desk):
    """The desk with its people: a trainee, an agent, a lead."""

    people: dict[str, Person] = field(default_factory=dict)

    def doing(self, who: str = "agent") -> Doing:
        self.now += timedelta(seconds=1)
        return Doing(self.people[who], self.now)

    def learns(self, who: str, *languages: str) -> None:
        """The person writes these languages from now on."""
        self.people[who] = replace(self.people[who], languages=languages)

    @property
    def signing(self) -> Signing:
        return Signing(self.road.writer, self.road.rules.relays, self.road.secret, timedelta(seconds=10))

    def draft(self) -> t.Draft:
        return self.all(t.Draft)[-1]

    def seen(self, row: t.Draft | t.Conversation) -> Seen:
        with self.store.reading() as session:
            now = session.get_one(type(row), row.id)
            return Seen(now.id, now.version)

    def signature(self, draft: t.Draft, who: str = "agent") -> Signature:
        """The hash of what the person sees now."""
        with self.store.reading() as session:
            row = session.get_one(t.Draft, draft.id)
            looked = review.look(session, row, self.road.writer, self.people[who].locale, self.now)
            return Signature(letter(session, looked).hash, f"u{draft.id}.{draft.version}")

    def approve(self, draft: t.Draft, who: str = "agent") -> t.Outbox:
        seen, signature, doing = self.seen(draft), self.signature(draft, who), self.doing(who)
        with self.store.writing() as session:
            return approve(session, seen, signature, self.signing, doing)


@pytest.fixture
def office(desk: Desk) -> Office:
    with desk.store.writing() as session:
        rows = [
            t.User(
                login=role,
                name=role.title(),
                password_hash="x",
                role=role,
                locale="zh-Hans",
                languages=["zh", "en"],
                created_at=NOW,
            )
            for role in ("trainee", "agent", "lead", "supervisor")
        ]
        session.add_all(rows)
        session.flush()
        people = {row.role: person(row) for row in rows}
    return Office(desk.store, desk.road, desk.box, people=people)
