"""`maildesk peaks`: the coming year, and the packs as a page."""

from __future__ import annotations

import json

import pytest
import time_machine

from maildesk.cli.main import main


@time_machine.travel("2026-11-22", tick=False)
def test_the_coming_year_is_told_by_day(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["peaks", "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert rows[0]["what"] == "black_friday"
    assert [row["first"] for row in rows] == sorted(row["first"] for row in rows)
    assert {"christmas", "chinese_new_year"} < {row["what"] for row in rows}


@time_machine.travel("2026-11-22", tick=False)
def test_public_holidays_of_a_country_stand_between(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["peaks", "--country", "DE"]) == 0
    assert "2026-12-26 2026-12-26  holiday  Second Day of Christmas" in capsys.readouterr().out


def test_a_country_that_nobody_knows_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["peaks", "--country", "XX"]) == 2
    assert "XX" in capsys.readouterr().err


def test_the_packs_are_told_as_a_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["peaks", "--list"]) == 0
    assert capsys.readouterr().out.startswith("# Peaks\n")
