"""The pictures of the documentation, taken from the running demo: `python3 run.py pictures`.

Out: PNG files in `docs/img/`. Needs Chromium, as the tests do.
"""

from __future__ import annotations

import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from waitress.server import create_server

from maildesk.demo.house import house
from maildesk.demo.letters import Phase
from maildesk.settings import Settings
from tests.demo.conftest import wait_for, walked
from tests.journeys.conftest import QUIET

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "img"
PASSWORD = "lamps and light"


@dataclass(frozen=True)
class Picture:
    """One picture: who looks at which page, on what screen."""

    name: str
    who: str
    page: str
    width: int = 1280
    height: int = 860
    dark: bool = False


#: `first` is the conversation at the top of the queue.
PICTURES = (
    Picture("home", "nora", "/"),
    Picture("home-zh", "mei", "/"),
    Picture("queue", "nora", "/queue"),
    Picture("queue-zh-dark", "mei", "/queue", dark=True),
    Picture("conversation", "nora", "first"),
    Picture("conversation-zh", "mei", "first"),
    Picture("conversation-dark", "nora", "first", dark=True),
    Picture("conversation-phone", "mei", "first", 390, 844),
    Picture("queue-phone-dark", "mei", "/queue", 390, 844, dark=True),
    Picture("board-zh", "mei", "/board"),
    Picture("peaks", "nora", "/peak"),
)


def main() -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as directory:
        settings = Settings(data_dir=Path(directory), secret_key="k" * 40, shop_name="Lampenhaus")
        with house(settings, print, every=3600) as opened:
            server = create_server(opened.app, host="127.0.0.1", port=0, threads=4)
            threading.Thread(target=server.run, daemon=True).start()
            there = {each.message_id for each in opened.letters if each.phase is not Phase.LATER}
            wait_for(lambda: walked(opened, there))
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(QUIET))
                for picture in PICTURES:
                    take(browser, f"http://127.0.0.1:{server.effective_port}", picture)
                browser.close()
            server.close()


def take(browser: Browser, address: str, picture: Picture) -> None:
    scheme = "dark" if picture.dark else "light"
    context = browser.new_context(
        viewport={"width": picture.width, "height": picture.height}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    sign_in(page, address, picture.who)
    if picture.page == "first":
        page.goto(f"{address}/queue")
        page.goto(address + str(page.locator("a[href^='/c/']").first.get_attribute("href")))
    else:
        page.goto(address + picture.page)
    page.screenshot(path=IMAGES / f"{picture.name}.png")
    context.close()
    print(f"docs/img/{picture.name}.png", flush=True)


def sign_in(page: Page, address: str, who: str) -> None:
    page.goto(address)
    page.fill("input[name=login]", who)
    page.fill("input[type=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "sign-in" not in url)


if __name__ == "__main__":
    main()
