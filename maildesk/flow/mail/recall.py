"""Loading a memory: everything that the placing of a batch of mails may ask for.

In: a session and the signs of each mail. Out: `Memory`. Every question goes by an index, is bounded for each key, and is asked once
for the whole batch; it writes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.placing.relay import mailbox
from maildesk.core.placing.signs import Signs
from maildesk.db import tables as t
from maildesk.db.each import KEY, FewOfEach
from maildesk.db.upsert import new_ids
from maildesk.flow.mail.memory import Memory, Stored

#: How many conversations of one order, address or thread are looked at: the newest.
_NEWEST = 20
#: Ancestors asked for, of one mail.
_ANCESTORS = 60

_STORED = (
    t.Message.id, t.Message.message_id, t.Message.content_hash, t.Message.sent_at, t.Message.direction, t.Message.conversation_id,
)  # fmt: skip
_NAMED, _SAME = (
    FewOfEach(select(*_STORED).where(column == KEY, t.Message.state != "kept").order_by(t.Message.id).limit(_NEWEST))
    for column in (t.Message.message_id, t.Message.content_hash)
)
_CITING = FewOfEach(
    select(t.ThreadRef.ref, t.Message.conversation_id)
    .join(t.Message, t.Message.id == t.ThreadRef.message_id)
    .where(t.ThreadRef.ref == KEY, t.Message.conversation_id.is_not(None))
    .limit(_ANCESTORS)
)
_NUMBERED = FewOfEach(select(t.OrderRow.key, t.OrderRow.id).where(t.OrderRow.key == KEY).limit(_NEWEST))
_PARCELS = FewOfEach(
    select(t.ParcelRow.tracking_number, t.ParcelRow.order_id).where(t.ParcelRow.tracking_number == KEY).limit(_NEWEST)
)
_BOUGHT = FewOfEach(
    select(t.OrderRow.buyer_id, t.OrderRow.id).where(t.OrderRow.buyer_id == KEY).order_by(t.OrderRow.id.desc()).limit(2)
)
_BUYERS = FewOfEach(
    select(t.BuyerAddress.email, t.BuyerAddress.buyer_id)
    .where(t.BuyerAddress.email == KEY, t.BuyerAddress.relay.is_(False))
    .limit(_NEWEST)
)
_PARTY = FewOfEach(
    select(t.BuyerAddress.buyer_id, t.BuyerAddress.email)
    .where(t.BuyerAddress.buyer_id == KEY, t.BuyerAddress.relay.is_(False))
    .limit(_ANCESTORS)
)
_WROTE = FewOfEach(
    select(t.Participant.email, t.Participant.conversation_id)
    .where(t.Participant.email == KEY)
    .order_by(t.Participant.conversation_id.desc())
    .limit(_NEWEST)
)
_OF_BUYER = FewOfEach(
    select(t.Conversation.buyer_id, t.Conversation.id)
    .where(t.Conversation.buyer_id == KEY)
    .order_by(t.Conversation.last_mail_at.desc())
    .limit(_NEWEST)
)
_OF_ORDER = FewOfEach(
    select(t.ConversationOrder.order_id, t.ConversationOrder.conversation_id)
    .where(t.ConversationOrder.order_id == KEY)
    .order_by(t.ConversationOrder.conversation_id.desc())
    .limit(_NEWEST)
)
_LINKED = FewOfEach(
    select(t.ConversationOrder.conversation_id, t.ConversationOrder.order_id)
    .where(t.ConversationOrder.conversation_id == KEY)
    .limit(_ANCESTORS)
)
_WRITERS = FewOfEach(
    select(t.Participant.conversation_id, t.Participant.email)
    .where(t.Participant.conversation_id == KEY)
    .limit(_ANCESTORS)
)
_DRAFTS = FewOfEach(
    select(t.Draft.conversation_id, t.Draft.id)
    .where(t.Draft.conversation_id == KEY)
    .order_by(t.Draft.id.desc())
    .limit(1)
)

Key = TypeVar("Key", str, int)


@dataclass(frozen=True, slots=True)
class Asked:
    """What one mail may ask about."""

    signs: Signs
    content_hash: str
    trackings: tuple[str, ...] = ()


def recall(session: Session, asked: Sequence[Asked]) -> Memory:
    """The memory of a batch."""
    memory = Memory(session, new_ids(session, t.Conversation, len(asked)))
    _mails(memory, asked)
    _people(memory, {mailbox(one.signs.sender) for one in asked if one.signs.sender})
    _orders_named(memory, asked)
    named = {one.signs.token_conversation for one in asked} | {i for one in asked for i in one.signs.quoted_own}
    _conversations(memory, named)
    _orders(memory)
    return memory


def _mails(memory: Memory, asked: Sequence[Asked]) -> None:
    ancestors = {i for one in asked for i in one.signs.thread_ids[:_ANCESTORS]}
    ids = {one.signs.message_id for one in asked} | ancestors
    for row in _NAMED.rows(memory.session, _given(ids)):
        memory.named[row[1]].append(Stored(*row))
    for row in _SAME.rows(memory.session, _given(one.content_hash for one in asked)):
        memory.same[row[2]].append(Stored(*row))
    memory.citing = _grouped(_CITING.rows(memory.session, _given(ids)))


def _people(memory: Memory, addresses: set[str]) -> None:
    session = memory.session
    memory.buyers = _grouped(_BUYERS.rows(session, addresses))
    memory.wrote = _grouped(_WROTE.rows(session, addresses))
    buyers = {buyer for ids in memory.buyers.values() for buyer in ids}
    memory.of_buyer = _grouped(_OF_BUYER.rows(session, buyers))
    memory.bought = _grouped(_BOUGHT.rows(session, buyers))


def _orders_named(memory: Memory, asked: Sequence[Asked]) -> None:
    session = memory.session
    memory.numbered = _grouped(_NUMBERED.rows(session, (n for one in asked for n in one.signs.numbers)))
    memory.parcels = _grouped(_PARCELS.rows(session, (n for one in asked for n in one.trackings)))
    orders = {i for ids in (*memory.numbered.values(), *memory.parcels.values()) for i in ids}
    memory.of_order = _grouped(_OF_ORDER.rows(session, orders))


def _conversations(memory: Memory, named: set[int | None]) -> None:
    """All that any sign leads to. Locked where rows can be, in one order: an agent's click waits for the batch, or it for the click."""
    lists = (*memory.wrote.values(), *memory.of_buyer.values(), *memory.of_order.values(), *memory.citing.values())
    ids = {i for found in lists for i in found} | {m.conversation_id for mails in memory.named.values() for m in mails}
    wanted = {i for i in ids | named if i is not None}
    query = select(t.Conversation).where(t.Conversation.id.in_(wanted), t.Conversation.merged_into_id.is_(None))
    rows = memory.session.scalars(query.order_by(t.Conversation.id).with_for_update()) if wanted else ()
    memory.conversations = {row.id: row for row in rows}
    memory.linked = _grouped(_LINKED.rows(memory.session, memory.conversations))
    memory.writers = _grouped(_WRITERS.rows(memory.session, memory.conversations))
    newest = dict(_DRAFTS.rows(memory.session, memory.conversations))
    query_drafts = select(t.Draft).where(t.Draft.id.in_(newest.values()))
    drafts = memory.session.scalars(query_drafts) if newest else ()
    memory.drafts = dict.fromkeys(memory.conversations) | {draft.conversation_id: draft for draft in drafts}


def _orders(memory: Memory) -> None:
    """The rows of all orders met, with the addresses of their buyers."""
    lists = (memory.numbered, memory.parcels, memory.bought, memory.linked)
    ids = {i for found in lists for orders in found.values() for i in orders}
    rows = memory.session.scalars(select(t.OrderRow).where(t.OrderRow.id.in_(ids))) if ids else ()
    memory.orders = {row.id: row for row in rows}
    memory.party = _grouped(_PARTY.rows(memory.session, {row.buyer_id for row in memory.orders.values()}))


def _grouped(pairs: Iterable[Any]) -> defaultdict[Any, list[Any]]:
    found: defaultdict[Any, list[Any]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found


def _given(keys: Iterable[str]) -> list[str]:
    """Nothing is ever found by an empty id (pain 13). Ids are stored cut at 500 characters."""
    return [key[:500] for key in dict.fromkeys(keys) if key]
