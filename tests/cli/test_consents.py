"""`maildesk import consents`: good rows are kept, bad ones named by line, again is no error."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from maildesk.cli.main import main
from maildesk.db import tables as t
from maildesk.db.engine import open_store

FILE = """email;basis;given_at;evidence;country
anna@kunde.example;express;2026-03-02;checkout form 7;DE
berta@kunde.example;verbal;2026-03-02;she said so;DE
a1@marketplace.amazon.de;purchase;2026-03-02;order 3;DE
"""


@pytest.fixture
def imports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("MAILDESK_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("MAILDESK_DATABASE_URL", raising=False)

    def run(text: str) -> int:
        file = tmp_path / "consents.csv"
        file.write_text(text, encoding="utf-8")
        return main(["import", "consents", str(file)])

    return run


def test_good_rows_are_kept_and_bad_ones_named(imports, tmp_path, capsys):
    assert imports(FILE) == 1
    told = capsys.readouterr()
    assert "consents.csv:3: basis is 'verbal'" in told.err
    assert "1 consents new, 0 known, 1 of relays left out, 1 rows wrong" in told.out
    assert imports(FILE) == 1
    assert "0 consents new, 1 known" in capsys.readouterr().out
    with closing(open_store(f"sqlite:///{tmp_path / 'desk.sqlite'}")) as store, store.reading() as session:
        assert list(session.scalars(select(t.Contact.email))) == ["anna@kunde.example"]


@pytest.mark.parametrize("text", ["", "name;basis\nAnna;express\n"])
def test_a_file_without_addresses_is_refused(imports, capsys, text):
    assert imports(text) == 2
    assert "no column email" in capsys.readouterr().err
