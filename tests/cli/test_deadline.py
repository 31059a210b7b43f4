"""`maildesk deadline`: what it tells, and how it says that it does not know."""

from __future__ import annotations

import json
from typing import Any

import pytest

from maildesk.cli.main import main
from maildesk.core.dispute.page import deadlines_page
from maildesk.packs.disputes import load_disputes

WALMART = ["--platform", "walmart", "--case", "inquiry", "--stage", "respond"]
SHOPIFY = ["--platform", "shopify", "--case", "chargeback", "--stage", "respond"]
OPENED = ["--opened", "2026-11-28T09:30:00+01:00"]


def told(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    assert main(["deadline", *words, "--json"]) == 0
    row: dict[str, Any] = json.loads(capsys.readouterr().out)
    return row


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["deadline", *words]) == 2
    return capsys.readouterr().err


def test_the_clock_of_the_packs_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    row = told(capsys, *WALMART, *OPENED)
    assert row["due_at"] == "2026-11-30T08:30:00Z"
    assert row["warn_at"] == ["2026-11-29T08:30:00Z", "2026-11-29T20:30:00Z"]
    assert (row["grade"], row["given"], row["span"], row["zone"]) == ("A", False, "48 hours", "America/Chicago")
    assert "cannot be disputed" in row["consequence"]
    assert "marketplacelearn.walmart.com" in row["source"]


def test_a_given_date_beats_the_packs(capsys: pytest.CaptureFixture[str]) -> None:
    row = told(capsys, *WALMART, *OPENED, "--due", "2026-12-05T23:59:00Z")
    assert (row["due_at"], row["given"], row["pack_due_at"]) == ("2026-12-05T23:59:00Z", True, "2026-11-30T08:30:00Z")


def test_a_given_day_ends_at_its_start_where_the_shop_is(capsys: pytest.CaptureFixture[str]) -> None:
    row = told(capsys, *SHOPIFY, *OPENED, "--due", "2026-12-05", "--region", "CN")
    assert row["due_at"] == "2026-12-04T16:00:00Z"


def test_a_moment_without_an_offset_is_utc(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, *WALMART, "--opened", "2026-11-28T08:30")["opened_at"] == "2026-11-28T08:30:00Z"


def test_in_words_every_line_has_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["deadline", *WALMART, *OPENED]) == 0
    lines = dict(line.split(None, 1) for line in capsys.readouterr().out.splitlines())
    assert lines["due_at"] == "2026-11-30T08:30:00Z"
    assert lines["ladder"].endswith("expire 2026-11-30T08:30:00Z")


def test_all_deadlines_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["deadline", "--list"]) == 0
    assert capsys.readouterr().out == deadlines_page(load_disputes())


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["--platform", "wal", *WALMART[2:], *OPENED], "known: aliexpress, allegro, amazon"),
        ([*WALMART[:2], "--case", "quarrel", *WALMART[4:], *OPENED], "known: agency_complaint, chargeback, inquiry"),
        ([*WALMART[:4], "--stage", "sing", *OPENED], "known: closed, respond"),
        ([*WALMART, *OPENED, "--region", "Atlantis"], "there is no region"),
        ([*WALMART, "--opened", "yesterday"], "--opened is 'yesterday'"),
        ([*WALMART, "--opened", "0001-01-01"], "of this century"),
        ([*WALMART, *OPENED, "--due", "soon"], "--due is 'soon'"),
        (WALMART, "--opened wanted"),
        (["--json"], "--platform, --case, --stage, --opened wanted"),
    ],
)
def test_what_is_not_known_is_refused_with_what_is(
    capsys: pytest.CaptureFixture[str], words: list[str], named: str
) -> None:
    assert named in refused(capsys, *words)
