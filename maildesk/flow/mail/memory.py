"""What the desk knows around a batch of mails: loaded with a few questions, kept up to date while they are placed one after another.

In: rows of the store (`flow.mail.recall`), and what each placed mail adds. Out: answers from memory for the next mail, and at the end the
new rows, many in one statement. A single live mail is a batch of one: there is one way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session, make_transient_to_detached
from sqlalchemy.orm.attributes import set_committed_value

from maildesk.core.reply.facts import Shop
from maildesk.core.search.words import index_words
from maildesk.db import search
from maildesk.db import tables as t
from maildesk.db.base import Base
from maildesk.db.upsert import add_all, add_all_missing, change_all
from maildesk.flow.clocks.promise import Spoke
from maildesk.flow.matters import conversation as conversations
from maildesk.flow.reply import drafting


@dataclass(frozen=True, slots=True)
class Stored:
    """A mail that was read before this one, as far as a later one may ask for it."""

    id: int
    message_id: str
    content_hash: str
    sent_at: datetime | None
    direction: str
    conversation_id: int | None


@dataclass(slots=True)
class Memory:
    """Rows by what a mail may ask for. Addresses without their plus-tag (`core.placing.relay.mailbox`); ids in the order stored."""

    session: Session
    conversation_ids: Iterator[int]
    #: Mails by Message-ID and by content hash; conversations of the mails that cite an id.
    named: defaultdict[str, list[Stored]] = field(default_factory=lambda: defaultdict(list))
    same: defaultdict[str, list[Stored]] = field(default_factory=lambda: defaultdict(list))
    citing: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    #: Orders by key, by tracking number, by buyer.
    numbered: dict[str, list[int]] = field(default_factory=dict)
    parcels: dict[str, list[int]] = field(default_factory=dict)
    bought: dict[int, list[int]] = field(default_factory=dict)
    orders: dict[int, t.OrderRow] = field(default_factory=dict)
    #: Buyers by address, addresses by buyer.
    buyers: dict[str, list[int]] = field(default_factory=dict)
    party: dict[int, list[str]] = field(default_factory=dict)
    #: Conversations by writer, by buyer, by order; and of each its orders, its writers, its newest draft.
    wrote: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    of_buyer: defaultdict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    of_order: defaultdict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    conversations: dict[int, t.Conversation] = field(default_factory=dict)
    linked: defaultdict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    writers: defaultdict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    drafts: dict[int, t.Draft | None] = field(default_factory=dict)
    shop: Shop | None = None
    #: Conversations in which a buyer wrote, and those whose turn has changed otherwise: their clocks follow at the end.
    spoke: dict[int, Spoke] = field(default_factory=dict)
    turned: dict[int, t.Conversation] = field(default_factory=dict)
    #: Conversations in which a buyer withdrew from the contract, and when.
    withdrawn: dict[int, datetime] = field(default_factory=dict)
    #: Conversations that got a draft, in order.
    proposed: dict[int, None] = field(default_factory=dict)
    _written: list[dict[str, Any]] = field(default_factory=list)
    _started: list[t.Conversation] = field(default_factory=list)
    _drafted: list[t.Draft] = field(default_factory=list)
    _rows: defaultdict[type[Base], list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    _deeds: list[dict[str, Any]] = field(default_factory=list)
    _texts: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def conversation(self, conversation_id: int) -> t.Conversation:
        """A conversation of this batch, else of the store."""
        return self.conversations.get(conversation_id) or conversations.get(self.session, conversation_id)

    def order(self, order_id: int | None) -> t.OrderRow | None:
        return self.orders.get(order_id) or self.session.get(t.OrderRow, order_id) if order_id is not None else None

    def newest_draft(self, conversation_id: int) -> t.Draft | None:
        if conversation_id not in self.drafts:
            self.drafts[conversation_id] = drafting.newest(self.session, conversation_id)
        return self.drafts[conversation_id]

    def start(self, row: t.Conversation) -> t.Conversation:
        """A new conversation: it has its id at once, and its row at the end."""
        row.id = next(self.conversation_ids)
        self._started.append(row)
        self.conversations[row.id] = row
        self.drafts[row.id] = None
        if row.buyer_id is not None:
            self.of_buyer[row.buyer_id].append(row.id)
        conversations.count_new(self.session, row)
        return row

    def link(self, conversation_id: int, order_id: int) -> None:
        if order_id not in self.linked[conversation_id]:
            self.linked[conversation_id].append(order_id)
            self.of_order[order_id].append(conversation_id)
            self._rows[t.ConversationOrder].append({"conversation_id": conversation_id, "order_id": order_id})

    def take_part(self, conversation_id: int, email: str) -> None:
        if email not in self.writers[conversation_id]:
            self.writers[conversation_id].append(email)
            self.wrote[email].append(conversation_id)
            self._rows[t.Participant].append({"conversation_id": conversation_id, "email": email})

    def cite(self, message: t.Message, refs: tuple[str, ...]) -> None:
        """What a placed mail names as its ancestors."""
        for ref in dict.fromkeys(ref[:500] for ref in refs):
            self.citing[ref].append(message.conversation_id or 0)
            self._rows[t.ThreadRef].append({"message_id": message.id, "ref": ref})

    def write(self, row: t.Message, values: dict[str, Any]) -> None:
        """What became of a kept mail: its row says so at once, and the store at the end."""
        for name, value in values.items():
            set_committed_value(row, name, value)
        self._written.append({"id": row.id, **values})

    def read(self, row: t.Message) -> None:
        """A mail is done: the next ones may answer it, or repeat it."""
        stored = Stored(
            row.id, row.message_id, row.content_hash, row.sent_at, row.direction, row.conversation_id
        )  # fmt: skip
        self.named[row.message_id].append(stored)
        self.same[row.content_hash].append(stored)

    def propose(self, row: t.Draft) -> None:
        """A draft for a conversation: its newest one from now on."""
        self.drafts[row.conversation_id] = row
        self.proposed[row.conversation_id] = None
        self._drafted.append(row)

    def record(self, conversation_id: int, code: str, at: datetime) -> None:
        """A deed of the desk's own, for the history."""
        deed: dict[str, Any] = {
            "conversation_id": conversation_id,
            "by": None,
            "code": code,
            "detail": {},
            "undo": {},
            "at": at,
        }
        self._deeds.append(deed)

    def index(self, message_id: int, *texts: str) -> None:
        """A mail is found by the words of these texts."""
        self._texts[message_id] = texts

    def settle(self) -> None:
        """Write what is new. Afterwards the store answers as memory does, for those who ask it themselves."""
        session = self.session
        add_all(session, t.Conversation, [_row(row) for row in self._started])
        for started in self._started:
            _adopt(session, started)
        change_all(session, t.Message, self._written)
        session.flush()
        for table, rows in self._rows.items():
            add_all_missing(session, table, rows)
        add_all(session, t.Draft, [_row(draft) for draft in self._drafted])
        add_all(session, t.Deed, self._deeds)
        search.write_all(session, {of: index_words(*texts) for of, texts in self._texts.items()})
        for draft in self._drafted:
            self.drafts.pop(draft.conversation_id, None)
        for pending in (self._written, self._started, self._drafted, self._rows, self._deeds, self._texts):
            pending.clear()

    def joined(self, other_id: int, into_id: int) -> None:
        """The mails of one conversation stand in another now."""
        self.conversations.pop(other_id, None)
        for citing in (self.citing, self.wrote, self.of_order, self.of_buyer):
            for ids in citing.values():
                ids[:] = [into_id if i == other_id else i for i in ids]
        for mails in self.named.values():
            mails[:] = [_moved(mail, into_id) if mail.conversation_id == other_id else mail for mail in mails]
        self.drafts.pop(other_id, None)
        self.drafts.pop(into_id, None)


def _moved(mail: Stored, into_id: int) -> Stored:
    return Stored(mail.id, mail.message_id, mail.content_hash, mail.sent_at, mail.direction, into_id)


def _adopt(session: Session, instance: Base) -> None:
    """A row that was written past the session stands in it as if it had been read; nothing of it is asked for again."""
    for name, value in _row(instance).items():
        if name not in instance.__dict__:
            set_committed_value(instance, name, value)
    make_transient_to_detached(instance)
    session.add(instance)


def _row(instance: Base) -> dict[str, Any]:
    """A new row's columns, with the defaults that the mapper would give; an id only where one was given."""
    held = instance.__dict__
    given = {name: held[name] if name in held else _default(default) for name, default in _columns(type(instance))}
    if given.get("id") is None:
        del given["id"]
    return given


def _columns(table: type[Base]) -> list[tuple[str, Any]]:
    return [(column.key, column.default) for column in table.__table__.columns]


def _default(default: Any) -> Any:
    if default is None:
        return None
    return default.arg(None) if default.is_callable else default.arg
