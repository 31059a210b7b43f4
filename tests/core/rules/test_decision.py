"""Which answer the trade's procedures give."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from maildesk.core.intent.found import Intent
from maildesk.core.order import Channel, Order, OrderStatus, Parcel, ParcelEvent, ParcelState
from maildesk.core.reply.facts import Facts, Shop, Told
from maildesk.core.reply.plan import Outcome
from maildesk.core.rules.decision import TEMPLATES, decide

NOW = datetime(2026, 10, 8, 9, 0, tzinfo=UTC)


def days_ago(days):
    return NOW - timedelta(days=days)


def facts(state=None, scanned=1, status=OrderStatus.SHIPPED, ordered=12, shipped=10):
    events = () if state is None else (ParcelEvent(days_ago(scanned), state),)
    parcel = Parcel("YT1", "dhl", events) if shipped else None
    order = Order(
        Channel.OWN,
        "#1034",
        status,
        country="US",
        parcels=(parcel,) if parcel else (),
        ordered_at=days_ago(ordered),
        shipped_at=days_ago(shipped) if shipped else None,
    )
    return Facts(NOW, order=order, parcel=parcel)


WAITING = facts(status=OrderStatus.PAID, ordered=1, shipped=None)
LATE = facts(status=OrderStatus.PAID, ordered=9, shipped=None)
SILENT = facts(ordered=4, shipped=2)
MOVING = facts(ParcelState.IN_TRANSIT)
STUCK = facts(ParcelState.IN_TRANSIT, scanned=20, shipped=30)
DELIVERED = facts(ParcelState.DELIVERED)
LONG_AGO = facts(ParcelState.DELIVERED, scanned=100, ordered=130, shipped=120)
CANCELLED = facts(status=OrderStatus.CANCELLED, shipped=None)
NOTHING = Facts(NOW)


@pytest.mark.parametrize(
    ("known", "template", "outcome"),
    [
        (WAITING, "status_not_dispatched", Outcome.INFORM),
        (LATE, "status_dispatch_late", Outcome.HAND_OVER),
        (SILENT, "status_silent_recent", Outcome.INFORM),
        (MOVING, "status_in_transit", Outcome.INFORM),
        (STUCK, "status_stuck_enquiry", Outcome.INFORM),
        (facts(ParcelState.PICKUP), "parcel_pickup", Outcome.INFORM),
        (facts(ParcelState.FAILED_ATTEMPT), "parcel_undeliverable", Outcome.ASK),
        (facts(ParcelState.OUT_OF_AREA), "parcel_out_of_area", Outcome.ASK),
        (facts(ParcelState.DAMAGED), "parcel_damaged", Outcome.HAND_OVER),
        (facts(ParcelState.LOST), "parcel_lost", Outcome.HAND_OVER),
        (DELIVERED, "delivered_not_received", Outcome.INFORM),
        (CANCELLED, "order_cancelled", Outcome.HAND_OVER),
        (NOTHING, "ask_order_number", Outcome.ASK),
    ],
)
@pytest.mark.parametrize("intent", [Intent.ORDER_STATUS, Intent.NOT_RECEIVED])
def test_where_is_my_parcel_follows_the_tracking_enquiry(intent, known, template, outcome):
    decision = decide(intent, known)
    assert (decision.template, decision.outcome) == (template, outcome)


@pytest.mark.parametrize(
    ("intent", "template"),
    [
        (Intent.DAMAGED, "damaged_ask_photos"),
        (Intent.DEFECTIVE, "defective_ask_details"),
        (Intent.WRONG_ITEM, "wrong_item_ask_photos"),
        (Intent.MISSING_ITEM, "missing_item_check"),
        (Intent.NOT_AS_DESCRIBED, "not_as_described_ask"),
        (Intent.EXCHANGE_REQUEST, "exchange_ask"),
        (Intent.REFUND_STATUS, "refund_status"),
        (Intent.INVOICE_OR_CUSTOMS, "invoice_or_customs"),
        (Intent.RETURN_REQUEST, "return_how_to"),
        (Intent.CANCEL_ORDER, "return_how_to"),
        (Intent.CHANGE_ADDRESS, "look_into_it"),
        (Intent.COMPLAINT, "complaint_handover"),
        (Intent.THANKS, "thanks"),
        (Intent.OTHER, "look_into_it"),
    ],
)
def test_after_delivery_each_wish_has_its_procedure(intent, template):
    assert decide(intent, DELIVERED).template == template


@pytest.mark.parametrize(
    ("intent", "known", "template"),
    [
        (Intent.CANCEL_ORDER, WAITING, "cancel_before_dispatch"),
        (Intent.RETURN_REQUEST, LATE, "cancel_before_dispatch"),
        (Intent.CANCEL_ORDER, MOVING, "cancel_after_dispatch"),
        (Intent.RETURN_REQUEST, MOVING, "return_how_to"),
        (Intent.RETURN_REQUEST, LONG_AGO, "return_outside_window"),
        (Intent.CANCEL_ORDER, CANCELLED, "order_cancelled"),
        (Intent.CHANGE_ADDRESS, WAITING, "change_address_before"),
        (Intent.CHANGE_ADDRESS, SILENT, "change_address_after"),
    ],
)
def test_before_and_after_dispatch_differ(intent, known, template):
    assert decide(intent, known).template == template


@pytest.mark.parametrize(
    "intent", [Intent.CANCEL_ORDER, Intent.RETURN_REQUEST, Intent.CHANGE_ADDRESS, Intent.REFUND_STATUS]
)
def test_a_lost_parcel_is_told_of_whatever_is_asked(intent):
    assert decide(intent, facts(ParcelState.LOST)).template == "parcel_lost"


@pytest.mark.parametrize("intent", [Intent.DAMAGED, Intent.DEFECTIVE, Intent.WRONG_ITEM, Intent.NOT_AS_DESCRIBED])
def test_who_has_sent_a_photo_is_not_asked_for_one(intent):
    decision = decide(intent, replace(DELIVERED, told=Told(has_photo=True)))
    assert (decision.template, decision.outcome) == ("claim_handover", Outcome.HAND_OVER)
    assert "photo_attached" in decision.because


@pytest.mark.parametrize(
    "intent", [Intent.PRODUCT_QUESTION, Intent.DISCOUNT_REQUEST, Intent.THANKS, Intent.UNSUBSCRIBE]
)
def test_what_needs_no_order_is_answered_without_one(intent):
    assert decide(intent, NOTHING).template != "ask_order_number"


def withdrawn(known):
    return replace(known, told=Told(withdrawn_at=NOW), shop=Shop(return_address="Hafenstraße 1, 20457 Hamburg"))


@pytest.mark.parametrize(
    "intent", [Intent.RETURN_REQUEST, Intent.CANCEL_ORDER, Intent.COMPLAINT, Intent.DAMAGED, Intent.OTHER]
)
@pytest.mark.parametrize("known", [MOVING, DELIVERED, LONG_AGO])
def test_a_withdrawal_is_acknowledged_whatever_else_the_mail_says(intent, known):
    assert decide(intent, withdrawn(known)).template == "withdrawal_acknowledged"


@pytest.mark.parametrize(
    ("intent", "known", "template"),
    [
        (Intent.CANCEL_ORDER, WAITING, "cancel_before_dispatch"),
        (Intent.RETURN_REQUEST, NOTHING, "ask_order_number"),
        (Intent.RETURN_REQUEST, facts(ParcelState.LOST), "parcel_lost"),
        (Intent.PRODUCT_QUESTION, DELIVERED, "product_question"),
    ],
)
def test_what_was_not_sent_or_is_not_known_is_not_asked_back(intent, known, template):
    assert decide(intent, withdrawn(known)).template == template


def test_without_an_address_to_send_back_to_the_answer_does_without_it():
    decision = decide(Intent.RETURN_REQUEST, replace(DELIVERED, told=Told(withdrawn_at=NOW)))
    assert decision.template == "return_how_to"
    assert "unknown.return_address" in decision.because


def test_a_product_question_waits_for_a_persons_answer():
    assert decide(Intent.PRODUCT_QUESTION, NOTHING).slots == ("answer",)


def test_an_unknown_fact_leads_to_an_answer_that_does_without_it():
    order = replace(WAITING.order, ordered_at=None)
    decision = decide(Intent.ORDER_STATUS, replace(WAITING, order=order))
    assert decision.template == "look_into_it"
    assert "unknown.ordered_on" in decision.because


def test_a_promise_to_look_again_sets_the_revisit():
    assert decide(Intent.ORDER_STATUS, STUCK).revisit_after == timedelta(days=3)


def test_a_decision_says_why():
    assert decide(Intent.ORDER_STATUS, MOVING).because == ("intent.order_status", "story.moving")


@pytest.mark.parametrize("intent", list(Intent))
@pytest.mark.parametrize("known", [WAITING, LATE, SILENT, MOVING, STUCK, DELIVERED, LONG_AGO, CANCELLED, NOTHING])
def test_every_mail_gets_a_decision(intent, known):
    assert decide(intent, known).template in TEMPLATES
