"""Which conversation a mail belongs to: the rules of design 5 ("Placing"), as an ordered table.

In: `Signs` of one mail, `Known` facts about them, and the settings. Out: a `Placement` with its reasons. The first rule that
answers decides. No sign is trusted alone: a thread needs a participant or the order, a number needs its buyer, a relay needs
both. It loads nothing, merges nothing that an agent has answered, and never guesses somebody into a private conversation.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from maildesk.core.placing.by_order import by_orders
from maildesk.core.placing.late_parent import with_children
from maildesk.core.placing.outcome import following, into, latest, plus_tag
from maildesk.core.placing.relay import mailbox
from maildesk.core.placing.signs import (
    Because,
    ConversationRef,
    Flag,
    Known,
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
    earlier = latest(c for c in standing.own_conversations if numbers & c.numbers and not standing.names_order_of(c))
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
        return following(standing, conversation, thread.because, flags)
    orders = tuple(o for o in standing.own_orders if not thread.sender_differs)
    return into(standing, conversation, thread.because, orders, flags)


def _thread_splits(standing: Standing, thread: Trace | None) -> Placement | None:
    """A new number in a reply to an old matter: that order's conversation, or a new one beside the old."""
    if thread is None:
        return None
    by_number = by_orders(standing, standing.fresh_orders, Because.ORDER_NUMBER)
    if by_number is None:
        return None
    old = thread.conversation.conversation_id
    candidates = tuple(dict.fromkeys((*by_number.candidates, old)))
    because = (Because.NEW_NUMBER, *by_number.because)
    return replace(by_number, because=because, candidates=candidates)


def _own_order(standing: Standing, _: Trace | None) -> Placement | None:
    """The buyer names an order of theirs."""
    return by_orders(standing, standing.own_orders, Because.ORDER_NUMBER)


def _own_parcel(standing: Standing, _: Trace | None) -> Placement | None:
    """The buyer names a parcel of theirs, and no order."""
    return None if standing.known.orders else by_orders(standing, standing.own_parcel_orders, Because.TRACKING_NUMBER)


def _sender_alone(standing: Standing, _: Trace | None) -> Placement | None:
    """Nothing but the sender speaks: the one open and young conversation, or the one with the same subject."""
    if not standing.by_address or standing.known.orders:
        return None
    fitting = [c for c in standing.own_conversations if _fits_alone(standing, c)]
    same_subject = [c for c in fitting if standing.signs.is_reply and standing.has_same_subject(c)]
    for few, because in ((fitting, Because.ONE_OPEN_CONVERSATION), (same_subject, Because.SUBJECT)):
        if len(few) == 1:
            return into(standing, few[0], (because, *(plus_tag(standing, few[0]) or (Because.OWN_ADDRESS,))), ())
    return _several(standing, fitting) if fitting else None


def _several(standing: Standing, fitting: list[ConversationRef]) -> Placement:
    """Two or more fit: none is chosen, all are shown."""
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
        candidates=tuple(c.conversation_id for c in standing.own_conversations),
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


def _fits_alone(standing: Standing, conversation: ConversationRef) -> bool:
    """Open and young; and the mail names no number, or one that this conversation has named before.

    A reply to something the desk never got must have the subject in common: its parent may still come, or was no mail of ours.
    """
    numbers = frozenset(standing.signs.numbers)
    if standing.signs.thread_ids and not standing.has_same_subject(conversation):
        return False
    return (
        standing.is_joinable(conversation)
        and standing.is_young(conversation)
        and (
            not numbers or bool(numbers & conversation.numbers) or not (conversation.numbers or conversation.order_ids)
        )
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


def _sole_buyer(standing: Standing) -> int | None:
    """The buyer whom the sender's address names, if it is one only."""
    buyers = standing.known.sender_buyers if standing.by_address else frozenset()
    return next(iter(buyers)) if len(buyers) == 1 else None
