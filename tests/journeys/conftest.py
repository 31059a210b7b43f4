"""The desk as its people use it: real pages of a real server in a real browser."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from waitress.server import create_server

from maildesk.db.engine import open_store
from maildesk.db.schema import upgrade
from maildesk.flow.mail.road import Road
from maildesk.packs import knowledge
from maildesk.wiring import walking
from tests.web.desk import PASSWORD, SETTINGS, Shop

QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def road() -> Road:
    return walking.road(SETTINGS, knowledge.load())


@pytest.fixture
def shop(tmp_path: Path, road: Road) -> Iterator[Shop]:
    """A shop with three mails that wait: from Germany, Japan and the Emirates."""
    store = open_store(f"sqlite:///{tmp_path / 'desk.sqlite'}")
    upgrade(store)
    shop = Shop(store, road).open()
    sent = {"shipped_at": "2026-11-14T05:00:00Z", "carrier": "yunexpress"}
    shop.order("#1034", buyer_name="Anna Krüger", buyer_email="anna@kunde.example", country="DE", language="de",
               tracking_number="YT2612345678901", **sent)  # fmt: skip
    shop.order("#1035", buyer_name="佐藤 美咲", buyer_email="misaki@kaite.example", country="JP", language="ja",
               tracking_number="YT2612345678902", **sent)  # fmt: skip
    shop.mail(
        "Guten Tag,\n\nwo ist mein Paket zur Bestellung #1034?\n\nAnna Krüger",
        "Anna Krüger <anna@kunde.example>",
        "Paket",
    )
    shop.mail("注文番号#1035のランプはいつ届きますか。\n\n佐藤", "佐藤 美咲 <misaki@kaite.example>", "配送について")
    shop.mail("مرحبا، أريد إرجاع الطلب واسترداد المبلغ. شكرا", "Omar Haddad <omar@zabun.example>", "إرجاع")
    yield shop
    store.close()


@pytest.fixture
def address(shop: Shop) -> Iterator[str]:
    """The desk, served on a port of its own."""
    server = create_server(shop.app(), host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(5)


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """A page of somebody signed in, at the queue; whatever the browser complains of fails the test."""
    complaints: list[str] = []
    contexts = []

    def signed_in(
        login: str = "mei", *, width: int = 1280, height: int = 800, dark: bool = False, scripts: bool = True
    ) -> Page:
        context = browser.new_context(
            base_url=address, viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light",
            java_script_enabled=scripts, reduced_motion="reduce",
        )  # fmt: skip
        contexts.append(context)
        context.set_default_timeout(10_000)
        page = context.new_page()
        page.on(
            "console",
            lambda said: complaints.append(said.text) if said.type == "error" and "404" not in said.text else None,
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto("/sign-in")
        page.fill("[name=login]", login)
        page.fill("[name=password]", PASSWORD)
        page.click("button.primary")
        page.goto("/queue")
        return page

    yield signed_in
    for context in contexts:
        context.close()
    assert complaints == []
