"""Mails into the embedded server: what the store already holds, the history, what waits at the start, and one every few seconds.

In: the server, the sample's letters, the store. Out: mails in mailboxes. A letter the store holds is never sent again: at a second
start on the same store the embedded server is filled with what the desk has, and the letters go on where they stopped.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self

from sqlalchemy import select

from maildesk.db import tables as t
from maildesk.db.engine import Store
from maildesk.demo import clients
from maildesk.demo.letters import Letter
from maildesk.demo.server import DemoServer
from maildesk.demo.shop import Shop
from maildesk.flow.house.person import Doing, Seen, person
from maildesk.flow.matters import acts

#: An answer is solved this long after it was found in the Sent folder.
_SETTLED = timedelta(hours=3)


@dataclass(frozen=True, slots=True)
class Post:
    """The shop's postman. `letters` are all of the sample's."""

    server: DemoServer
    store: Store
    shop: Shop
    letters: tuple[Letter, ...]

    def new(self) -> tuple[Letter, ...]:
        """The letters that the store does not hold."""
        ids = [letter.message_id for letter in self.letters]
        with self.store.reading() as session:
            known = set(session.scalars(select(t.Message.message_id).where(t.Message.message_id.in_(ids))))
        return tuple(letter for letter in self.letters if letter.message_id not in known)

    def deliver(self, letter: Letter, at: datetime) -> None:
        """The letter comes `at` that moment, and the answer somebody gave to it stands in Sent and with the buyer."""
        answered = next((each for each in self.letters if each.key == letter.answers), None)
        raw = clients.raw(letter, self.shop, at, answered)
        self.server.deliver(letter.to, raw, at=at)
        if letter.answer is not None:
            then = at + letter.age - letter.answer.age
            answer = clients.answer(letter, self.shop, then)
            self.server.deliver(letter.to, answer, ("\\Seen",), folder="Sent", at=then)
            self.server.deliver(letter.email, answer)

    def put_back(self) -> None:
        """What the store holds from an earlier start, into mailboxes that remember nothing."""
        query = (
            select(t.Message, t.Mailbox.address, t.RawMail.body)
            .join(t.RawMail, t.RawMail.message_id == t.Message.id)
            .join(t.Mailbox, t.Mailbox.id == t.Message.mailbox_id)
            .order_by(t.Message.id)
        )
        first = select(t.Outbox).where(t.Outbox.message_row_id.is_(None), t.Outbox.sent_at.is_not(None))
        with self.store.reading() as session:
            for mail in session.scalars(first.order_by(t.Outbox.id)):
                for buyer in mail.recipients:
                    self.server.deliver(buyer, mail.body)
            for row, address, body in session.execute(query):
                self._put_back(row, address, body)

    def _put_back(self, row: t.Message, address: str, body: bytes) -> None:
        if row.direction == "in":
            self.server.deliver(address, body, at=row.arrived_at)
            return
        self.server.deliver(address, body, ("\\Seen",), folder="Sent", at=row.arrived_at)
        if row.state != "duplicate":
            for buyer in row.found.get("to", ()):
                self.server.deliver(buyer, body)

    def solve(self, letters: Iterable[Letter], now: datetime) -> None:
        """What the first agent of the shop had settled before the desk came."""
        for letter in letters:
            if letter.solved and letter.answer is not None:
                self._solve(letter, now - letter.answer.age + _SETTLED)

    def _solve(self, letter: Letter, at: datetime) -> None:
        with self.store.writing() as session:
            agent = session.scalars(select(t.User).where(t.User.login == self.shop.people[0].login)).one()
            query = select(t.Conversation).join(t.Message, t.Message.conversation_id == t.Conversation.id)
            row = session.scalar(query.where(t.Message.message_id == letter.message_id))
            if row is not None:
                acts.solve(session, Seen(row.id, row.version), Doing(person(agent), at))


class Round:
    """The postman's round while one looks: one letter every few seconds, on a thread of its own, until stopped or done."""

    def __init__(self, post: Post, letters: Sequence[Letter], every: float) -> None:
        self._post, self._letters, self._every = post, letters, every
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="postman", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        for letter in self._letters:
            if self._stop.wait(self._every):
                return
            self._post.deliver(letter, datetime.now(UTC))
