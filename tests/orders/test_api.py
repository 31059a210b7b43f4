"""What the API takes for an order, and how it names what it does not take."""

from datetime import UTC, datetime

import pytest

from maildesk.core.order import Channel, ParcelState
from maildesk.orders.api import MOST_EVENTS, MOST_ITEMS, MOST_PARCELS, read_order
from maildesk.orders.row import RowError

EVENT = {"at": "2026-11-05T09:00:00+01:00", "state": "in_transit", "place": "Leipzig"}


def test_a_row_without_a_channel_is_of_the_keys_channel():
    assert read_order({"order_number": "#1"}, "etsy").channel is Channel.ETSY
    assert read_order({"order_number": "#1", "channel": "ebay"}, "etsy").channel is Channel.EBAY


def test_events_come_out_in_order_of_time_and_in_utc():
    later = {"at": "2026-11-06T09:00:00Z", "state": "delivered"}
    (parcel,) = read_order(
        {"order_number": "1", "parcels": [{"tracking_number": "A", "events": [later, EVENT]}]}, "own"
    ).parcels
    assert [event.state for event in parcel.events] == [ParcelState.IN_TRANSIT, ParcelState.DELIVERED]
    assert parcel.events[0].at == datetime(2026, 11, 5, 8, tzinfo=UTC)


def test_a_tracking_number_alone_is_a_parcel_without_events():
    (parcel,) = read_order({"order_number": "1", "tracking_number": "A", "carrier": "dhl"}, "own").parcels
    assert (parcel.tracking_number, parcel.carrier, parcel.events) == ("A", "dhl", ())


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ([], "row"), ("x", "row"), (None, "row"), ({}, "order_number"), ({"order_number": ["1"]}, "order_number"),
        ({"order_number": "1", "total": {}}, "total"), ({"order_number": "1", "total": True}, "total"),
        ({"order_number": "1", "buyer_name": "\ud83d"}, "buyer_name"), ({"order_number": "1", "carrier": "a\x00"}, "carrier"),
        ({"order_number": "1", "items": [{"title": "\x00"}]}, "items"), ({"order_number": "1", "items": [{}] * (MOST_ITEMS + 1)}, "items"),
        ({"order_number": "1", "parcels": {}}, "parcels"), ({"order_number": "1", "parcels": [[]]}, "parcels[0]"),
        ({"order_number": "1", "parcels": [{}] * (MOST_PARCELS + 1)}, "parcels"),
        ({"order_number": "1", "parcels": [{"carrier": "dhl"}]}, "parcels[0].tracking_number"),
        ({"order_number": "1", "parcels": [{"tracking_number": "A", "events": [EVENT] * (MOST_EVENTS + 1)}]}, "parcels[0].events"),
        ({"order_number": "1", "parcels": [{"tracking_number": "A", "events": [EVENT, {**EVENT, "at": ""}]}]}, "parcels[0].events[1].at"),
        ({"order_number": "1", "parcels": [{"tracking_number": "A", "events": [{**EVENT, "place": 1.5}]}]}, "parcels[0].events[0].place"),
    ],
)  # fmt: skip
def test_what_is_no_order_is_named_by_its_column(row, column):
    with pytest.raises(RowError) as error:
        read_order(row, "own")
    assert error.value.column == column
    assert str(error.value).isascii()
