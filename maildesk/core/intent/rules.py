"""Sure signs: order facts and ideas that settle what the words leave open.

In: the intent the words speak for, the ideas found in the mail, the order's facts. Out: at most one correction, with its code. A row only
moves between neighbours (design 5); it never invents an intent the words do not touch.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from maildesk.core.intent.found import Intent, OrderHints


@dataclass(frozen=True, slots=True)
class Sign:
    """If the words say one of `instead_of` and `when` holds of the order and the ideas of the mail, it is `intent`."""

    code: str
    intent: Intent
    instead_of: frozenset[Intent]
    when: Callable[[OrderHints, frozenset[str]], bool]


_GIVEN_UP = frozenset({"DELIVERED", "LOST", "REFUND", "NEIGHBOUR", "RETURNED_TO_SENDER", "LEFT_AT", "NO_TRACE"})
_TO_DELIVER = frozenset({"PARCEL", "SHIP", "MOVED"})
_NO_WORKING = frozenset({"NOT_WORK", "DEFECT"})


def _on_its_way(hints: OrderHints, ideas: frozenset[str]) -> bool:
    return hints.has_order and not hints.delivered and not hints.lost and not ideas & _GIVEN_UP


def _still_waited_for(hints: OrderHints, ideas: frozenset[str]) -> bool:
    return "STILL" in ideas and not (hints.delivered or hints.lost) and not ideas & _GIVEN_UP


#: In order; the first row that holds decides.
SIGNS: tuple[Sign, ...] = (
    Sign(
        "order_delivered",
        Intent.NOT_RECEIVED,
        frozenset({Intent.ORDER_STATUS}),
        lambda hints, _: hints.delivered,
    ),
    Sign("parcel_lost", Intent.NOT_RECEIVED, frozenset({Intent.ORDER_STATUS}), lambda hints, _: hints.lost),
    Sign("still_on_its_way", Intent.ORDER_STATUS, frozenset({Intent.NOT_RECEIVED}), _on_its_way),
    Sign("still_waited_for", Intent.ORDER_STATUS, frozenset({Intent.NOT_RECEIVED}), _still_waited_for),
    Sign(
        "asked_to_cancel",
        Intent.CANCEL_ORDER,
        frozenset({Intent.WRONG_ITEM}),
        lambda hints, ideas: "CANCEL" in ideas and not hints.delivered,
    ),
    Sign(
        "off_the_list",
        Intent.UNSUBSCRIBE,
        frozenset({Intent.CHANGE_ADDRESS}),
        lambda _, ideas: "UNSUB" in ideas and not ideas & _TO_DELIVER,
    ),
    Sign(
        "order_cancelled",
        Intent.REFUND_STATUS,
        frozenset({Intent.RETURN_REQUEST, Intent.CANCEL_ORDER}),
        lambda hints, ideas: hints.status == "cancelled" and "REFUND" in ideas,
    ),
    Sign(
        "photo_of_breakage",
        Intent.DAMAGED,
        frozenset({Intent.DEFECTIVE, Intent.COMPLAINT, Intent.OTHER}),
        lambda hints, ideas: hints.has_photo and "BROKEN" in ideas and not ideas & _NO_WORKING,
    ),
)


def sure_sign(first: Intent, hints: OrderHints, ideas: frozenset[str]) -> Sign | None:
    """The row that corrects `first`, or None when the words stand."""
    return next((sign for sign in SIGNS if first in sign.instead_of and sign.when(hints, ideas)), None)
