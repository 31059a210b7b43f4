"""What the pages say is there is there: links, files, tests, settings, commands, keys, jobs, checks and tables."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cache

import pytest

from maildesk.cli.main import COMMANDS, main
from maildesk.core.mail.limits import LIMITS
from maildesk.core.queue.sending import PAUSES
from maildesk.core.reply.checks import _TABLE
from maildesk.db import tables  # noqa: F401 - registers every table
from maildesk.db.base import Base
from maildesk.errors import DeskError
from maildesk.settings import Settings
from tests.docs import pages
from tests.docs.pages import PAGES, ROOT, name_of

#: Variables of the tests, not of the desk.
_OF_TESTS = frozenset({"MAILDESK_KILL_ROUNDS", "MAILDESK_SIMULATED_CASES"})
EVERY_PAGE = pytest.mark.parametrize("page", PAGES, ids=name_of)


@EVERY_PAGE
def test_every_link_leads_somewhere(page):
    broken = []
    for link in pages.links(page):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in pages.anchors(target)):
            broken.append(link)
    assert broken == []


@EVERY_PAGE
def test_every_file_named_is_there(page):
    assert [path for path in pages.paths(page) if not pages.exists(page, path)] == []


@EVERY_PAGE
def test_every_test_named_is_there(page):
    assert sorted(pages.tests_named(page) - _all_tests()) == []


@EVERY_PAGE
def test_every_setting_named_is_one(page):
    known = {f"MAILDESK_{name.upper()}" for name in Settings.__slots__} | _OF_TESTS
    assert (
        sorted(
            name.removesuffix("_FILE") for name in pages.settings_named(page) if name.removesuffix("_FILE") not in known
        )
        == []
    )


@EVERY_PAGE
def test_every_command_written_is_one_with_its_options(page, capsys):
    wrong = []
    for words in pages.commands(page):
        told = _help(words, capsys)
        options = [word.partition("=")[0] for word in words if word.startswith("--")]
        wrong += [f"{' '.join(words)}: {option}" for option in options if option not in told]
        if words[0] not in COMMANDS and words[0] not in ("help", "COMMAND"):
            wrong.append(" ".join(words))
    assert wrong == []


def test_every_key_of_the_screens_stands_in_their_page():
    page = (ROOT / "docs" / "screens.md").read_text(encoding="utf-8")
    table = page[page.index("| key |") : page.index("## How a page")]
    templates = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "maildesk/web/templates").glob("*.html"))
    keys = set(re.findall(r'data-(?:key|go)="([^"{]+)"', templates))
    assert keys and [key for key in sorted(keys) if f"`{key}`" not in table] == []


def test_every_check_of_a_draft_stands_in_its_page_with_its_weight():
    page = (ROOT / "docs" / "drafts.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([a-z_, ]+) \| (stop|care) \|", page, re.MULTILINE)
    told = {code: weight for codes, weight in rows for code in codes.split(", ")}
    assert told == {code: str(weight) for code, weight, _ in _TABLE}


def test_the_limits_and_pauses_told_are_those_of_the_code():
    limits = (ROOT / "docs" / "mail.md").read_text(encoding="utf-8").partition("## Limits")[2]
    told = {int(number.replace(",", "")) for number in re.findall(r"\d[\d,]*", limits.partition("A mail over")[0])}
    ours = (LIMITS.headers, LIMITS.header_bytes, LIMITS.depth, LIMITS.parts, LIMITS.text_chars, LIMITS.html_chars)
    assert {*ours, LIMITS.addresses, LIMITS.message_ids} == told
    pauses = ", ".join(str(int(pause.total_seconds() // 60)) for pause in PAUSES)
    assert f"again after {pauses} minutes" in (ROOT / "docs" / "sending.md").read_text(encoding="utf-8")


def test_every_job_stands_in_its_page():
    page = (ROOT / "docs" / "jobs.md").read_text(encoding="utf-8")
    jobs = re.findall(r'"(\w+)": Task', (ROOT / "maildesk" / "jobs" / "table.py").read_text(encoding="utf-8"))
    assert jobs and [name for name in jobs if f"| `{name}` |" not in page] == []


def test_every_table_of_the_store_stands_in_its_page():
    page = (ROOT / "docs" / "store.md").read_text(encoding="utf-8")
    assert [name for name in Base.metadata.tables if f"`{name}`" not in page] == []


#: Written by commands, as long as what they tell.
_GENERATED = frozenset({"docs/deadlines.md", "docs/peaks.md", "docs/understanding.md"})


@pytest.mark.parametrize("page", [page for page in PAGES if name_of(page) not in _GENERATED], ids=name_of)
def test_a_page_can_be_read_in_one_sitting(page):
    assert len(page.read_text(encoding="utf-8").splitlines()) <= 200


@cache
def _all_tests() -> set[str]:
    files = (path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    return {name for text in files for name in re.findall(r"def (test_\w+)", text)}


def _help(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """What a command tells of itself and of the verb that follows it."""
    told = ""
    for asked in (words[:1], words[:2]):
        with suppress(SystemExit, DeskError):
            main([*asked, "--help"])
        told += capsys.readouterr().out
    return told
