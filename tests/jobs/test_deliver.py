"""Rings reach a real webhook and the outbox, each once: through failures, back-off, switching off, and a kill."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from maildesk.core.mail.parse import parse
from maildesk.core.telling.answers import Outcome
from maildesk.core.telling.told import Told
from maildesk.db import tables as t
from maildesk.errors import EdgeError
from maildesk.flow.house import people
from maildesk.flow.house.entered import EnteredError
from maildesk.flow.house.person import Doing, person
from maildesk.flow.telling import deliveries, webhooks
from maildesk.flow.telling.deliveries import Rung
from maildesk.flow.telling.webhooks import Entry
from maildesk.hooks.address import Reach, target
from maildesk.jobs.deliver import deliver, try_webhook
from maildesk.jobs.desk import Desk
from maildesk.jobs.table import clear_up
from maildesk.settings import Settings
from maildesk.wiring import working
from tests.support.listener import Listener, listener

SETTINGS = Settings(secret_key="k" * 40, hooks_anywhere=1, public_url="https://desk.example")
ALL = ("warn", "warn_again", "escalate", "expire")


@dataclass
class House:
    """A desk with a supervisor, and a system that is told."""

    desk: Desk
    hook: Listener
    boss: int

    def doing(self) -> Doing:
        with self.desk.store.reading() as session:
            return Doing(person(session.get_one(t.User, self.boss)), datetime.now(UTC))

    def webhook(self, **changed) -> int:
        entry = Entry(
            **{
                "name": "chat",
                "shape": "generic",
                "url": self.hook.url,
                "secret": "s3cret",
                "locale": "en",
                "acts": ALL,
                **changed,
            }
        )
        with self.desk.store.writing() as session:
            row, _ = webhooks.add(session, entry, self.desk.vault, Reach.ANYWHERE, self.doing())
            return row.id

    def rings(self, key: str = "case:1 x 0.0", act: str = "escalate", family: str = "platform", people=()) -> None:
        told = Told(
            key, act, family, "ebay return respond", datetime(2026, 11, 22, 10, tzinfo=UTC), "lead", conversation=7
        )
        with self.desk.store.writing() as session:
            deliveries.queue(session, [Rung(told, people)], datetime.now(UTC))

    def all(self, table: type) -> list:
        with self.desk.store.reading() as session:
            return list(session.scalars(select(table).order_by(table.id)))

    def again(self) -> None:
        """The back-off is over."""
        with self.desk.store.writing() as session:
            session.execute(update(t.Delivery).values(not_before=datetime.now(UTC) - timedelta(seconds=1)))
        deliver(self.desk)


@pytest.fixture
def house(store, built_road):
    desk = working.desk(SETTINGS, store, built_road)
    with store.writing() as session:
        new = people.NewPerson(
            "wang", "王磊", "a long password", role="supervisor", email="wang@shop.example", locale="en"
        )
        boss = people.add(session, new, datetime.now(UTC)).id
        session.add(t.Mailbox(name="shop", address="support@shop.example", smtp_host="mail.example"))
    with listener() as hook:
        yield House(desk, hook, boss)


def test_a_ring_reaches_the_webhook_once(house):
    house.webhook()
    for _ in range(2):
        house.rings()
        deliver(house.desk)
    (asked,) = house.hook.asked
    assert json.loads(asked.body)["id"] == asked.headers["Maildesk-Id"] == "case:1 x 0.0"
    (row,) = house.all(t.Delivery)
    assert (row.state, row.attempts) == ("done", 1)
    assert house.all(t.Webhook)[0].said == "200 ok"


@pytest.mark.parametrize(
    ("act", "family", "hears"),
    [("escalate", "platform", True), ("warn", "platform", False), ("escalate", "service", False)],
)
def test_a_webhook_hears_only_its_acts_and_families(house, act, family, hears):
    house.webhook(acts=("escalate",), families=("platform",))
    house.rings(act=act, family=family)
    deliver(house.desk)
    assert bool(house.hook.asked) is hears


def test_a_server_that_fails_is_tried_again_later_and_told_once_it_works(house):
    house.webhook()
    house.hook.answer = lambda _: (503, {}, b"busy")
    house.rings()
    deliver(house.desk)
    deliver(house.desk)
    assert len(house.hook.asked) == 1
    (row,) = house.all(t.Delivery)
    assert (row.state, row.said) == ("waiting", "503 busy")
    house.hook.answer = lambda _: (200, {}, b"ok")
    house.again()
    assert house.all(t.Delivery)[0].state == "done"
    assert house.all(t.Webhook)[0].failures == 0


def test_a_refusal_is_final_and_told_to_the_supervisors_by_the_first_and_again_when_it_goes_on(house):
    house.webhook()
    house.hook.answer = lambda _: (404, {}, b"no such robot")
    told = []
    for n in range(7):
        house.rings(f"case:{n} x 0.0")
        deliver(house.desk)
        told.append(len(failing(house)))
    assert {row.state for row in house.all(t.Delivery)} == {"failed"}
    assert told == [1, 1, 1, 1, 2, 2, 2]
    assert {(note.user_id, note.detail["by"]) for note in failing(house)} == {(house.boss, "chat")}


@pytest.mark.parametrize(
    ("shape", "said"),
    [
        ("wecom", b'{"errcode":93000,"errmsg":"invalid webhook url"}'),
        ("dingtalk", b'{"errcode":310000,"errmsg":"sign not match"}'),
        ("feishu", b'{"code":19021,"msg":"sign match fail"}'),
    ],
)
def test_a_chat_that_says_no_inside_a_200_has_refused_and_it_is_told(house, shape, said):
    house.webhook(shape=shape, secret="")
    house.hook.answer = lambda _: (200, {}, said)
    house.rings()
    deliver(house.desk)
    assert house.all(t.Delivery)[0].state == "failed"
    (note,) = failing(house)
    assert said.decode() in note.detail["why"]


def failing(house):
    return [note for note in house.all(t.Notification) if note.code == "webhook_failing"]


def test_one_that_hangs_up_may_have_heard_it_and_is_not_told_again(house):
    def hang_up(_):
        raise ConnectionResetError

    house.webhook()
    house.hook.answer = hang_up
    house.rings()
    deliver(house.desk)
    house.again()
    assert len(house.hook.asked) == 1
    assert house.all(t.Delivery)[0].state == "unclear"


def test_a_silent_webhook_holds_up_no_other(house):
    house.webhook(name="dead", url="http://127.0.0.1:9/")
    house.webhook(name="alive")
    for n in range(3):
        house.rings(f"case:{n} x 0.0")
    deliver(house.desk)
    assert len(house.hook.asked) == 3
    tried = [row.attempts for row in house.all(t.Delivery) if row.state == "waiting"]
    assert sorted(tried) == [0, 0, 1]


def test_of_two_workers_one_has_it(house):
    house.webhook()
    house.rings()
    now = datetime.now(UTC)
    with house.desk.store.writing() as session:
        ((number, _),) = deliveries.due(session, now)
    got = []
    for worker in ("one", "two"):
        with house.desk.store.writing() as session:
            got.append(deliveries.claim(session, number, worker, now))
    assert [each is not None for each in got] == [True, False]
    assert house.all(t.Delivery)[0].claimed_by == "one"


def test_what_waits_for_a_webhook_that_is_switched_off_is_not_sent_later(house):
    number = house.webhook()
    house.rings()
    with house.desk.store.writing() as session:
        webhooks.switch(session, number, False, house.doing())
    house.rings("case:2 x 0.0")
    deliver(house.desk)
    with house.desk.store.writing() as session:
        webhooks.switch(session, number, True, house.doing())
    deliver(house.desk)
    assert house.hook.asked == []


def test_without_the_setting_the_same_webhook_is_refused_at_its_entry_and_at_its_sending(house, store, built_road):
    with pytest.raises(EdgeError):
        target(house.hook.url)
    with pytest.raises(EnteredError), store.writing() as session:
        webhooks.add(
            session, Entry("x", "generic", house.hook.url, "", "en", ALL), house.desk.vault, Reach.OPEN, house.doing()
        )
    house.webhook()
    house.rings()
    strict = working.desk(Settings(secret_key="k" * 40), store, built_road)
    deliver(strict)
    assert house.hook.asked == []
    assert house.all(t.Delivery)[0].state == "failed"


def test_a_try_tells_what_the_other_side_said(house):
    number = house.webhook(shape="slack", secret="")
    came = try_webhook(SETTINGS, house.desk.store, house.desk.vault, number, datetime.now(UTC))
    assert (came.outcome, came.said) == (Outcome.TAKEN, "200 ok")
    assert "Test" in json.loads(house.hook.asked[0].body)["text"]
    assert house.all(t.Webhook)[0].said_at is not None


def test_address_and_secret_lie_sealed(house):
    house.webhook(url=house.hook.url + "/robot?key=abcdef")
    (row,) = house.all(t.Webhook)
    assert row.host == "127.0.0.1"
    assert b"abcdef" not in row.sealed
    assert b"s3cret" not in row.sealed


def test_a_change_keeps_the_address_and_secret_that_were_not_typed(house):
    number = house.webhook()
    entry = Entry("renamed", "generic", "", "", "zh-Hans", ("expire",))
    with house.desk.store.writing() as session:
        webhooks.change(session, number, entry, house.desk.vault, Reach.ANYWHERE, house.doing())
    (row,) = house.all(t.Webhook)
    held = webhooks.address(row.shape, row.sealed, house.desk.vault)
    assert (row.name, held.url, held.secret) == ("renamed", house.hook.url, "s3cret")


def test_the_generic_shape_gets_a_secret_of_its_own(house):
    with house.desk.store.writing() as session:
        entry = Entry("x", "generic", house.hook.url, "", "en", ALL)
        row, made = webhooks.add(session, entry, house.desk.vault, Reach.ANYWHERE, house.doing())
    assert len(made) > 30
    assert webhooks.address(row.shape, row.sealed, house.desk.vault).secret == made


def test_a_ring_goes_by_mail_to_those_who_want_its_act_by_mail(house):
    house.rings(act="warn", people=[house.boss])
    house.rings("case:2 x 0.0", act="expire", people=[house.boss])
    deliver(house.desk)
    (mail,) = house.all(t.Outbox)
    read = parse(mail.body)
    assert (mail.recipients, mail.rank, read.subject) == (
        ["wang@shop.example"],
        1,
        "maildesk: Overdue: ebay return respond",
    )
    assert "https://desk.example/c/7" in read.newest_text


def test_many_within_a_minute_are_one_mail_and_the_next_waits_for_the_minute(house):
    for n in range(3):
        house.rings(f"case:{n} x 0.0", people=[house.boss])
    deliver(house.desk)
    house.rings("case:9 x 0.0", people=[house.boss])
    deliver(house.desk)
    (mail,) = house.all(t.Outbox)
    assert parse(mail.body).subject == "maildesk: 3 clocks rang, Needs you: ebay return respond"
    with house.desk.store.writing() as session:
        earlier = datetime.now(UTC) - timedelta(minutes=2)
        session.execute(update(t.Delivery).where(t.Delivery.state == "done").values(done_at=earlier))
    deliver(house.desk)
    assert len(house.all(t.Outbox)) == 2


def test_a_clock_that_was_set_back_keeps_nobody_waiting(house):
    house.rings(people=[house.boss])
    deliver(house.desk)
    with house.desk.store.writing() as session:
        session.execute(update(t.Delivery).values(done_at=datetime.now(UTC) + timedelta(hours=1)))
    house.rings("case:2 x 0.0", people=[house.boss])
    deliver(house.desk)
    assert len(house.all(t.Outbox)) == 2


def test_a_webhook_that_is_forgotten_while_it_is_told_is_no_error(house):
    number = house.webhook()

    def forget(_):
        with house.desk.store.writing() as session:
            webhooks.forget(session, number, house.doing())
        return 200, {}, b"ok"

    house.hook.answer = forget
    house.rings()
    deliver(house.desk)
    assert house.all(t.Delivery) == []


def test_without_a_mailbox_that_sends_it_waits_and_is_given_up_when_it_is_no_news(house):
    with house.desk.store.writing() as session:
        session.execute(update(t.Mailbox).values(smtp_host=""))
    house.rings(people=[house.boss])
    deliver(house.desk)
    assert house.all(t.Delivery)[0].state == "waiting"
    with house.desk.store.writing() as session:
        session.execute(update(t.Delivery).values(at=datetime.now(UTC) - timedelta(hours=3)))
    deliver(house.desk)
    assert house.all(t.Delivery)[0].state == "failed"


def test_a_delivery_of_a_dead_worker_is_unclear_and_not_sent_again(house):
    house.webhook()
    house.rings()
    dead = f"{os.uname().nodename}:999999"
    with house.desk.store.writing() as session:
        session.execute(update(t.Delivery).values(state="sending", claimed_by=dead, claimed_at=datetime.now(UTC)))
    clear_up(house.desk)
    deliver(house.desk)
    assert house.all(t.Delivery)[0].state == "unclear"
    assert house.hook.asked == []


def test_what_was_told_half_a_year_ago_is_forgotten(house):
    house.webhook()
    house.rings()
    deliver(house.desk)
    with house.desk.store.writing() as session:
        session.execute(update(t.Delivery).values(not_before=datetime.now(UTC) - timedelta(days=181)))
    deliver(house.desk)
    assert house.all(t.Delivery) == []


def test_a_kill_while_it_is_being_told_tells_nobody_twice(house):
    """The worker dies while the other side still thinks; the next one sends the rest, and this one never again."""
    dead = threading.Event()
    house.webhook()
    house.hook.answer = lambda asked: (dead.wait(30), (200, {}, b"ok"))[1]
    for n in range(6):
        house.rings(f"case:{n} x 0.0")
    _work(house, lambda: len(house.hook.asked) >= 1)
    dead.set()
    _work(house, lambda: all(row.state in ("done", "unclear") for row in house.all(t.Delivery)))
    told = [asked.headers["Maildesk-Id"] for asked in house.hook.asked]
    assert sorted(told) == [f"case:{n} x 0.0" for n in range(6)]
    assert sorted(row.state for row in house.all(t.Delivery)) == ["done"] * 5 + ["unclear"]


def _work(house: House, enough: Callable[[], bool]) -> None:
    """A worker of its own, killed as soon as it is enough."""
    environ = {
        **os.environ, "MAILDESK_SECRET_KEY": "k" * 40, "MAILDESK_HOOKS_ANYWHERE": "1",
        "MAILDESK_DATABASE_URL": house.desk.store.engine.url.render_as_string(hide_password=False),
    }  # fmt: skip
    command = [sys.executable, "-m", "tests.support.telling_worker", "30"]
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout.readline() == "ready\n"
        ends = time.monotonic() + 30
        while time.monotonic() < ends and not enough():
            time.sleep(0.02)
        worker.kill()
