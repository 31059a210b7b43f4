"""The jobs of what the desk writes first run on a real store, from what was asked for to the outbox."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from maildesk.core.queue.roles import Role
from maildesk.db import tables as t
from maildesk.flow.orders import upsert
from maildesk.jobs import care
from maildesk.jobs.table import ensure, table
from maildesk.orders.row import read_row
from maildesk.packs import knowledge
from maildesk.settings import Settings
from maildesk.wiring import walking, working

SETTINGS = Settings(secret_key="k" * 40, shop_name="Lampenhaus", public_url="https://desk.lampen.example")


@pytest.fixture(scope="module")
def road():
    return walking.road(SETTINGS, knowledge.load())


@pytest.fixture
def desk(store, road):
    built = working.desk(SETTINGS, store, road)
    now = datetime.now(UTC)
    with store.writing() as session:
        session.add(t.Mailbox(name="shop", address="support@shop.example", smtp_host="x", trust_authserv=[]))
        boss = t.User(
            login="boss", name="Boss", password_hash="x", role=Role.SUPERVISOR, languages=["zh"], created_at=now
        )
        session.add(boss)
        session.flush()
        session.add(t.AutomaticRule(rule="order_confirm", automatic=True, by=boss.id, at=now))
    return built


def test_its_rows_stand_and_every_one_has_its_job(desk):
    ensure(desk)
    with desk.store.reading() as session:
        names = set(session.scalars(select(t.Job.name)))
    assert set(care.STANDING) <= names <= set(table(desk))


def test_an_order_told_by_a_channel_is_planned_and_a_tick_looks_at_it(desk):
    now = datetime.now(UTC)
    row = {
        "order_number": "#1034", "channel": "own", "status": "paid", "buyer_email": "anna@kunde.example",
        "country": "FR", "language": "fr", "ordered_at": (now - timedelta(hours=2)).isoformat(),
        "items": '[{"sku": "L1", "title": "Lampe Alba", "qty": 1, "price": "84.00"}]',
    }  # fmt: skip
    with desk.store.writing() as session:
        order_id = upsert(session, read_row(row), desk.care.relays, now).id
    run = table(desk)
    run["care_orders"].run(order_ids=[order_id], since=(now - timedelta(days=1)).isoformat())
    run["care_orders"].run(order_ids=[order_id, 999], since=(now - timedelta(days=1)).isoformat())
    run["care"].run()
    with desk.store.reading() as session:
        [confirmed] = session.scalars(select(t.Outreach).where(t.Outreach.purpose == "order_confirm"))
    # By day in France it is on its way, by night it waits for the morning.
    assert confirmed.state == "queued" or confirmed.look_at > now


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("care_greetings", {}),
        ("care_closures", {}),
        ("care_closure", {"closure": {"first": "2027-02-03", "last": "2027-02-16"}, "asked": "", "mark": {}}),
        ("care_answered", {}),
        ("care_answer", {"outbox_id": 999}),
        ("care_promised", {"outreach_id": 999}),
        ("care_propose", {"occasion": "christmas", "mark": {"seen": 7}}),
        ("care_solved", {"conversation_id": 999}),
        ("care_returned", {"message_id": 999}),
    ],
)
def test_a_job_whose_thing_is_gone_is_no_error(desk, name, args):
    assert table(desk)[name].run(**args) is None
