"""Orders into the store: once each, with their buyers and parcels."""

from datetime import UTC, datetime
from decimal import Decimal

from maildesk.core.order import Channel, Order, OrderLine, OrderStatus, Parcel, ParcelEvent, ParcelState
from maildesk.db import tables as t
from maildesk.flow.orders import numbers_in_book, upsert, value_of
from tests.flow.conftest import NOW

LATER = datetime(2026, 11, 21, tzinfo=UTC)


def put(desk, **columns):
    order = Order(**{"channel": Channel.SHOPIFY, "number": "#1034", "status": OrderStatus.PAID, **columns})
    with desk.store.writing() as session:
        return upsert(session, order, desk.road.rules.relays, NOW).id


def test_an_order_comes_back_as_it_went_in(desk):
    order = Order(
        channel=Channel.EBAY, number="12-34567-89012", status=OrderStatus.SHIPPED, buyer_name="Zoé", buyer_email="zoe@kunde.example",
        country="FR", language="fr", currency="EUR", total=Decimal("12.50"), lines=(OrderLine("A", "Tasse", 2, Decimal("6.25")),),
        parcels=(Parcel("YT1", "YunExpress", (ParcelEvent(NOW, ParcelState.IN_TRANSIT, "left", "Liège"),)),), ordered_at=NOW,
    )  # fmt: skip
    with desk.store.writing() as session:
        row_id = upsert(session, order, desk.road.rules.relays, NOW).id
    with desk.store.reading() as session:
        assert value_of(session.get_one(t.OrderRow, row_id)) == order


def test_importing_again_changes_the_row_and_adds_none(desk):
    first = put(desk, buyer_name="Anna")
    assert put(desk, status=OrderStatus.SHIPPED) == first
    (row,) = desk.all(t.OrderRow)
    assert (row.status, row.buyer_name) == ("shipped", "Anna")


def test_events_of_a_parcel_are_added_in_order_of_time_each_once(desk):
    early, late = ParcelEvent(NOW, ParcelState.ACCEPTED), ParcelEvent(LATER, ParcelState.DELIVERED)
    put(desk, parcels=(Parcel("YT1", "YunExpress", (late,)),))
    put(desk, parcels=(Parcel("YT1", "", (early, late)),))
    (parcel,) = desk.all(t.ParcelRow)
    assert [e["state"] for e in parcel.events] == ["accepted", "delivered"]
    assert parcel.carrier == "YunExpress"


def test_two_orders_of_one_address_are_one_buyers(desk):
    put(desk, buyer_email="anna@kunde.example")
    put(desk, number="#1035", buyer_email="anna@kunde.example")
    assert len({row.buyer_id for row in desk.all(t.OrderRow)}) == 1


def test_two_orders_behind_one_relay_address_are_two_buyers(desk):
    relay = "abcdef123456@marketplace.amazon.de"
    put(desk, channel=Channel.AMAZON, number="304-1111111-1111111", buyer_email=relay)
    put(desk, channel=Channel.AMAZON, number="304-2222222-2222222", buyer_email=relay)
    assert len({row.buyer_id for row in desk.all(t.OrderRow)}) == 2


def test_the_book_is_asked_by_key_and_by_the_digits_buyers_write(desk):
    put(desk, number="PK1034")
    with desk.store.reading() as session:
        assert set(numbers_in_book(session, ["1034", "9999"]).values()) == {"PK1034"}
        assert numbers_in_book(session, []) == {}


def test_an_order_that_comes_after_its_buyers_mail_joins_the_conversation(desk):
    mail = desk.mail("Wo ist meine Bestellung #1034?")
    stranger = desk.mail("Was ist mit Bestellung #1034?", sender="fisch@anders.example")
    put(desk, buyer_email="anna@kunde.example", country="DE")
    row = desk.conversation(mail.conversation_id)
    assert (row.order_number, row.country) == ("#1034", "DE")
    assert desk.conversation(stranger.conversation_id).main_order_id is None
