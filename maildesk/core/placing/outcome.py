"""What a rule of placing answers with: into a conversation, or after one that ended too long ago.

In: a `Standing`, the conversation and the reasons. Out: a `Placement` with orders, buyer and conflict worked out. It chooses
no conversation.
"""

from __future__ import annotations

from collections.abc import Iterable

from maildesk.core.placing.signs import Because, ConversationRef, Flag, OrderRef, Placement
from maildesk.core.placing.standing import Standing


def into(
    standing: Standing,
    conversation: ConversationRef,
    because: tuple[Because, ...],
    orders: tuple[OrderRef, ...],
    flags: tuple[Flag, ...] = (),
) -> Placement:
    """Into the conversation, with the sender's orders linked. Somebody else's order, when named, is flagged and not linked."""
    buyer = conversation.buyer_id
    if buyer is None and orders:
        buyer = orders[0].buyer_id
    if standing.foreign_orders and not standing.signs.ours and not _all_linked(standing, conversation):
        flags = (*flags, Flag.ORDER_CONFLICT)
    return Placement(conversation.conversation_id, because, flags, ids(orders), buyer)


def following(
    standing: Standing, ended: ConversationRef, because: tuple[Because, ...], flags: tuple[Flag, ...]
) -> Placement:
    """A new conversation that continues one solved too long ago to re-open without spoiling its figures."""
    orders = ids(standing.own_orders) or tuple(sorted(ended.order_ids))
    return Placement(
        None,
        (*because, Because.SOLVED_LONG_AGO),
        flags,
        orders,
        ended.buyer_id,
        candidates=(ended.conversation_id,),
        follows=ended.conversation_id,
    )


def plus_tag(standing: Standing, conversation: ConversationRef) -> tuple[Because, ...]:
    """The reason to add when the sender's mailbox wrote under another tag."""
    return (Because.PLUS_TAG,) if standing.comes_by_plus_tag(conversation) else ()


def latest(conversations: Iterable[ConversationRef]) -> ConversationRef | None:
    """The one with the newest mail."""
    return max(conversations, key=lambda c: (c.last_mail_at, c.conversation_id), default=None)


def ids(orders: tuple[OrderRef, ...]) -> tuple[int, ...]:
    """Each order's id once, in order."""
    return tuple(dict.fromkeys(o.order_id for o in orders))


def _all_linked(standing: Standing, conversation: ConversationRef) -> bool:
    return all(o.order_id in conversation.order_ids for o in standing.foreign_orders)
