"""A whole desk on a real Dovecot and a real SMTP server, on either store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from maildesk.db import tables as t
from maildesk.db.engine import Store
from maildesk.flow.house import people
from maildesk.flow.house.person import Doing, Seen, person
from maildesk.flow.reply.approval import Signature, Signing, approve, letter
from maildesk.flow.reply.review import look
from maildesk.jobs.desk import Desk
from maildesk.jobs.fetch import fetch
from maildesk.jobs.send import send
from maildesk.packs import knowledge
from maildesk.settings import Settings
from maildesk.wiring import walking, working
from tests.support.dovecot import Dovecot
from tests.support.smtp_sink import Sink

PASSWORD = "correct horse battery"


@pytest.fixture(scope="session")
def built_road():
    settings = Settings(secret_key="k" * 40, shop_name="Lampenhaus")
    return walking.road(settings, knowledge.load())


@dataclass
class Office:
    """The desk, its mailbox, its servers, and one agent."""

    desk: Desk
    dovecot: Dovecot
    sink: Sink
    user: str
    box: int
    agent: int

    @property
    def store(self) -> Store:
        return self.desk.store

    def deliver(self, text: str, *, sender: str = "anna@kunde.example", subject: str = "Frage", **headers: str) -> None:
        moment = datetime.now(UTC).strftime("%a, %d %b %Y %H:%M:%S +0000")
        lines = {"From": f"Anna <{sender}>", "To": "support@shop.example", "Subject": subject, "Date": moment}
        lines |= {"Message-ID": f"<{abs(hash((text, subject, moment)))}@kunde.example>"}
        lines |= {name.replace("_", "-"): value for name, value in headers.items()}
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        self.dovecot.deliver(
            self.user, (head + "Content-Type: text/plain; charset=utf-8\r\n\r\n" + text + "\r\n").encode()
        )

    def fetch(self) -> None:
        fetch(self.desk, self.box)

    def send(self) -> None:
        send(self.desk, self.box)

    def all(self, table: type) -> list:
        with self.store.reading() as session:
            return list(session.scalars(select(table).order_by(table.id)))

    def signing(self) -> Signing:
        road = self.desk.road
        return Signing(road.writer, road.rules.relays, b"k" * 40, timedelta(0))

    def approve(self, draft: t.Draft) -> t.Outbox:
        """Approve a draft as it reads now."""
        now = datetime.now(UTC)
        with self.store.writing() as session:
            agent = person(session.get_one(t.User, self.agent))
            looked = look(session, session.get_one(t.Draft, draft.id), self.desk.road.writer, "zh-Hans", now)
            signature = Signature(letter(session, looked).hash, f"u{draft.id}")
            return approve(session, Seen(draft.id, draft.version), signature, self.signing(), Doing(agent, now))


@pytest.fixture
def office(store, dovecot, sink, built_road):
    settings = Settings(secret_key="k" * 40, shop_name="Lampenhaus", undo_seconds=0)
    desk = working.desk(settings, store, built_road)
    user = dovecot.new_user()
    imap, smtp = dovecot.account(user), sink.account()
    sink.passwords = {imap.username: imap.secret}
    with store.writing() as session:
        box = t.Mailbox(
            name="shop", address="support@shop.example", display_name="Lampenhaus", username=imap.username,
            imap_host=imap.host, imap_port=imap.port, imap_security=imap.security,
            smtp_host=smtp.host, smtp_port=smtp.port, smtp_security=smtp.security,
            secret=desk.vault.seal({"password": imap.secret}),
        )  # fmt: skip
        session.add(box)
        new = people.NewPerson("mei", "陈美", PASSWORD, languages=("zh", "en"))
        agent = people.add(session, new, datetime.now(UTC))
        session.flush()
        box_id, agent_id = box.id, agent.id
    yield Office(desk, dovecot, sink, user, box_id, agent_id)
    desk.lines.close()
