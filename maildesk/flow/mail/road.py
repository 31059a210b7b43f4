"""The road of a mail: read, understand, place, answer, room by room. What fails in a room is set aside with the room's name.

In: the store's kept mails. Out: placed messages, conversations, drafts. Reading and understanding happen outside any
transaction; placing and writing in one short one per batch. A crash leaves its mails `kept`, and they are done again.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from maildesk.core.intent.found import Intent
from maildesk.core.mail.parsed import Kind
from maildesk.core.placing.signs import Flag, Signs
from maildesk.db import tables as t
from maildesk.db.engine import Store
from maildesk.flow.cases import withdrawal
from maildesk.flow.clocks import levels, promise
from maildesk.flow.house import jobs
from maildesk.flow.house.shop import shop
from maildesk.flow.learning.learnt import Learnt
from maildesk.flow.mail import arrive, ledger, own_mail, unplaced
from maildesk.flow.mail.arrive import Read, Rules
from maildesk.flow.mail.memory import Memory
from maildesk.flow.mail.reading import Prove, Reader, unproven
from maildesk.flow.mail.recall import Asked, recall
from maildesk.flow.mail.setting_aside import Failure, set_aside
from maildesk.flow.matters import conversation as conversations
from maildesk.flow.matters import escalation_rules
from maildesk.flow.peak import season, squad
from maildesk.flow.reply import facts as facts_of
from maildesk.flow.reply import ready
from maildesk.flow.reply.drafting import Writer, drafted

#: One lock per shop while placing: two workers never open two conversations for one matter.
_PLACING_LOCK = 20_252
#: Mails placed under one lock: a tenth of a second or two.
_BATCH = 200


@dataclass(frozen=True, slots=True)
class Walked:
    """What became of a batch: how many mails were done, and the ids of those set aside."""

    done: int = 0
    failed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Road:
    """Everything the road needs besides the store: built once by the wiring."""

    learnt: Learnt
    rules: Rules
    writer: Writer
    zone: ZoneInfo
    secret: bytes
    prove: Prove = unproven

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
            bad = self.walk(store, batch, now)
            failed += bad
            done += len(batch) - len(bad)
            progress(len(batch))
        return Walked(done, tuple(failed))

    def _kept(self, store: Store, after: int) -> list[int]:
        with store.reading() as session:
            waiting = select(t.Message.id).where(t.Message.state == "kept", t.Message.id > after)
            return list(session.scalars(waiting.order_by(t.Message.id).limit(_BATCH)))

    def walk(self, store: Store, ids: Sequence[int], now: datetime) -> list[int]:
        """A batch through all rooms; the ids of those set aside."""
        with store.reading() as session:
            told, failures = Reader(self.learnt.knowledge(session), self.secret, self.prove).read(session, ids)
        for failure in failures:
            self._set_aside(store, failure, now)
        return [failure.message_id for failure in failures] + (self._place(store, told, now) if told else [])

    def _place(self, store: Store, told: Sequence[Read], now: datetime) -> list[int]:
        """One transaction; when a mail breaks it, one for each mail, so that only the bad one is set aside."""
        try:
            with store.writing() as session:
                self.write(session, told, now)
        except Exception as error:  # whatever a mail does, the next one is placed (pain 5)
            if len(told) > 1:
                return [bad for one in told for bad in self._place(store, [one], now)]
            self._set_aside(store, Failure("place", told[0].message_id, error, traceback.format_exc()), now)
            return [told[0].message_id]
        return []

    def _set_aside(self, store: Store, failure: Failure, now: datetime) -> None:
        with store.writing() as session:
            set_aside(session, failure, self.zone, now)

    def write(self, session: Session, told: Sequence[Read], now: datetime) -> None:
        """Place a batch and write everything that follows from it. What was done already stays as it is."""
        if session.get_bind().dialect.name == "postgresql":
            session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _PLACING_LOCK})
        rows = _waiting(session, [read.message_id for read in told])
        batch = [_Mail.of(read, rows[read.message_id], self.rules) for read in told if read.message_id in rows]
        with session.no_autoflush:
            memory = recall(session, [mail.asked for mail in batch])
            for mail in batch:
                end = self._write(memory, mail, now)
                memory.read(mail.row)
                ledger.ended(session, mail.row.mailbox_id, ledger.day_of(mail.row.arrived_at, self.zone), end)
            memory.settle()
        self._clocks_follow(memory, now)
        ready.look_or_ask(session, memory.proposed, self.writer, now)

    def _clocks_follow(self, memory: Memory, now: datetime) -> None:
        spoke = [each for each in memory.spoke.values() if not each.row.merged_into_id]
        if spoke:
            own = levels.levels(memory.session, self.rules.levels)
            promise.heard(memory.session, spoke, season.at(memory.session, now).levels(own), now)
        escalation_rules.heard(memory, spoke, now)
        for row in memory.turned.values():
            promise.follow(memory.session, row, now)
            withdrawal.follow(memory.session, row, now)
        for conversation_id, at in memory.withdrawn.items():
            withdrawal.begin(memory.session, memory.conversation(conversation_id), at, now)
        squad.heard(memory.session, [each.row for each in spoke], now)

    def _write(self, memory: Memory, mail: _Mail, now: datetime) -> str:
        told, row = mail.told, mail.row
        alike = arrive.likeness_of(memory, told.mail, row)
        if alike.duplicate_of is not None:
            row.content_hash = told.mail.content_hash
            return _repeats(mail, alike.duplicate_of)
        if alike.collision:
            row.found = {"flags": [str(Flag.MSGID_COLLISION)]}
        if mail.ours:
            return self._ours(memory, mail, now)
        if told.mail.kind is not Kind.BUYER:
            return unplaced.write(memory, told, row, self.rules, now)
        conversation = arrive.into_place(memory, told, row, mail.signs, self.rules)
        arrive.heard(memory, conversation, told, row)
        memory.index(row.id, *_searchable(told))
        if told.understood.intent is Intent.UNSUBSCRIBE:
            jobs.ask(memory.session, "care_returned", now, {"message_id": row.id}, key=f"care_returned:{row.id}")
        if conversation.waiting_since is not None:
            self._propose(memory, conversation, row, now)
        return ledger.PLACED

    def _propose(self, memory: Memory, conversation: t.Conversation, row: t.Message, now: datetime) -> None:
        """The plan of an answer; its words are rendered, and checked, when somebody looks (`flow.reply.ready`)."""
        memory.shop = memory.shop or shop(memory.session, self.writer.shop)
        facts = facts_of.load(memory.session, conversation, row, memory.shop, now)
        draft = drafted(memory.newest_draft(conversation.id), conversation, row, facts, self.writer)
        if draft is not None:
            memory.propose(draft)
            conversations.change(memory.session, conversation, draft_state="proposed", checks_green=False)

    def _ours(self, memory: Memory, mail: _Mail, now: datetime) -> str:
        """A mail of the desk's own, found in Sent or in the inbox."""
        told, row = mail.told, mail.row
        known = memory.named.get(told.mail.message_id[:500], ()) if told.mail.message_id else ()
        sent = next((m.id for m in known if m.direction == "out" and m.id != row.id), None)
        if sent is not None:
            return _repeats(mail, sent)
        row.direction = "out"
        conversation = arrive.into_place(memory, told, row, mail.signs, self.rules)
        row.kind, row.intent = str(Kind.OUTBOUND), None
        memory.index(row.id, *_searchable(told))
        own_mail.found_in_sent_folder(memory, conversation, arrive.own_time(told.mail, row), now)
        return ledger.OUTBOUND


@dataclass(frozen=True, slots=True)
class _Mail:
    """A mail of the batch: what was read, its row, and what it says about its place."""

    told: Read
    row: t.Message
    signs: Signs
    ours: bool

    @classmethod
    def of(cls, told: Read, row: t.Message, rules: Rules) -> _Mail:
        ours = row.direction == "out" or told.mail.kind is Kind.OUTBOUND
        return cls(told, row, arrive.signs_of(told, row, rules, ours=ours), ours)

    @property
    def asked(self) -> Asked:
        trackings = tuple(n.number for n in self.told.understood.numbers.trackings)
        return Asked(self.signs, self.told.mail.content_hash, trackings)


def _waiting(session: Session, ids: Sequence[int]) -> dict[int, t.Message]:
    """The mails that are still to be placed: another worker may have been first."""
    query = select(t.Message).where(t.Message.id.in_(ids), t.Message.state == "kept")
    return {row.id: row for row in session.scalars(query.order_by(t.Message.id).with_for_update())}


def _repeats(mail: _Mail, same_as: int) -> str:
    row = mail.row
    row.state, row.same_as, row.message_id = "duplicate", same_as, mail.told.mail.message_id[:500]
    return ledger.DUPLICATE


def _searchable(told: Read) -> tuple[str, ...]:
    mail = told.mail
    named = told.understood.numbers
    numbers_ = [*(n.number for n in named.orders), *(n.number for n in named.trackings)]
    return mail.subject, mail.newest_text, mail.sender.name, mail.sender.email, " ".join(numbers_)
