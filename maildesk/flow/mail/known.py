"""What memory knows of a mail's signs: gathered here, decided in `core.placing`.

In: `Memory` and `Signs`. Out: `Known`. It asks no store and changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from maildesk.core.placing.relay import mailbox
from maildesk.core.placing.signs import ConversationRef, Known, OrderRef, Origin, Signs, ThreadRef
from maildesk.db import tables as t
from maildesk.flow.mail.memory import Memory

_Key = TypeVar("_Key", str, int)

_ANCESTORS = 60
_PARCEL_ORDERS = 20
_ORDERS_OF_A_BUYER = 2


def known_of(memory: Memory, signs: Signs, trackings: Sequence[str] = ()) -> Known:
    """Everything `place` may need for one mail."""
    orders = _refs(memory, _each(memory.numbered, signs.numbers))
    parcel_orders = _refs(memory, _each(memory.parcels, trackings)[:_PARCEL_ORDERS])
    thread = tuple(ref for i in signs.thread_ids[:_ANCESTORS] for ref in _thread(memory, i))
    # Nothing is ever found by an empty id (pain 13).
    waiting = tuple(dict.fromkeys(memory.citing.get(signs.message_id[:500], ()))) if signs.message_id else ()
    sender = mailbox(signs.sender)
    buyers = frozenset() if signs.relay or not sender else frozenset(memory.buyers.get(sender, ()))
    ids = {ref.conversation_id for ref in thread} | set(waiting) | set(signs.quoted_own)
    ids.update(_each(memory.of_order, (o.order_id for o in (*orders, *parcel_orders))))
    ids.update(memory.wrote.get(sender, ()) if sender else (), _each(memory.of_buyer, buyers))
    if signs.token_conversation is not None:
        ids.add(signs.token_conversation)
    return Known(
        orders=orders,
        parcel_orders=parcel_orders,
        thread=thread,
        conversations=tuple(
            _conversation(memory, memory.conversations[i]) for i in sorted(ids) if i in memory.conversations
        ),
        waiting=waiting,
        sender_buyers=buyers,
        sender_orders=_refs(memory, sorted(_each(memory.bought, buyers), reverse=True)[:_ORDERS_OF_A_BUYER]),
    )


def _each(found: dict[_Key, list[int]], keys: Iterable[_Key]) -> list[int]:
    """Ids of all keys, in their order, each once."""
    return list(dict.fromkeys(i for key in keys for i in found.get(key, ())))


def _refs(memory: Memory, ids: Iterable[int]) -> tuple[OrderRef, ...]:
    return tuple(_order(memory, memory.orders[i]) for i in ids)


def _order(memory: Memory, row: t.OrderRow) -> OrderRef:
    """An order as placing reads it, with every address that is party to it."""
    own = (mailbox(row.buyer_email),) if row.buyer_email else ()
    return OrderRef(row.id, row.key, row.channel, row.buyer_id, frozenset((*memory.party.get(row.buyer_id, ()), *own)))


def _thread(memory: Memory, message_id: str) -> tuple[ThreadRef, ...]:
    """The mails of that id that are here; without one, where another kept mail that cites it stands.

    Every mail of that id: a stranger who reuses one of ours must not hide it.
    """
    here = [mail for mail in memory.named.get(message_id[:500], ()) if mail.conversation_id is not None]
    if here:
        origins = {"out": Origin.OURS}
        return tuple(
            ThreadRef(message_id, mail.conversation_id or 0, origins.get(mail.direction, Origin.THEIRS))
            for mail in here
        )
    cited = dict.fromkeys(memory.citing.get(message_id[:500], ()))
    return tuple(ThreadRef(message_id, conversation_id, Origin.CITED) for conversation_id in cited)


def _conversation(memory: Memory, row: t.Conversation) -> ConversationRef:
    orders = _refs(memory, memory.linked.get(row.id, ()))
    return ConversationRef(
        conversation_id=row.id,
        buyer_id=row.buyer_id,
        order_ids=frozenset(o.order_id for o in orders),
        addresses=frozenset(memory.writers.get(row.id, ())).union(*(o.party for o in orders)),
        state=row.state,
        last_mail_at=row.last_mail_at,
        subject_key=row.subject_key,
        answered_by_agent=row.answers > 0,
        numbers=frozenset(row.numbers),
        order_conflict="order_conflict" in row.flags,
        solved_at=row.solved_at,
    )
