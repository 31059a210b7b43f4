"""`maildesk contact erase`: a person is forgotten, the stop is not."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from maildesk.cli.main import main
from maildesk.db import tables as t
from maildesk.db.engine import open_store

CONSENT = "email;basis;given_at;evidence;country\nanna@kunde.example;express;2026-03-02;checkout form 7;DE\n"


@pytest.fixture
def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desk that knows Anna."""
    monkeypatch.setenv("MAILDESK_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("MAILDESK_DATABASE_URL", raising=False)
    file = tmp_path / "consents.csv"
    file.write_text(CONSENT, encoding="utf-8")
    assert main(["import", "consents", str(file)]) == 0
    return tmp_path


def rows(at: Path, column):
    with closing(open_store(f"sqlite:///{at / 'desk.sqlite'}")) as store, store.reading() as session:
        return list(session.scalars(select(column)))


def test_a_person_is_forgotten_and_stays_stopped(at, capsys):
    assert main(["contact", "erase", "Anna+sale@Kunde.example", "--yes"]) == 0
    assert "the evidence of 1 consents" in capsys.readouterr().out
    assert rows(at, t.Contact.email) == [""]
    assert rows(at, t.ConsentRow.evidence) == [""]
    assert rows(at, t.Suppression.because) == ["erasure"]
    assert main(["contact", "erase", "anna@kunde.example", "--yes"]) == 0
    assert "stays stopped" in capsys.readouterr().out
    assert main(["import", "consents", str(at / "consents.csv")]) == 0
    assert rows(at, t.Contact.email) == [""]


def test_it_asks_first_and_a_no_changes_nothing(at, monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _question: "n")
    assert main(["contact", "erase", "anna@kunde.example"]) == 0
    assert "nothing was erased" in capsys.readouterr().out
    assert rows(at, t.Contact.email) == ["anna@kunde.example"]


def test_nobody_to_ask_is_no_yes(at, monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin.isatty", lambda: False)
    assert main(["contact", "erase", "anna@kunde.example"]) == 2
    assert "--yes" in capsys.readouterr().err


def test_whom_the_desk_never_met_is_never_met(at, capsys):
    assert main(["contact", "erase", "berta@kunde.example", "--yes"]) == 0
    assert main(["contact", "erase", "a1@marketplace.amazon.de", "--yes"]) == 2
    assert "marketplace's alias" in capsys.readouterr().err
    assert rows(at, t.Contact.email) == ["anna@kunde.example", ""]
