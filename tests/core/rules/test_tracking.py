"""What has become of a parcel, from the order, its events and the calendar."""

from datetime import UTC, datetime, timedelta

import pytest

from maildesk.core.order import Channel, Order, OrderStatus, Parcel, ParcelEvent, ParcelState
from maildesk.core.reply.facts import Policy
from maildesk.core.rules.tracking import Story, story

NOW = datetime(2026, 10, 8, 9, 0, tzinfo=UTC)
POLICY = Policy(handling_days=3, first_scan_days=7, silent_days=10)


def days_ago(days):
    return NOW - timedelta(days=days)


def order(status=OrderStatus.SHIPPED, ordered=20, shipped=None):
    shipped_at = None if shipped is None else days_ago(shipped)
    return Order(Channel.OWN, "#1034", status, ordered_at=days_ago(ordered), shipped_at=shipped_at)


def parcel(state, days):
    return Parcel("YT1", "dhl", (ParcelEvent(days_ago(days), state),))


@pytest.mark.parametrize(
    ("ordered", "expected"), [(0, Story.NOT_DISPATCHED), (3, Story.NOT_DISPATCHED), (4, Story.DISPATCH_LATE)]
)
def test_an_unsent_order_is_late_after_the_handling_days(ordered, expected):
    assert story(order(OrderStatus.PAID, ordered), None, POLICY, NOW) is expected


@pytest.mark.parametrize(
    ("shipped", "expected"), [(1, Story.SILENT_RECENT), (7, Story.SILENT_RECENT), (8, Story.STUCK)]
)
def test_a_parcel_without_any_scan_is_new_at_first_and_stuck_later(shipped, expected):
    assert story(order(shipped=shipped), Parcel("YT1", "dhl"), POLICY, NOW) is expected


@pytest.mark.parametrize(("scanned", "expected"), [(2, Story.MOVING), (10, Story.MOVING), (11, Story.STUCK)])
def test_a_parcel_is_stuck_when_its_last_scan_is_old(scanned, expected):
    assert story(order(shipped=30), parcel(ParcelState.IN_TRANSIT, scanned), POLICY, NOW) is expected


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (ParcelState.CUSTOMS, Story.MOVING),
        (ParcelState.OUT_FOR_DELIVERY, Story.MOVING),
        (ParcelState.FAILED_ATTEMPT, Story.UNDELIVERABLE),
        (ParcelState.RETURNING, Story.UNDELIVERABLE),
        (ParcelState.PICKUP, Story.PICKUP),
        (ParcelState.OUT_OF_AREA, Story.OUT_OF_AREA),
        (ParcelState.DAMAGED, Story.DAMAGED),
        (ParcelState.LOST, Story.LOST),
        (ParcelState.DELIVERED, Story.DELIVERED),
    ],
)
def test_the_last_event_tells_the_story(state, expected):
    assert story(order(shipped=5), parcel(state, 1), POLICY, NOW) is expected


def test_the_carriers_event_counts_more_than_the_shops_status():
    assert story(order(OrderStatus.DELIVERED, shipped=9), parcel(ParcelState.LOST, 1), POLICY, NOW) is Story.LOST


def test_an_announced_parcel_has_not_left_the_house():
    announced = parcel(ParcelState.ANNOUNCED, 1)
    assert story(order(OrderStatus.PAID, ordered=1), announced, POLICY, NOW) is Story.NOT_DISPATCHED


def test_without_an_order_there_is_no_story():
    assert story(None, None, POLICY, NOW) is Story.NO_ORDER


def test_a_cancelled_order_is_not_late():
    assert story(order(OrderStatus.CANCELLED), None, POLICY, NOW) is Story.CANCELLED
