"""The road of a mail: read, understand, place, answer, room by room. What fails in a room is set aside with the room's name.

In: the store's kept mails. Out: placed messages, conversations, drafts. Reading and understanding happen outside any
transaction; placing and writing in one short one per mail. A crash leaves a mail `kept`, and it is done again.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from maildesk.core.mail.parsed import Kind, ParsedMail
from maildesk.core.mail.read import read
from maildesk.core.notice.recognise import Notice
from maildesk.core.placing import token
from maildesk.core.placing.order_number import possible_keys
from maildesk.core.placing.signs import Flag
from maildesk.core.search.words import index_words
from maildesk.core.understanding import Knowledge, numbers, spoken, understand
from maildesk.db import search
from maildesk.db import tables as t
from maildesk.db.engine import Store
from maildesk.flow import arrive, ledger, own_mail, quotations, unplaced
from maildesk.flow.arrive import Read, Rules
from maildesk.flow.drafting import Writer, propose
from maildesk.flow.hints import background
from maildesk.flow.orders import numbers_in_book
from maildesk.flow.setting_aside import Failure, set_aside

#: One lock per shop while placing: two workers never open two conversations for one matter.
_PLACING_LOCK = 20_252
_BATCH = 50


@dataclass(frozen=True, slots=True)
class Walked:
    """What became of a batch: how many mails were done, and the ids of those set aside."""

    done: int = 0
    failed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Road:
    """Everything the road needs besides the store: built once by the wiring."""

    knowledge: Knowledge
    rules: Rules
    writer: Writer
    zone: ZoneInfo
    secret: bytes

    def run(
        self, store: Store, now: datetime, limit: int = 100_000, progress: Callable[[int], None] = lambda _: None
    ) -> Walked:
        """Walk all kept mails, oldest first. One that cannot be read or placed never blocks the others."""
        done, after = 0, 0
        failed: list[int] = []
        while done + len(failed) < limit:
            batch = self._kept(store, after)
            if not batch:
                break
            after = batch[-1]
            bad = self._walk(store, batch, now)
            failed += bad
            done += len(batch) - len(bad)
            progress(len(batch))
        return Walked(done, tuple(failed))

    def _kept(self, store: Store, after: int) -> list[int]:
        with store.reading() as session:
            waiting = select(t.Message.id).where(t.Message.state == "kept", t.Message.id > after)
            return list(session.scalars(waiting.order_by(t.Message.id).limit(_BATCH)))

    def _walk(self, store: Store, ids: Sequence[int], now: datetime) -> list[int]:
        return [message_id for message_id in ids if not self.walk_one(store, message_id, now)]

    def walk_one(self, store: Store, message_id: int, now: datetime) -> bool:
        """One mail through all rooms; False when it was set aside."""
        room = "read"
        try:
            with store.reading() as session:
                told = self.understood(session, message_id)
            room = "place"
            with store.writing() as session:
                self.write(session, told, now)
        except Exception as error:  # whatever a mail does, the next one is read (pain 5)
            with store.writing() as session:
                set_aside(session, Failure(room, message_id, error, traceback.format_exc()), self.zone, now)
            return False
        return True

    def understood(self, session: Session, message_id: int) -> Read:
        """Read and understand one mail. Writes nothing."""
        row = session.get_one(t.Message, message_id)
        raw = session.scalars(select(t.RawMail.body).where(t.RawMail.message_id == message_id)).one()
        box = session.get_one(t.Mailbox, row.mailbox_id)
        mail, notice = self._read(raw, row, box)
        keys = possible_keys(mail.subject, spoken(mail), self.knowledge.numbering)
        found = numbers(mail, self.knowledge.numbering, numbers_in_book(session, keys))
        hints = background(session, mail, found)
        understood = understand(mail, found, self.knowledge, hints.language, hints.order)
        quoted = quotations.quoted(session, mail, self.knowledge.numbering)
        addresses = [a.email for a in (*mail.to, *mail.cc)]
        named = token.conversation_named(mail.thread_ids, addresses, self.secret)
        return Read(message_id, mail, understood, notice, named, quoted)

    def _read(self, raw: bytes, row: t.Message, box: t.Mailbox) -> tuple[ParsedMail, Notice | None]:
        own = frozenset({box.address.lower()}) if row.direction == "in" else frozenset()
        told = read(raw, self.knowledge.senders, trusted=tuple(box.trust_authserv), own=own)
        return told.mail, told.notice

    def write(self, session: Session, told: Read, now: datetime) -> None:
        """Place one mail and everything that follows from it. Done already: nothing happens."""
        if session.get_bind().dialect.name == "postgresql":
            session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _PLACING_LOCK})
        row = session.get(t.Message, told.message_id, with_for_update=True)
        if row is None or row.state != "kept":
            return
        end = self._write(session, told, row, now)
        ledger.ended(session, row.mailbox_id, ledger.day_of(row.arrived_at, self.zone), end)

    def _write(self, session: Session, told: Read, row: t.Message, now: datetime) -> str:
        mail = told.mail
        alike = arrive.likeness_of(session, mail, row)
        if alike.duplicate_of is not None:
            row.state, row.same_as = "duplicate", alike.duplicate_of
            row.content_hash, row.message_id = mail.content_hash, mail.message_id[:500]
            return ledger.DUPLICATE
        if alike.collision:
            row.found = {"flags": [str(Flag.MSGID_COLLISION)]}
        if row.direction == "out" or mail.kind is Kind.OUTBOUND:
            return self._ours(session, told, row, now)
        if mail.kind is not Kind.BUYER:
            return unplaced.write(session, told, row, self.rules, now)
        conversation = arrive.into_place(session, told, row, self.rules)
        arrive.heard_from_buyer(session, conversation, told, row, self.rules)
        search.write(session, row.id, _searchable(told))
        if conversation.waiting_since is not None:
            propose(session, conversation, row, self.writer, now)
        return ledger.PLACED

    def _ours(self, session: Session, told: Read, row: t.Message, now: datetime) -> str:
        """A mail of the desk's own, found in Sent or in the inbox."""
        sent = session.scalar(
            select(t.Message.id).where(
                t.Message.message_id == told.mail.message_id, t.Message.direction == "out", t.Message.id != row.id
            )
        )
        if told.mail.message_id and sent is not None:
            row.state, row.same_as, row.message_id = "duplicate", sent, told.mail.message_id[:500]
            return ledger.DUPLICATE
        row.direction = "out"
        conversation = arrive.into_place(session, told, row, self.rules, ours=True)
        row.kind, row.intent = str(Kind.OUTBOUND), None
        search.write(session, row.id, _searchable(told))
        own_mail.found_in_sent_folder(session, conversation, arrive.own_time(told.mail, row), now)
        return ledger.OUTBOUND


def _searchable(told: Read) -> str:
    mail = told.mail
    named = told.understood.numbers
    numbers_ = [*(n.number for n in named.orders), *(n.number for n in named.trackings)]
    return index_words(mail.subject, mail.newest_text, mail.sender.name, mail.sender.email, " ".join(numbers_))
