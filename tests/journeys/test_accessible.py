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
PAGES = (
    "/queue", "/queue?view=solved", "/c/1", "/c/1?edit=1", "/c/2", "/c/3", "/m/1", "/c/999", "/", "/due", "/sending",
    "/set-aside", "/search?q=order&all=1", "/other", "/mailboxes", "/mailboxes/1", "/people", "/people/1", "/me", "/shop",
    "/shop/learnt", "/texts?locale=de", "/texts/thanks?locale=ar", "/told", "/webhooks", "/webhooks/new", "/outreach",
    "/outreach/greetings", "/outreach/rules", "/outreach/tell", "/outreach/results", "/buyers/1/history",
)  # fmt: skip


def _findings(page):
    """What axe calls serious or critical, as `rule: first place`."""
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate(
        "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], iframes: false})"
    )
    return [
        f"{each['id']}: {each['nodes'][0]['html'][:160]}"
        for each in found["violations"]
        if each["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (1280, True), (390, False), (390, True)])
def test_axe_finds_nothing_serious(visit, width, dark):
    page = visit("wang", width=width, dark=dark)
    found = {}
    for path in PAGES:
        page.goto(path)
        found[path] = _findings(page)
    assert {path: findings for path, findings in found.items() if findings} == {}


def test_the_tool_is_the_one_that_was_vendored():
    for name, digest in json.loads((VENDOR / "VENDOR.json").read_text()).items():
        assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == digest


def test_styles_and_scripts_of_a_page_are_under_100_kb():
    files = [*STATIC.glob("*.css"), *STATIC.glob("js/*.js"), *STATIC.glob("*.svg")]
    assert sum(len(gzip.compress(file.read_bytes())) for file in files) < 100_000


def test_styles_know_no_left_and_right():
    css = (STATIC / "desk.css").read_text("utf-8")
    assert re.findall(r"\b(?:margin|padding|border|inset)-(?:left|right)\b|text-align:\s*(?:left|right)", css) == []
