"""Whether the web half lives; its figures are for the machine alone."""

from dataclasses import replace

import pytest

from maildesk.db import tables as t


def test_the_desk_says_that_it_lives(app):
    assert app.test_client().get("/healthz").get_data(as_text=True) == "ok\n"


def test_the_figures_tell_pages_badges_and_fetches(app, shop):
    shop.mail("Where is my parcel?")
    with shop.store.writing() as session:
        session.get_one(t.Mailbox, shop.box).last_good_fetch_at = shop.now
    client = app.test_client()
    client.get("/sign-in")
    told = client.get("/metrics").get_data(as_text=True)
    assert 'maildesk_page_seconds_count{page="signing_in.form"} 1.0' in told
    assert 'maildesk_conversations{badge="state:open"} 1.0' in told
    assert 'maildesk_last_good_fetch_seconds{mailbox="shop"} 0.0' in told
    assert "anna" not in told


@pytest.mark.parametrize(
    ("proxies", "environ"),
    [
        (0, {"REMOTE_ADDR": "203.0.113.9"}),
        (0, {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "203.0.113.9"}),
        (1, {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "203.0.113.9"}),
    ],
)
def test_nobody_else_gets_the_figures(shop, proxies, environ):
    shop.settings = replace(shop.settings, trusted_proxies=proxies)
    assert shop.app().test_client().get("/metrics", environ_overrides=environ).status_code == 404


def test_behind_a_proxy_with_https_the_cookie_is_secure_and_transport_stays_so(shop):
    shop.settings = replace(shop.settings, trusted_proxies=1, public_url="https://desk.example")
    answer = shop.app().test_client().get("/sign-in", headers={"X-Forwarded-Proto": "https"})
    assert "Strict-Transport-Security" in answer.headers
    assert "Secure" in answer.headers["Set-Cookie"]
