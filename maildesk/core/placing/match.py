"""Which conversation a mail belongs to: the rules of design 5 ("Placing"), as an ordered table.

In: `Signs` of one mail, `Known` facts about them, and the settings. Out: a `Placement` with its reasons. The first rule that
answers decides. No sign is trusted alone: a thread needs a participant or the order, a number needs its buyer, a relay needs
both. It loads nothing, merges nothing that an agent has answered, and never guesses somebody into a private conversation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeAlias

from maildesk.core.placing.late_parent import with_children
from maildesk.core.placing.relay import mailbox
from maildesk.core.placing.signs import (
    Because,
    ConversationRef,
    Flag,
    Known,
    OrderRef,
    Placement,
    PlacingSettings,
    Signs,
)
from maildesk.core.placing.standing import Standing
from maildesk.core.placing.thread import Trace, trace

_Rule: TypeAlias = Callable[[Standing, Trace | None], Placement | None]


def place(signs: Signs, known: Known, settings: PlacingSettings | None = None) -> Placement:
    """Place one mail. Never raises; what nothing speaks for becomes a conversation of its own."""
    standing = Standing(signs, known, settings or PlacingSettings())
    thread = trace(standing)
    found = next(p for p in (rule(standing, thread) for rule in _RULES) if p is not None)
    return _flagged(standing, with_children(standing, found))


def _stranger_with_a_number(standing: Standing, thread: Trace | None) -> Placement | None:
    """Somebody quotes an order that is not theirs: a gift recipient, a relative, a fisher. Never the owner's conversation."""
    if standing.own_orders or not standing.foreign_orders or standing.signs.ours or _may_speak(standing, thread):
        return None
    numbers = frozenset(standing.signs.numbers)
    earlier = _latest(c for c in _own(standing) if numbers & c.numbers and not standing.names_order_of(c))
    return Placement(
        earlier.conversation_id if earlier else None,
        (Because.STRANGER, Because.OWN_ADDRESS) if earlier else (Because.STRANGER,),
        (Flag.ORDER_CONFLICT,),
        buyer_id=earlier.buyer_id if earlier else _sole_buyer(standing),
        candidates=tuple(c.conversation_id for c in standing.known.conversations if standing.names_order_of(c)),
    )


def _thread_goes_on(standing: Standing, thread: Trace | None) -> Placement | None:
    """The mail answers one that is known, and names no other order than the conversation's."""
    if thread is None or _is_new_matter(standing, thread.conversation):
        return None
    conversation = thread.conversation
    flags = (Flag.SENDER_DIFFERS,) if thread.sender_differs else ()
    if not standing.is_joinable(conversation):
        return _following(standing, conversation, thread.because, flags)
    orders = tuple(o for o in standing.own_orders if not thread.sender_differs)
    return _into(standing, conversation, thread.because, orders, flags)


def _thread_splits(standing: Standing, thread: Trace | None) -> Placement | None:
    """A new number in a reply to an old matter: that order's conversation, or a new one beside the old."""
    if thread is None:
        return None
    by_number = _by_orders(standing, standing.fresh_orders, Because.ORDER_NUMBER)
    if by_number is None:
        return None
    old = thread.conversation.conversation_id
    candidates = tuple(dict.fromkeys((*by_number.candidates, old)))
    because = (Because.NEW_NUMBER, *by_number.because)
    return replace(by_number, because=because, candidates=candidates)


def _own_order(standing: Standing, _: Trace | None) -> Placement | None:
    """The buyer names an order of theirs."""
    return _by_orders(standing, standing.own_orders, Because.ORDER_NUMBER)


def _own_parcel(standing: Standing, _: Trace | None) -> Placement | None:
    """The buyer names a parcel of theirs, and no order."""
    return None if standing.known.orders else _by_orders(standing, standing.own_parcel_orders, Because.TRACKING_NUMBER)


def _sender_alone(standing: Standing, _: Trace | None) -> Placement | None:
    """Nothing but the sender speaks: the one open and young conversation, or the one with the same subject."""
    if not standing.by_address or standing.known.orders:
        return None
    fitting = [c for c in _own(standing) if _fits_alone(standing, c)]
    same_subject = [c for c in fitting if standing.signs.is_reply and _same_subject(standing, c)]
    if len(fitting) == 1:
        return _into(standing, fitting[0], (Because.ONE_OPEN_CONVERSATION, *_address_reason(standing, fitting[0])), ())
    if len(same_subject) == 1:
        return _into(standing, same_subject[0], (Because.SUBJECT, *_address_reason(standing, same_subject[0])), ())
    if not fitting:
        return None
    return Placement(
        None,
        (Because.SEVERAL_FIT,),
        (Flag.AMBIGUOUS,),
        buyer_id=_sole_buyer(standing),
        candidates=tuple(c.conversation_id for c in fitting),
    )


def _nothing_fits(standing: Standing, _: Trace | None) -> Placement:
    """A conversation of its own; a buyer who is known by their address with a single order brings that order along."""
    orders = standing.known.sender_orders if standing.by_address and not standing.signs.numbers else ()
    only = orders if len(orders) == 1 else ()
    buyer = _sole_buyer(standing)
    return Placement(
        None,
        (Because.NOTHING_FITS, Because.OWN_ADDRESS) if buyer is not None else (Because.NOTHING_FITS,),
        order_ids=tuple(o.order_id for o in only),
        buyer_id=buyer,
        candidates=tuple(c.conversation_id for c in _own(standing)),
    )


#: Asked in this order; the last always answers.
_RULES: tuple[_Rule, ...] = (
    _stranger_with_a_number,
    _thread_goes_on,
    _thread_splits,
    _own_order,
    _own_parcel,
    _sender_alone,
    _nothing_fits,
)


def _may_speak(standing: Standing, thread: Trace | None) -> bool:
    """The thread is the sender's own, or it is about the very order that another address names."""
    return thread is not None and (not thread.sender_differs or standing.names_order_of(thread.conversation))


def _is_new_matter(standing: Standing, conversation: ConversationRef) -> bool:
    """The mail names orders of its sender, and none of them is the conversation's. A conversation without an order takes any."""
    return bool(standing.fresh_orders and conversation.order_ids) and not any(
        o.order_id in conversation.order_ids for o in standing.fresh_orders
    )


def _by_orders(standing: Standing, orders: tuple[OrderRef, ...], because: Because) -> Placement | None:
    if not orders:
        return None
    reasons = (because, Because.RELAY_ADDRESS if standing.signs.relay else Because.OWN_ADDRESS)
    about = [c for o in orders for c in standing.known.conversations if _is_about(c, o)]
    open_ones = list(dict.fromkeys(c.conversation_id for c in about if standing.is_joinable(c)))
    if open_ones:
        best = _preferred(standing, [c for c in about if standing.is_joinable(c)], orders)
        others = tuple(i for i in open_ones if i != best.conversation_id)
        flags = (Flag.AMBIGUOUS,) if others else ()
        return replace(_into(standing, best, (*reasons, *_tag(standing, best)), orders, flags), candidates=others)
    numberless = [c for c in _own(standing) if _may_have_lacked_the_number(standing, c)]
    if len(numberless) == 1 and standing.by_address:
        return _into(standing, numberless[0], (*reasons, Because.ONE_OPEN_CONVERSATION), orders)
    ended = _latest(about)
    if ended is not None:
        return _following(standing, ended, reasons, ())
    return Placement(None, reasons, order_ids=_ids(orders), buyer_id=orders[0].buyer_id)


def _is_about(conversation: ConversationRef, order: OrderRef) -> bool:
    return order.order_id in conversation.order_ids and not conversation.order_conflict


def _preferred(
    standing: Standing, conversations: list[ConversationRef], orders: tuple[OrderRef, ...]
) -> ConversationRef:
    """Of several about the buyer's orders: the one with the same subject, about the order named first, most recent."""
    first = orders[0].order_id
    return max(
        conversations,
        key=lambda c: (_same_subject(standing, c), first in c.order_ids, c.last_mail_at, -c.conversation_id),
    )


def _may_have_lacked_the_number(standing: Standing, conversation: ConversationRef) -> bool:
    """The buyer wrote without a number a moment ago and sends it now; with several orders only under the same subject."""
    bare = not conversation.order_ids and not conversation.numbers
    sure = len(standing.known.sender_orders) <= 1 or _same_subject(standing, conversation)
    return bare and sure and standing.is_joinable(conversation) and standing.is_afterthought(conversation)


def _fits_alone(standing: Standing, conversation: ConversationRef) -> bool:
    """Open and young; and the mail names no number, or one that this conversation has named before.

    A reply to something the desk never got must have the subject in common: its parent may still come, or was no mail of ours.
    """
    numbers = frozenset(standing.signs.numbers)
    if standing.signs.thread_ids and not _same_subject(standing, conversation):
        return False
    return (
        standing.is_joinable(conversation)
        and standing.is_young(conversation)
        and (
            not numbers or bool(numbers & conversation.numbers) or not (conversation.numbers or conversation.order_ids)
        )
    )


def _same_subject(standing: Standing, conversation: ConversationRef) -> bool:
    """Equal and not empty: mails without a subject have nothing in common (pain 13)."""
    return bool(conversation.subject_key) and conversation.subject_key == standing.signs.subject_key


def _own(standing: Standing) -> list[ConversationRef]:
    """The conversations the sender takes part in, by an address that tells who writes."""
    return [c for c in standing.known.conversations if standing.takes_part(c)]


def _into(
    standing: Standing,
    conversation: ConversationRef,
    because: tuple[Because, ...],
    orders: tuple[OrderRef, ...],
    flags: tuple[Flag, ...] = (),
) -> Placement:
    buyer = conversation.buyer_id
    if buyer is None and orders:
        buyer = orders[0].buyer_id
    if standing.foreign_orders and not standing.signs.ours and not _all_linked(standing, conversation):
        flags = (*flags, Flag.ORDER_CONFLICT)
    return Placement(conversation.conversation_id, because, flags, _ids(orders), buyer)


def _all_linked(standing: Standing, conversation: ConversationRef) -> bool:
    return all(o.order_id in conversation.order_ids for o in standing.foreign_orders)


def _following(
    standing: Standing, ended: ConversationRef, because: tuple[Because, ...], flags: tuple[Flag, ...]
) -> Placement:
    """A new conversation that continues one solved too long ago to re-open without spoiling its figures."""
    orders = _ids(standing.own_orders) or tuple(sorted(ended.order_ids))
    return Placement(
        None,
        (*because, Because.SOLVED_LONG_AGO),
        flags,
        orders,
        ended.buyer_id,
        candidates=(ended.conversation_id,),
        follows=ended.conversation_id,
    )


def _flagged(standing: Standing, placement: Placement) -> Placement:
    """Add what holds wherever the mail went: its domain disowns it, or an answer would go elsewhere than to the sender."""
    signs = standing.signs
    flags = list(placement.flags)
    if signs.auth_failed:
        flags.append(Flag.AUTH_FAIL)
    if mailbox(signs.reply_to) and mailbox(signs.reply_to) != mailbox(signs.sender) and not signs.ours:
        flags.append(Flag.REPLY_TO_DIFFERS)
    return replace(placement, flags=tuple(dict.fromkeys(flags)))


def _address_reason(standing: Standing, conversation: ConversationRef) -> tuple[Because, ...]:
    return _tag(standing, conversation) or (Because.OWN_ADDRESS,)


def _tag(standing: Standing, conversation: ConversationRef) -> tuple[Because, ...]:
    return (Because.PLUS_TAG,) if standing.comes_by_plus_tag(conversation) else ()


def _latest(conversations: Iterable[ConversationRef]) -> ConversationRef | None:
    return max(conversations, key=lambda c: (c.last_mail_at, c.conversation_id), default=None)


def _sole_buyer(standing: Standing) -> int | None:
    """The buyer whom the sender's address names, if it is one only."""
    buyers = standing.known.sender_buyers if standing.by_address else frozenset()
    return next(iter(buyers)) if len(buyers) == 1 else None


def _ids(orders: tuple[OrderRef, ...]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(o.order_id for o in orders))
