"""What a reply does for the buyer: one ordered table of the trade's procedures, walked from the top.

In: the first intent and the `Facts`. Out: `Decision`, with its reasons. No row promises money or goods: where the procedure
ends in a refund or a resend, the row hands over to somebody with the authority, and the text names the day of the answer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from maildesk.core.intent.found import Intent
from maildesk.core.reply.facts import Facts
from maildesk.core.reply.plan import Outcome
from maildesk.core.reply.vocabulary import delivered_at, fact
from maildesk.core.rules.tracking import Story, story


@dataclass(frozen=True, slots=True)
class Decision:
    """`slots` must be filled by a person. `revisit_after`: when the desk looks again by itself, writing first. `because`: codes."""

    outcome: Outcome
    template: str
    slots: tuple[str, ...] = ()
    revisit_after: timedelta | None = None
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One procedure. It fits when intent, story and `when` agree and the facts its text cannot do without are known.

    `look`: the name of the promised day after which the desk looks again.
    """

    intents: frozenset[Intent]
    template: str
    outcome: Outcome
    stories: frozenset[Story] = frozenset(Story)
    when: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    slots: tuple[str, ...] = ()
    look: str = ""


def decide(intent: Intent, facts: Facts) -> Decision:
    """The decision of the first row that fits. The last row fits always."""
    tale = story(facts.order, facts.parcel, facts.shop.policy, facts.now)
    missed: list[str] = []
    for row in _TABLE:
        if intent not in row.intents or tale not in row.stories or not all(_WHEN[name](facts) for name in row.when):
            continue
        unknown = [name for name in row.needs if fact(name, facts) is None]
        if not unknown:
            because = (f"intent.{intent}", f"story.{tale}", *row.when, *missed)
            return Decision(row.outcome, row.template, row.slots, _look_after(row, facts), because)
        missed += [f"unknown.{name}" for name in unknown]
    raise AssertionError("the last row fits every mail")


def _look_after(row: Row, facts: Facts) -> timedelta | None:
    days = {"answer_by": facts.shop.policy.answer_days, "look_again_on": facts.shop.policy.look_again_days}.get(
        row.look
    )
    return timedelta(days=days) if days is not None else None


def _window_over(facts: Facts) -> bool:
    return delivered_at(facts) is not None and fact("return_until", facts) is None


_WHEN: dict[str, Callable[[Facts], bool]] = {
    "withdrawn": lambda facts: facts.told.withdrawn_at is not None,
    "photo_attached": lambda facts: facts.told.has_photo,
    "return_window_over": _window_over,
}

_ALL = frozenset(Intent)
_WHERE = frozenset({Intent.ORDER_STATUS, Intent.NOT_RECEIVED})
_FAULTY = frozenset({Intent.DAMAGED, Intent.DEFECTIVE, Intent.WRONG_ITEM, Intent.NOT_AS_DESCRIBED})
_GIVE_BACK = frozenset({Intent.RETURN_REQUEST, Intent.CANCEL_ORDER})
#: Whoever asks for any of these would be served badly by an answer that does not know of the parcel's accident.
_PARCEL = _WHERE | _GIVE_BACK | {Intent.CHANGE_ADDRESS, Intent.REFUND_STATUS}
#: What can be answered without knowing which order it is about.
_FREE = frozenset({
    Intent.PRODUCT_QUESTION, Intent.DISCOUNT_REQUEST, Intent.COMPLAINT, Intent.THANKS, Intent.UNSUBSCRIBE, Intent.OTHER,
})  # fmt: skip
#: What is asked beside a withdrawal: about another order, or before one.
_BESIDE = frozenset({Intent.PRODUCT_QUESTION, Intent.DISCOUNT_REQUEST, Intent.THANKS, Intent.UNSUBSCRIBE})
_NO_ORDER = frozenset({Story.NO_ORDER})
_IN_HOUSE = frozenset({Story.NOT_DISPATCHED, Story.DISPATCH_LATE})
_CANCELLED = frozenset({Story.CANCELLED})
_DELIVERED = frozenset({Story.DELIVERED})
_BROKEN_OFF = frozenset({Story.DAMAGED, Story.LOST})
_GONE = frozenset(Story) - _NO_ORDER - _IN_HOUSE - _CANCELLED - _DELIVERED


_TABLE: tuple[Row, ...] = (
    Row(frozenset({Intent.UNSUBSCRIBE}), "unsubscribe_done", Outcome.ACKNOWLEDGE),
    Row(frozenset({Intent.THANKS}), "thanks", Outcome.ACKNOWLEDGE),
    Row(frozenset({Intent.PRODUCT_QUESTION}), "product_question", Outcome.INFORM, slots=("answer",)),
    Row(frozenset({Intent.DISCOUNT_REQUEST}), "discount_answer", Outcome.HAND_OVER, look="answer_by"),
    # Receipt of a withdrawal is confirmed without delay, whatever else the mail says (Directive 2011/83/EU, Art. 11(3)). What has not been
    # sent is stopped, and of goods that are lost nothing can be sent back.
    Row(
        _ALL - _BESIDE, "withdrawal_acknowledged", Outcome.INFORM, (_GONE | _DELIVERED) - _BROKEN_OFF, when=("withdrawn",),
        needs=("order_number", "withdrawn_on", "send_back_by", "return_address"),
    ),
    Row(frozenset({Intent.COMPLAINT}), "complaint_handover", Outcome.HAND_OVER, look="answer_by"),
    Row(_ALL - _FREE, "ask_order_number", Outcome.ASK, _NO_ORDER),
    # Where is it (domain, "Tracking enquiry").
    Row(_WHERE | _GIVE_BACK, "order_cancelled", Outcome.HAND_OVER, _CANCELLED, look="answer_by"),
    Row(_WHERE, "status_not_dispatched", Outcome.INFORM, frozenset({Story.NOT_DISPATCHED}), needs=("ordered_on", "dispatch_by")),
    Row(_WHERE, "status_dispatch_late", Outcome.HAND_OVER, _IN_HOUSE, needs=("ordered_on",), look="answer_by"),
    Row(_WHERE, "status_silent_recent", Outcome.INFORM, frozenset({Story.SILENT_RECENT}), needs=("shipped_on",), look="look_again_on"),
    Row(_WHERE, "status_in_transit", Outcome.INFORM, frozenset({Story.MOVING}), needs=("tracking_number",), look="look_again_on"),
    Row(_WHERE, "status_stuck_enquiry", Outcome.INFORM, frozenset({Story.STUCK}), needs=("quiet_days",), look="look_again_on"),
    Row(_WHERE, "parcel_pickup", Outcome.INFORM, frozenset({Story.PICKUP}), look="look_again_on"),
    Row(_WHERE, "parcel_undeliverable", Outcome.ASK, frozenset({Story.UNDELIVERABLE})),
    Row(_WHERE, "parcel_out_of_area", Outcome.ASK, frozenset({Story.OUT_OF_AREA})),
    Row(_PARCEL, "parcel_damaged", Outcome.HAND_OVER, frozenset({Story.DAMAGED}), look="answer_by"),
    Row(_PARCEL, "parcel_lost", Outcome.HAND_OVER, frozenset({Story.LOST}), look="answer_by"),
    Row(_WHERE, "delivered_not_received", Outcome.INFORM, _DELIVERED, needs=("delivered_on",), look="look_again_on"),
    # Something is wrong with the goods (domain, "Returns and exchanges, by cause"): a person with authority once there is proof.
    Row(_FAULTY, "claim_handover", Outcome.HAND_OVER, when=("photo_attached",), look="answer_by"),
    Row(frozenset({Intent.DAMAGED}), "damaged_ask_photos", Outcome.ASK),
    Row(frozenset({Intent.DEFECTIVE}), "defective_ask_details", Outcome.ASK),
    Row(frozenset({Intent.WRONG_ITEM}), "wrong_item_ask_photos", Outcome.ASK),
    Row(frozenset({Intent.MISSING_ITEM}), "missing_item_check", Outcome.ASK, look="answer_by"),
    Row(frozenset({Intent.NOT_AS_DESCRIBED}), "not_as_described_ask", Outcome.ASK),
    # Changed their mind: before dispatch it is stopped, afterwards the no-reason window counts.
    Row(_GIVE_BACK, "cancel_before_dispatch", Outcome.INFORM, _IN_HOUSE, needs=("ordered_on",), look="answer_by"),
    Row(frozenset({Intent.CANCEL_ORDER}), "cancel_after_dispatch", Outcome.INFORM, _GONE),
    Row(_GIVE_BACK, "return_outside_window", Outcome.HAND_OVER, when=("return_window_over",), look="answer_by"),
    Row(_GIVE_BACK, "return_how_to", Outcome.INFORM, _GONE | _DELIVERED),
    Row(frozenset({Intent.EXCHANGE_REQUEST}), "exchange_ask", Outcome.ASK),
    Row(frozenset({Intent.CHANGE_ADDRESS}), "change_address_before", Outcome.INFORM, _IN_HOUSE, look="answer_by"),
    Row(frozenset({Intent.CHANGE_ADDRESS}), "change_address_after", Outcome.INFORM, _GONE, look="look_again_on"),
    Row(frozenset({Intent.REFUND_STATUS}), "refund_status", Outcome.HAND_OVER, look="answer_by"),
    Row(frozenset({Intent.INVOICE_OR_CUSTOMS}), "invoice_or_customs", Outcome.HAND_OVER, look="answer_by"),
    Row(_ALL, "look_into_it", Outcome.HAND_OVER, look="answer_by"),
)  # fmt: skip

#: Every text that a decision can choose, and what it does.
OUTCOMES = {row.template: row.outcome for row in _TABLE}
TEMPLATES = tuple(OUTCOMES)
