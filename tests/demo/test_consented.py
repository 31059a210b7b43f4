"""The sample shop may write to some of its buyers first, and to others not; what a visitor changed stays."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from maildesk.db import tables as t
from maildesk.demo.book import book
from maildesk.demo.consented import agree
from maildesk.demo.furnish import fill_book
from maildesk.demo.shop import load_shop
from maildesk.flow.care import preferences
from maildesk.settings import Settings
from maildesk.wiring import caring
from tests.support.prepared import prepared

NOW = datetime(2026, 12, 14, 9, tzinfo=UTC)


@pytest.fixture
def care(store):
    made = caring.care(Settings(secret_key="k" * 40, shop_name="Lampenhaus"), store)
    with store.writing() as session:
        orders = book(load_shop(), NOW).values()
        fill_book(session, orders, made.relays, NOW)
        agree(session, made, orders, NOW)
    return made


def count(session, table):
    return session.scalar(select(func.count()).select_from(table))


def test_a_batch_of_greetings_and_follow_ups_can_be_seen(store, care):
    with store.writing() as session:
        prepared(session, care, "christmas", NOW)
        states = dict(session.execute(select(t.Outreach.purpose, func.count()).group_by(t.Outreach.purpose)).all())
    assert states["greeting"] > 3
    assert len(states) > 2


def test_a_second_start_leaves_it_as_it_is(store, care):
    with store.writing() as session:
        stopped = session.scalars(select(t.Contact)).first()
        before = count(session, t.ConsentRow), count(session, t.Outreach)
        agree(session, care, book(load_shop(), NOW).values(), NOW)
        assert (count(session, t.ConsentRow), count(session, t.Outreach)) == before
        assert preferences.classes(session, care, stopped, NOW)
