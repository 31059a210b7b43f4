"""A shop's books in memory: enough of a store to place one mail after the other, as the road does."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from maildesk.core.placing.match import place
from maildesk.core.placing.relay import Relay, mailbox, relay_of
from maildesk.core.placing.signs import ConversationRef, Known, OrderRef, Origin, Placement, Signs, ThreadRef

RELAYS = (Relay("amazon", "marketplace.amazon.*"), Relay("amazon", "business.amazon.*", shared=True))
NOON = datetime(2026, 5, 12, 12, 0, tzinfo=UTC)


@dataclass
class Book:
    orders: list[OrderRef] = field(default_factory=list)
    conversations: dict[int, ConversationRef] = field(default_factory=dict)
    place_of: dict[str, int] = field(default_factory=dict)
    ours: set[str] = field(default_factory=set)
    cited: dict[str, list[str]] = field(default_factory=dict)

    def order(self, number, *addresses, buyer_id=None, channel="own"):
        order_id = len(self.orders) + 1
        party = frozenset(mailbox(a) for a in addresses)
        self.orders.append(OrderRef(order_id, number, channel, buyer_id or order_id, party))
        return self.orders[-1]

    def arrive(self, message_id, sender, *, at=NOON, refs=(), numbers=(), ours=False, token=None, quoted=(), **more):
        """Place a mail and write it down. `refs` oldest first, as in References."""
        signs = Signs(
            message_id=message_id,
            sender=sender,
            at=at,
            thread_ids=tuple(reversed(refs)),
            token_conversation=token,
            quoted_own=tuple(quoted),
            numbers=tuple(numbers),
            ours=ours,
            relay=relay_of(sender, RELAYS),
            **more,
        )
        placement = place(signs, self.known(signs))
        self._write(signs, placement)
        return placement

    def where(self, message_id):
        return self.place_of[message_id]

    def known(self, signs):
        buyers = (
            frozenset(o.buyer_id for o in self.orders if mailbox(signs.sender) in o.party)
            if not signs.relay
            else frozenset()
        )
        thread = tuple(ref for i in signs.thread_ids if (ref := self._thread_ref(i)))
        waiting = tuple(dict.fromkeys(self.place_of[m] for m in self.cited.get(signs.message_id, ())))
        return Known(
            orders=tuple(o for n in signs.numbers for o in self.orders if o.number == n),
            thread=thread,
            conversations=tuple(self.conversations.values()),
            waiting=waiting,
            sender_buyers=buyers,
            sender_orders=tuple(o for o in self.orders if o.buyer_id in buyers)[:2],
        )

    def _thread_ref(self, message_id):
        if message_id in self.place_of:
            origin = Origin.OURS if message_id in self.ours else Origin.THEIRS
            return ThreadRef(message_id, self.place_of[message_id], origin)
        citing = self.cited.get(message_id)
        return ThreadRef(message_id, self.place_of[citing[0]], Origin.CITED) if citing else None

    def _write(self, signs, placement: Placement):
        home = self._home(signs, placement)
        for other in placement.join_also:
            self._merge(other, home)
        linked = [o for o in self.orders if o.order_id in placement.order_ids]
        ref = self.conversations[home]
        self.conversations[home] = replace(
            ref,
            order_ids=ref.order_ids | {o.order_id for o in linked},
            addresses=ref.addresses | {mailbox(signs.sender)}.union(*(o.party for o in linked)),
            numbers=ref.numbers | set(signs.numbers),
            last_mail_at=max(ref.last_mail_at, signs.at),
            answered_by_agent=ref.answered_by_agent or signs.ours,
            order_conflict=ref.order_conflict or "order_conflict" in placement.flags,
        )
        self.place_of[signs.message_id] = home
        for cited in signs.thread_ids:
            self.cited.setdefault(cited, []).append(signs.message_id)
        if signs.ours:
            self.ours.add(signs.message_id)

    def _home(self, signs, placement):
        if placement.conversation_id is not None:
            return placement.conversation_id
        home = len(self.conversations) + 1
        while home in self.conversations:
            home += 1
        self.conversations[home] = ConversationRef(
            home, placement.buyer_id, frozenset(), frozenset(), "open", signs.at, signs.subject_key
        )
        return home

    def _merge(self, other, home):
        gone, kept = self.conversations.pop(other), self.conversations[home]
        self.conversations[home] = replace(
            kept,
            order_ids=kept.order_ids | gone.order_ids,
            addresses=kept.addresses | gone.addresses,
            numbers=kept.numbers | gone.numbers,
        )
        self.place_of.update({m: home for m, c in self.place_of.items() if c == other})
