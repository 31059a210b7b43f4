"""The sample order book: many channels and countries, every story a parcel can tell, numbers that the desk itself recognises."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from maildesk.core.order import Channel, ParcelState
from maildesk.core.placing.order_number import find_orders
from maildesk.core.placing.tracking_number import find_trackings
from maildesk.core.reply.facts import Policy
from maildesk.core.rules.tracking import Story, story
from maildesk.demo.book import book
from maildesk.demo.shop import load_shop
from maildesk.packs.channels import load_numbering

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
SHOP = load_shop()
BOOK = book(SHOP, NOW)


def test_about_120_orders_over_many_channels_and_countries() -> None:
    assert 110 <= len(BOOK) <= 130
    assert len({order.channel for order in BOOK.values()}) >= 10
    assert len({order.country for order in BOOK.values()}) >= 25


def test_parcels_tell_every_story_but_that_of_no_order() -> None:
    told = {story(order, next(iter(order.parcels), None), Policy(), NOW) for order in BOOK.values()}
    assert told == set(Story) - {Story.NO_ORDER}


def test_events_lie_in_the_past_and_in_order() -> None:
    for order in BOOK.values():
        moments = [event.at for parcel in order.parcels for event in parcel.events]
        assert moments == sorted(moments)
        assert all(order.ordered_at < at < NOW for at in moments)


def test_the_same_moment_gives_the_same_book_and_a_later_one_a_later_book() -> None:
    assert book(SHOP, NOW) == BOOK
    later = book(SHOP, NOW + timedelta(days=1))
    assert all(later[number].ordered_at - order.ordered_at == timedelta(days=1) for number, order in BOOK.items())


def test_every_tracking_number_is_one_of_its_own_and_recognised() -> None:
    numbers = [parcel.tracking_number for order in BOOK.values() for parcel in order.parcels]
    assert len(set(numbers)) == len(numbers)
    for number in numbers:
        assert [found.number for found in find_trackings("", f"tracking {number}", load_numbering())] == [number]


def test_every_marketplaces_number_is_recognised_as_its_channels() -> None:
    for order in BOOK.values():
        if order.channel is not Channel.OWN:
            found = find_orders(f"order {order.number}", "", load_numbering())
            assert order.number in {each.number for each in found}, order.number


def test_some_buyers_come_back() -> None:
    addresses = [order.buyer_email for order in BOOK.values()]
    assert len(addresses) - len(set(addresses)) >= 4


def test_parcels_are_seen_in_the_buyers_country() -> None:
    last = {order.country: order.parcels[0].last for order in BOOK.values() if order.parcels}
    assert last["JP"].place in SHOP.places["JP"]
    assert ParcelState.DELIVERED in {event.state for event in last.values()}
