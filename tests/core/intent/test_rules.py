"""Sure signs of the order: the facts that settle what the words leave open."""

from __future__ import annotations

import pytest

from maildesk.core.intent.found import Intent, OrderHints
from maildesk.core.intent.rules import sure_sign

ON_ITS_WAY = OrderHints(has_order=True, status="shipped")
DELIVERED = OrderHints(has_order=True, status="delivered", delivered=True)
LOST = OrderHints(has_order=True, status="shipped", lost=True)
CANCELLED = OrderHints(has_order=True, status="cancelled")
PHOTO = OrderHints(has_photo=True)
UNKNOWN = OrderHints()


@pytest.mark.parametrize(
    ("words_say", "hints", "ideas", "intent"),
    [
        (Intent.ORDER_STATUS, DELIVERED, {"WHERE", "PARCEL"}, Intent.NOT_RECEIVED),
        (Intent.ORDER_STATUS, LOST, {"WHERE", "PARCEL"}, Intent.NOT_RECEIVED),
        (Intent.NOT_RECEIVED, ON_ITS_WAY, {"NEG", "ARRIVE", "PARCEL"}, Intent.ORDER_STATUS),
        (Intent.NOT_RECEIVED, ON_ITS_WAY, {"NEG", "ARRIVE", "REFUND"}, None),
        (Intent.NOT_RECEIVED, ON_ITS_WAY, {"DELIVERED", "NEG", "ARRIVE"}, None),
        (Intent.NOT_RECEIVED, UNKNOWN, {"NEG", "ARRIVE", "PARCEL"}, None),
        (Intent.ORDER_STATUS, ON_ITS_WAY, {"WHERE"}, None),
        (Intent.NOT_RECEIVED, UNKNOWN, {"STILL", "NEG", "ARRIVE"}, Intent.ORDER_STATUS),
        (Intent.NOT_RECEIVED, UNKNOWN, {"STILL", "NEG", "REFUND"}, None),
        (Intent.NOT_RECEIVED, DELIVERED, {"STILL", "NEG"}, None),
        (Intent.WRONG_ITEM, UNKNOWN, {"CANCEL", "BY_MISTAKE"}, Intent.CANCEL_ORDER),
        (Intent.WRONG_ITEM, DELIVERED, {"CANCEL"}, None),
        (Intent.CHANGE_ADDRESS, UNKNOWN, {"ADDRESS", "UNSUB"}, Intent.UNSUBSCRIBE),
        (Intent.CHANGE_ADDRESS, UNKNOWN, {"ADDRESS", "UNSUB", "PARCEL"}, None),
        (Intent.RETURN_REQUEST, CANCELLED, {"REFUND"}, Intent.REFUND_STATUS),
        (Intent.RETURN_REQUEST, CANCELLED, {"RETURN"}, None),
        (Intent.DEFECTIVE, PHOTO, {"BROKEN"}, Intent.DAMAGED),
        (Intent.DEFECTIVE, PHOTO, {"BROKEN", "NOT_WORK"}, None),
        (Intent.WRONG_ITEM, PHOTO, {"BROKEN"}, None),
        (Intent.DAMAGED, DELIVERED, {"BROKEN"}, None),
    ],
)
def test_order_facts_move_an_intent_only_to_its_neighbour(
    words_say: Intent, hints: OrderHints, ideas: set[str], intent: Intent | None
) -> None:
    sign = sure_sign(words_say, hints, frozenset(ideas))
    assert (sign.intent if sign else None) == intent
