"""The README's tables are those of the code."""

from __future__ import annotations

import pytest

from maildesk.cli.main import COMMANDS
from maildesk.settings import Settings
from tests.docs.tables import README, TABLES, between, settings_table


@pytest.mark.parametrize("name", TABLES)
def test_a_table_of_the_readme_is_made_from_the_code(name):
    page = README.read_text(encoding="utf-8")
    assert between(page, name) == TABLES[name](), "run `python -m tests.docs.tables`"


def test_every_setting_stands_in_the_table_with_a_sentence():
    table = settings_table()
    assert [n for n in Settings.__slots__ if f"`MAILDESK_{n.upper()}`" not in table] == []
    assert "|  |" not in table


def test_the_readme_fits_on_a_few_screens():
    assert len(README.read_text(encoding="utf-8").splitlines()) < 200


def test_every_command_says_what_it_does():
    assert all(what for _, what in COMMANDS.values())
