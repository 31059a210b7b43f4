"""The conversation of the orders that their buyer names.

In: a `Standing`, the sender's own orders, and the reason they were found by. Out: a `Placement`, or None without orders. It is
never asked about orders that are not the sender's.
"""

from __future__ import annotations

from dataclasses import replace

from maildesk.core.placing.outcome import following, ids, into, latest, plus_tag
from maildesk.core.placing.signs import Because, ConversationRef, Flag, OrderRef, Placement
from maildesk.core.placing.standing import Standing


def by_orders(standing: Standing, orders: tuple[OrderRef, ...], because: Because) -> Placement | None:
    """The open conversation about them; else one that lacked the number; else after the one that ended; else a new one."""
    if not orders:
        return None
    reasons = (because, Because.RELAY_ADDRESS if standing.signs.relay else Because.OWN_ADDRESS)
    about = [c for o in orders for c in standing.known.conversations if o.order_id in c.order_ids]
    open_ones = list(dict.fromkeys(c.conversation_id for c in about if standing.is_joinable(c)))
    if open_ones:
        best = _preferred(standing, [c for c in about if standing.is_joinable(c)], orders)
        others = tuple(i for i in open_ones if i != best.conversation_id)
        flags = (Flag.AMBIGUOUS,) if others else ()
        return replace(into(standing, best, (*reasons, *plus_tag(standing, best)), orders, flags), candidates=others)
    numberless = [c for c in standing.own_conversations if _may_have_lacked_the_number(standing, c)]
    if len(numberless) == 1 and standing.by_address:
        return into(standing, numberless[0], (*reasons, Because.ONE_OPEN_CONVERSATION), orders)
    ended = latest(about)
    if ended is not None:
        return following(standing, ended, reasons, ())
    flags = (Flag.ORDER_CONFLICT,) if standing.foreign_orders and not standing.signs.ours else ()
    return Placement(None, reasons, flags, ids(orders), orders[0].buyer_id)


def _preferred(
    standing: Standing, conversations: list[ConversationRef], orders: tuple[OrderRef, ...]
) -> ConversationRef:
    """Of several about the buyer's orders: the one with the same subject, about the order named first, most recent."""
    first = orders[0].order_id
    return max(
        conversations,
        key=lambda c: (standing.has_same_subject(c), first in c.order_ids, c.last_mail_at, -c.conversation_id),
    )


def _may_have_lacked_the_number(standing: Standing, conversation: ConversationRef) -> bool:
    """The buyer wrote without a number a moment ago and sends it now; with several orders only under the same subject."""
    bare = not conversation.order_ids and not conversation.numbers
    sure = len(standing.known.sender_orders) <= 1 or standing.has_same_subject(conversation)
    return bare and sure and standing.is_joinable(conversation) and standing.is_afterthought(conversation)
