"""The main job, end to end: a mail is delivered to a real IMAP server, is approved by keyboard in a real browser, and the
buyer's mailbox holds the reply in the same thread. Worker, screens, Dovecot, SMTP server and Chromium are the real ones.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest
from playwright.sync_api import Browser, expect
from waitress.server import create_server

from maildesk.db import tables as t
from maildesk.db.secrets import Vault
from maildesk.flow.house import people
from maildesk.jobs.worker import Worker
from maildesk.settings import Settings
from maildesk.web.app import create_app
from maildesk.wiring import serving, working

PASSWORD = "correct horse battery"
ASKED = b"""From: Anna =?utf-8?q?Kr=C3=BCger?= <anna@kunde.example>\r
To: support@shop.example\r
Subject: =?iso-8859-1?q?Wo_bleibt_meine_Bestellung_=231034=3F?=\r
Message-ID: <anna.1@kunde.example>\r
Date: Fri, 20 Nov 2026 09:00:00 +0100\r
Content-Type: text/plain; charset=iso-8859-1\r
Content-Transfer-Encoding: quoted-printable\r
\r
Guten Tag,\r
\r
wo bleibt meine Bestellung #1034? Ich warte seit drei Wochen auf das P=E4ckchen.\r
\r
Viele Gr=FC=DFe\r
Anna Kr=FCger\r
"""


@pytest.fixture
def desk(store, dovecot, sink, tmp_path) -> Iterator[tuple[str, str]]:
    """A desk with one mailbox, its worker running: the IMAP user and the address of the screens."""
    settings = Settings(data_dir=tmp_path, secret_key="k" * 40, shop_name="Lampenhaus", undo_seconds=1, poll_seconds=1)
    user = dovecot.new_user()
    imap, smtp = dovecot.account(user), sink.account()
    sink.passwords = {imap.username: imap.secret}
    with store.writing() as session:
        session.add(
            t.Mailbox(
                name="shop", address="support@shop.example", display_name="Lampenhaus", username=imap.username,
                imap_host=imap.host, imap_port=imap.port, imap_security=imap.security,
                smtp_host=smtp.host, smtp_port=smtp.port, smtp_security=smtp.security,
                secret=Vault(settings.secret_key).seal({"password": imap.secret}),
            )
        )  # fmt: skip
        people.add(session, people.NewPerson("mei", "陈美", PASSWORD, languages=("zh", "en")), datetime.now(UTC))
    server = create_server(create_app(serving.web_desk(settings, store)), host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    with Worker(working.desk(settings, store)):
        yield user, f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(5)


def wait_until(happened: Callable[[], bool], seconds: float) -> None:
    """Look again and again until it has happened; fails when it does not."""
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.1)


def first_sync_is_over(store) -> Callable[[], bool]:
    def over() -> bool:
        with store.reading() as session:
            return session.get_one(t.Mailbox, 1).last_good_fetch_at is not None

    return over


def test_a_mail_is_answered_from_the_buyers_mailbox_to_the_buyers_mailbox(desk, store, dovecot, sink, browser: Browser):
    user, address = desk
    wait_until(first_sync_is_over(store), 30)
    dovecot.deliver(user, ASKED)

    with closing(browser.new_context(viewport={"width": 1280, "height": 800})) as context:
        page = context.new_page()
        page.goto(address)
        page.fill("input[name=login]", "mei")
        page.fill("input[type=password]", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: "sign-in" not in url)
        row = page.get_by_text("Anna Krüger").first

        def in_the_queue() -> bool:
            page.goto(f"{address}/queue")
            return row.is_visible()

        wait_until(in_the_queue, 30)
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        page.wait_for_url("**/c/*")
        expect(page.locator("#talk")).to_contain_text("Päckchen")
        page.keyboard.press("a")
        wait_until(lambda: bool(sink.arrived), 30)

    reply = message_from_bytes(sink.arrived[0].raw, policy=policy.default)
    assert sink.arrived[0].recipients == ("anna@kunde.example",)
    assert reply["In-Reply-To"] == "<anna.1@kunde.example>"
    assert reply["References"] == "<anna.1@kunde.example>"
    assert reply["Content-Language"] == "de"
    assert "1034" in reply.get_body(("plain",)).get_content()
