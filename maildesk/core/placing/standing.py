"""Who the sender is to each order and conversation that a mail's signs lead to.

In: `Signs`, `Known`, `PlacingSettings`. Out: yes-or-no answers that the rules of placing ask for. It places nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from maildesk.core.placing.relay import mailbox, relay_of
from maildesk.core.placing.signs import ConversationRef, Known, OrderRef, PlacingSettings, Signs

_ENDED = frozenset({"solved", "closed"})


@dataclass(frozen=True)
class Standing:
    """One mail beside what is known. Not slotted: its answers are worked out once, when first asked."""

    signs: Signs
    known: Known
    settings: PlacingSettings

    @cached_property
    def _mailbox(self) -> str:
        return mailbox(self.signs.sender)

    @cached_property
    def _by_id(self) -> dict[int, ConversationRef]:
        return {c.conversation_id: c for c in self.known.conversations}

    @cached_property
    def own_orders(self) -> tuple[OrderRef, ...]:
        """The orders named whose buyer this is."""
        return tuple(o for o in self.known.orders if self.is_buyer_of(o))

    @property
    def fresh_orders(self) -> tuple[OrderRef, ...]:
        """The buyer's orders that were typed now; all of them when none was."""
        return tuple(o for o in self.own_orders if o.number not in self.signs.inherited) or self.own_orders

    @cached_property
    def foreign_orders(self) -> tuple[OrderRef, ...]:
        """The orders named whose buyer somebody else is. A number two channels share belongs to whoever's own it is."""
        own = {o.number for o in self.own_orders}
        return tuple(o for o in self.known.orders if not self.is_buyer_of(o) and o.number not in own)

    @cached_property
    def own_parcel_orders(self) -> tuple[OrderRef, ...]:
        """The orders of the tracking numbers named, as far as they are this buyer's."""
        return tuple(o for o in self.known.parcel_orders if self.is_buyer_of(o))

    @property
    def by_address(self) -> bool:
        """The sender's address tells who writes: it is there, is nobody's relay, and its domain does not disown the mail."""
        return bool(self._mailbox) and self.signs.relay is None and not self.signs.auth_failed

    def conversation(self, conversation_id: int | None) -> ConversationRef | None:
        return self._by_id.get(conversation_id) if conversation_id is not None else None

    def is_buyer_of(self, order: OrderRef) -> bool:
        """The sender is party to the order.

        A relay proves nothing by itself, but a marketplace forwards a buyer's mail only from its own buyers: its relay is good
        for an order of the same channel whose alias is this one, or that no alias is known of.
        """
        if self.signs.auth_failed or not self._mailbox:
            return False
        if self.signs.relay is None:
            return order.buyer_id in self.known.sender_buyers or self._mailbox in _mailboxes(order.party)
        return self._mailbox in _mailboxes(order.party) or self._may_be_new_alias(order)

    def _may_be_new_alias(self, order: OrderRef) -> bool:
        relay = self.signs.relay
        return (
            relay is not None
            and relay.channel == order.channel
            and not any(relay_of(address, (relay,)) for address in order.party)
        )

    def takes_part(self, conversation: ConversationRef) -> bool:
        """The sender has written in it, or is its buyer. Shared relays never take part: many people write from them."""
        if self.signs.auth_failed or not self._mailbox or (self.signs.relay and self.signs.relay.shared):
            return False
        return self._mailbox in _mailboxes(conversation.addresses) or (
            conversation.buyer_id is not None and conversation.buyer_id in self.known.sender_buyers
        )

    @cached_property
    def own_conversations(self) -> tuple[ConversationRef, ...]:
        """Those the sender takes part in."""
        return tuple(c for c in self.known.conversations if self.takes_part(c))

    def has_same_subject(self, conversation: ConversationRef) -> bool:
        """Equal and not empty: mails without a subject have nothing in common (pain 13)."""
        return bool(conversation.subject_key) and conversation.subject_key == self.signs.subject_key

    def comes_by_plus_tag(self, conversation: ConversationRef) -> bool:
        """The mailbox is in the conversation, but under another plus-tag than the mail's."""
        tagged = "+" in self.signs.sender and self.signs.sender not in conversation.addresses
        return tagged and self._mailbox in _mailboxes(conversation.addresses)

    def names_order_of(self, conversation: ConversationRef) -> bool:
        return any(o.order_id in conversation.order_ids for o in self.known.orders)

    def is_joinable(self, conversation: ConversationRef) -> bool:
        """Not ended, or ended so recently that the matter re-opens (pain 28)."""
        if conversation.state not in _ENDED:
            return True
        return self.signs.at - (conversation.solved_at or conversation.last_mail_at) <= self.settings.grace

    def is_young(self, conversation: ConversationRef) -> bool:
        """By the mails' own times, either way round: an import may bring the older mail last."""
        return abs(self.signs.at - conversation.last_mail_at) < self.settings.young

    def is_afterthought(self, conversation: ConversationRef) -> bool:
        return abs(self.signs.at - conversation.last_mail_at) < self.settings.afterthought


def _mailboxes(addresses: frozenset[str]) -> frozenset[str]:
    return frozenset(mailbox(a) for a in addresses)
