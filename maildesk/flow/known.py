"""What the store knows of a mail's signs: loaded here, decided in `core.placing`.

In: a session and `Signs`. Out: `Known`. Every query goes by an index and is bounded; it writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from maildesk.core.placing.relay import mailbox
from maildesk.core.placing.signs import ConversationRef, Known, OrderRef, Origin, Signs, ThreadRef
from maildesk.db import tables as t

#: How many conversations of one order, address or thread are looked at: the newest.
_NEWEST = 20
_IDS = 60


def load(session: Session, signs: Signs, trackings: Sequence[str] = ()) -> Known:
    """Everything `place` may need for one mail."""
    orders = _orders(session, select(t.OrderRow).where(t.OrderRow.key.in_(signs.numbers))) if signs.numbers else ()
    parcel_orders = _orders(session, _by_tracking(trackings)) if trackings else ()
    thread = _thread(session, signs.thread_ids)
    waiting = _waiting(session, signs.message_id)
    buyers = frozenset() if signs.relay else _buyers(session, signs.sender)
    named = _conversations_of_orders(session, [o.order_id for o in (*orders, *parcel_orders)])
    ids = {r.conversation_id for r in thread} | set(waiting) | set(signs.quoted_own) | set(named)
    ids |= set(_conversations_of(session, signs.sender, buyers)) if signs.sender else set()
    if signs.token_conversation is not None:
        ids.add(signs.token_conversation)
    return Known(
        orders=_in_order(orders, signs.numbers),
        parcel_orders=parcel_orders,
        thread=thread,
        conversations=_conversations(session, ids),
        waiting=waiting,
        sender_buyers=buyers,
        sender_orders=_orders_of(session, buyers),
    )


def _in_order(orders: tuple[OrderRef, ...], numbers: Sequence[str]) -> tuple[OrderRef, ...]:
    """As the mail names them."""
    rank = {number: place for place, number in enumerate(numbers)}
    return tuple(sorted(orders, key=lambda o: rank.get(o.number, len(rank))))


def _by_tracking(trackings: Sequence[str]) -> Select[t.OrderRow]:
    return select(t.OrderRow).join(t.ParcelRow).where(t.ParcelRow.tracking_number.in_(trackings)).limit(_NEWEST)


def _orders(session: Session, query: Select[t.OrderRow]) -> tuple[OrderRef, ...]:
    return order_refs(session, session.scalars(query).all())


def order_refs(session: Session, rows: Sequence[t.OrderRow]) -> tuple[OrderRef, ...]:
    """Orders as placing reads them, with every address that is party to each."""
    addresses: dict[int, set[str]] = {}
    buyers = {row.buyer_id for row in rows}
    if buyers:
        for known in session.scalars(select(t.BuyerAddress).where(t.BuyerAddress.buyer_id.in_(buyers))):
            if not known.relay:
                addresses.setdefault(known.buyer_id, set()).add(known.email)
    return tuple(
        OrderRef(row.id, row.key, row.channel, row.buyer_id, frozenset(addresses.get(row.buyer_id, set()) | _own(row)))
        for row in rows
    )


def _own(row: t.OrderRow) -> set[str]:
    return {mailbox(row.buyer_email)} if row.buyer_email else set()


def _orders_of(session: Session, buyers: frozenset[int]) -> tuple[OrderRef, ...]:
    if not buyers:
        return ()
    query = select(t.OrderRow).where(t.OrderRow.buyer_id.in_(buyers)).order_by(t.OrderRow.id.desc()).limit(2)
    return _orders(session, query)


def _thread(session: Session, thread_ids: Sequence[str]) -> tuple[ThreadRef, ...]:
    """The ancestors that are here, then those that another kept mail cites too, nearest first."""
    ids = list(thread_ids[:_IDS])
    if not ids:
        return ()
    mine = select(t.Message.message_id, t.Message.conversation_id, t.Message.direction).where(
        t.Message.message_id.in_(ids), t.Message.conversation_id.is_not(None)
    )
    found: dict[str, list[ThreadRef]] = {}
    for message_id, conversation_id, direction in session.execute(mine):
        # Every mail of that id: a stranger who reuses one of ours must not hide it.
        origin = Origin.OURS if direction == "out" else Origin.THEIRS
        found.setdefault(message_id, []).append(ThreadRef(message_id, conversation_id or 0, origin))
    missing = [i for i in ids if i not in found]
    for ref, conversation_id in session.execute(_citing(missing)).all() if missing else ():
        found.setdefault(ref, []).append(ThreadRef(ref, conversation_id or 0, Origin.CITED))
    return tuple(ref for i in ids for ref in found.get(i, ()))


def _citing(refs: Sequence[str]) -> Select[str, int | None]:
    return (
        select(t.ThreadRef.ref, t.Message.conversation_id)
        .join(t.Message, t.Message.id == t.ThreadRef.message_id)
        .where(t.ThreadRef.ref.in_(refs), t.Message.conversation_id.is_not(None))
        .limit(_IDS)
    )


def _waiting(session: Session, message_id: str) -> tuple[int, ...]:
    if not message_id:
        return ()  # pain 13: nothing is ever found by an empty id
    return tuple(dict.fromkeys(row[1] or 0 for row in session.execute(_citing([message_id]))))


def _buyers(session: Session, sender: str) -> frozenset[int]:
    if not sender:
        return frozenset()
    query = select(t.BuyerAddress.buyer_id).where(
        t.BuyerAddress.email == mailbox(sender), t.BuyerAddress.relay.is_(False)
    )
    return frozenset(session.scalars(query.limit(_NEWEST)))


def _conversations_of_orders(session: Session, order_ids: Sequence[int]) -> list[int]:
    if not order_ids:
        return []
    query = select(t.ConversationOrder.conversation_id).where(t.ConversationOrder.order_id.in_(order_ids))
    return list(session.scalars(query.order_by(t.ConversationOrder.conversation_id.desc()).limit(_NEWEST)))


def _conversations_of(session: Session, sender: str, buyers: frozenset[int]) -> list[int]:
    """The newest conversations an address wrote in, and those of the buyers it belongs to."""
    wrote = select(t.Participant.conversation_id).where(t.Participant.email == mailbox(sender))
    ids = list(session.scalars(wrote.order_by(t.Participant.conversation_id.desc()).limit(_NEWEST)))
    if buyers:
        theirs = select(t.Conversation.id).where(t.Conversation.buyer_id.in_(buyers))
        ids += session.scalars(theirs.order_by(t.Conversation.last_mail_at.desc()).limit(_NEWEST))
    return ids


def _conversations(session: Session, ids: Iterable[int]) -> tuple[ConversationRef, ...]:
    wanted = set(ids)
    if not wanted:
        return ()
    rows = session.scalars(
        select(t.Conversation).where(t.Conversation.id.in_(wanted), t.Conversation.merged_into_id.is_(None))
    ).all()
    orders = _linked_orders(session, wanted)
    refs = {ref.order_id: ref for ref in order_refs(session, [row for rows_ in orders.values() for row in rows_])}
    wrote = _grouped(
        session.execute(
            select(t.Participant.conversation_id, t.Participant.email).where(t.Participant.conversation_id.in_(wanted))
        )
    )
    return tuple(_ref(row, [refs[o.id] for o in orders.get(row.id, ())], wrote.get(row.id, set())) for row in rows)


def _linked_orders(session: Session, conversation_ids: set[int]) -> dict[int, list[t.OrderRow]]:
    query = (
        select(t.ConversationOrder.conversation_id, t.OrderRow)
        .join(t.OrderRow, t.OrderRow.id == t.ConversationOrder.order_id)
        .where(t.ConversationOrder.conversation_id.in_(conversation_ids))
    )
    found: dict[int, list[t.OrderRow]] = {}
    for conversation_id, order in session.execute(query):
        found.setdefault(conversation_id, []).append(order)
    return found


def _grouped(pairs: Iterable[Sequence[object]]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for key, value in pairs:
        found.setdefault(int(str(key)), set()).add(str(value))
    return found


def _ref(row: t.Conversation, orders: Sequence[OrderRef], wrote: set[str]) -> ConversationRef:
    return ConversationRef(
        conversation_id=row.id,
        buyer_id=row.buyer_id,
        order_ids=frozenset(o.order_id for o in orders),
        addresses=frozenset(wrote.union(*(o.party for o in orders))),
        state=row.state,
        last_mail_at=row.last_mail_at,
        subject_key=row.subject_key,
        answered_by_agent=row.answers > 0,
        numbers=frozenset(row.numbers),
        order_conflict="order_conflict" in row.flags,
        solved_at=row.solved_at,
    )
