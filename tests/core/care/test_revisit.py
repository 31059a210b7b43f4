"""A promise to look again is kept by a text, by a person, or was kept already."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from maildesk.core.care.contact import Trouble
from maildesk.core.care.revisit import Kept, keep
from maildesk.core.care.standing import Standing
from maildesk.core.order import Channel, Order, OrderStatus, Parcel, ParcelEvent, ParcelState
from maildesk.core.reply.facts import Policy
from maildesk.core.reply.plan import Outcome

NOW = datetime(2026, 11, 26, 10, tzinfo=UTC)
PROMISED = NOW - timedelta(days=3)


def standing(state, scanned=1, **changed):
    parcel = Parcel("YT1", "dhl", (ParcelEvent(NOW - timedelta(days=scanned), state),))
    order = Order(Channel.OWN, "#1", OrderStatus.SHIPPED, parcels=(parcel,), shipped_at=NOW - timedelta(days=20))
    return replace(Standing(order, state="waiting_buyer"), **changed)


@pytest.mark.parametrize(
    ("outcome", "now_stands", "kept"),
    [
        (Outcome.INFORM, standing(ParcelState.IN_TRANSIT), Kept.TEXT),
        (Outcome.INFORM, standing(ParcelState.PICKUP), Kept.TEXT),
        (Outcome.INFORM, standing(ParcelState.IN_TRANSIT, scanned=19), Kept.TASK),
        (Outcome.INFORM, standing(ParcelState.LOST), Kept.TASK),
        (Outcome.INFORM, standing(ParcelState.DELIVERED), Kept.NEEDLESS),
        (Outcome.HAND_OVER, standing(ParcelState.IN_TRANSIT), Kept.TASK),
        (Outcome.INFORM, standing(ParcelState.IN_TRANSIT, troubles=frozenset({Trouble.CASE})), Kept.TASK),
        (Outcome.INFORM, standing(ParcelState.IN_TRANSIT, heard_at=NOW), Kept.NEEDLESS),
        (Outcome.HAND_OVER, standing(ParcelState.IN_TRANSIT, answered_at=NOW), Kept.NEEDLESS),
        (Outcome.INFORM, Standing(), Kept.TASK),
    ],
)
def test_how_a_promise_is_kept(outcome, now_stands, kept):
    assert keep(outcome, PROMISED, now_stands, Policy(), NOW) is kept
