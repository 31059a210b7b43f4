"""Each page for everyone: no serious finding of axe, light and dark, wide and narrow; small enough to be quick."""

import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest

from maildesk.web.assets import STATIC

VENDOR = Path(__file__).resolve().parents[1] / "vendor"
AXE = VENDOR / "axe-core-4.14.1" / "axe.min.js"
#: Every page of the desk, by who works there: four walks, so that none is long.
PAGES = {
    "agents": (
        "/", "/due", "/queue", "/queue?view=solved", "/c/1", "/c/1?edit=1", "/c/2", "/c/3", "/c/999", "/m/1", "/told", "/me",
    ),
    "leads": (
        "/sending", "/set-aside", "/search", "/search?q=order&all=1", "/other", "/board", "/board/calendar", "/cases",
        "/cases/new", "/reports", "/deadlines", "/texts?locale=de", "/texts/thanks?locale=ar",
    ),
    "supervisors": (
        "/mailboxes", "/mailboxes/1", "/mailboxes/new", "/people", "/people/1", "/people/new", "/shop", "/shop/learnt",
        "/promises", "/webhooks", "/webhooks/new",
    ),
    "planners": (
        "/outreach", "/outreach/greetings", "/outreach/rules", "/outreach/tell", "/outreach/results", "/buyers/1/history",
        "/peak", "/peak/questions",
    ),
}  # fmt: skip
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "iframes": False}
#: In the dark only the colours are others.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "iframes": False}


def _findings(page, rules=RULES):
    """What axe calls serious or critical, as `rule: first place`."""
    found = page.evaluate("rules => axe.run(document, rules)", rules)
    return [
        f"{each['id']}: {each['nodes'][0]['html'][:160]}"
        for each in found["violations"]
        if each["impact"] in ("serious", "critical")
    ]


def _seen_by_everyone(page, path):
    """A page loaded once: on a desk, in the dark, on a phone."""
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(path)
    page.evaluate(AXE.read_text("utf-8"))
    yield from _findings(page)
    page.emulate_media(color_scheme="dark")
    yield from (f"dark: {each}" for each in _findings(page, COLOURS))
    page.set_viewport_size({"width": 390, "height": 844})
    yield from (f"phone: {each}" for each in _findings(page))
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        yield "phone: the page is wider than the screen"


@pytest.mark.parametrize("walk", PAGES)
def test_axe_finds_nothing_serious(visit, walk):
    page = visit("wang")
    found = {path: list(_seen_by_everyone(page, path)) for path in PAGES[walk]}
    assert {path: findings for path, findings in found.items() if findings} == {}


def test_the_door_is_open_to_everyone(visit):
    page = visit("wang")
    page.context.clear_cookies()
    assert list(_seen_by_everyone(page, "/sign-in")) == []


def test_the_tool_is_the_one_that_was_vendored():
    for name, digest in json.loads((VENDOR / "VENDOR.json").read_text()).items():
        assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == digest


def test_styles_and_scripts_of_a_page_are_under_100_kb():
    files = [*STATIC.glob("*.css"), *STATIC.glob("js/*.js"), *STATIC.glob("*.svg")]
    assert sum(len(gzip.compress(file.read_bytes())) for file in files) < 100_000


def test_styles_know_no_left_and_right():
    css = (STATIC / "desk.css").read_text("utf-8")
    assert re.findall(r"\b(?:margin|padding|border|inset)-(?:left|right)\b|text-align:\s*(?:left|right)", css) == []
