"""A supervisor enters a webhook, tries it, switches it off; its address and secret are shown to nobody again."""

from dataclasses import replace

import pytest

from maildesk.db import tables as t
from tests.support.listener import listener
from tests.web.desk import sign_in
from tests.web.page import form, send, words


@pytest.fixture
def hook():
    with listener() as running:
        yield running


@pytest.fixture
def boss(shop):
    """A supervisor of a desk whose webhooks may lead into its own network."""
    shop.settings = replace(shop.settings, hooks_anywhere=1)
    client = shop.app().test_client()
    sign_in(client, "wang")
    return client


def enter(client, url, **changed):
    page = client.get("/webhooks/new")
    fields = {**form(page, "/webhooks/new"), "name": "leads", "url": url, "acts": ["escalate", "expire"], **changed}
    return client.post("/webhooks/new", data=fields)


def test_only_supervisors_see_them(signed_in):
    assert signed_in("lin").get("/webhooks").status_code == 403


def test_nothing_yet_says_what_could_stand_there(boss):
    assert "No webhook yet" in words(boss.get("/webhooks"))


def test_the_secret_that_the_desk_makes_is_shown_once(shop, boss, hook):
    shown = words(enter(boss, hook.url + "/in"))
    assert "The secret that signs" in shown
    again = boss.get("/webhooks/1").get_data(as_text=True)
    assert "The secret that signs. It is shown" not in again
    assert hook.url + "/in" not in again
    assert "leads" in words(boss.get("/webhooks"))


def test_a_test_message_is_sent_and_its_answer_shown(boss, hook):
    enter(boss, hook.url, shape="slack")
    answer = send(boss, "/webhooks/1", "/webhooks/1/test")
    assert "It was taken. 200 ok" in words(answer)
    assert len(hook.asked) == 1


def test_a_refusal_is_shown_in_the_other_sides_words(boss, hook):
    hook.answer = lambda _: (404, {}, b"no_service")
    enter(boss, hook.url, shape="slack")
    assert "404 no_service" in words(send(boss, "/webhooks/1", "/webhooks/1/test"))
    assert "1 try failed" in words(boss.get("/webhooks"))


def test_an_address_inside_is_refused_on_a_desk_without_the_setting(shop, signed_in):
    client = signed_in("wang")
    assert enter(client, "http://127.0.0.1:1/").status_code == 422
    answer = enter(client, "https://127.0.0.1/", shape="slack")
    assert answer.status_code == 303
    assert "not in the open internet" in words(send(client, "/webhooks/1", "/webhooks/1/test"))


def test_a_wrong_address_names_what_is_wanted_and_keeps_the_rest(boss):
    answer = enter(boss, "https://user:secret@hook.example/")
    assert answer.status_code == 422
    assert "Address of the webhook: no login in the address." in words(answer)
    assert "secret@" not in answer.get_data(as_text=True)
    assert form(answer, "/webhooks/new")["name"] == "leads"


def test_switched_off_and_on_and_forgotten(shop, boss, hook):
    enter(boss, hook.url, shape="slack")
    send(boss, "/webhooks/1", "/webhooks/1/switch", active="0")
    assert not shop.get(t.Webhook, 1).active
    assert "Switched off" in words(boss.get("/webhooks/1"))
    send(boss, "/webhooks/1", "/webhooks/1/switch", active="1")
    assert shop.get(t.Webhook, 1).active
    send(boss, "/webhooks/1", "/webhooks/1/forget")
    assert shop.all(t.Webhook) == []


def test_a_change_without_an_address_keeps_the_one_it_has(shop, boss, hook):
    enter(boss, hook.url, shape="slack")
    page = boss.get("/webhooks/1")
    boss.post("/webhooks/1", data={**form(page, "/webhooks/1"), "name": "all of us", "acts": ["warn"]})
    row = shop.get(t.Webhook, 1)
    assert (row.name, row.acts, row.host) == ("all of us", ["warn"], "127.0.0.1")
