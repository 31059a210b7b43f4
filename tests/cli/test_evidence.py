"""`maildesk export evidence`: files in a folder, and what is said when there are none."""

from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest

from maildesk.cli.main import main
from maildesk.db import tables as t
from maildesk.wiring import opening


@pytest.fixture
def case(tmp_path, monkeypatch) -> int:
    monkeypatch.setenv("MAILDESK_DATA_DIR", str(tmp_path / "data"))
    opened = opening.store(opening.settings())
    with opened.writing() as session:
        row = t.Case(
            key="k", platform="paypal", kind="item_not_received", case="claim", stage="respond", number="PP-1",
            source="agent", opened_at=datetime(2026, 11, 20, tzinfo=UTC),
        )  # fmt: skip
        session.add(row)
        session.flush()
        number = row.id
    opened.close()
    return number


def test_pages_and_originals_are_written_into_the_folder(case, tmp_path, capsys):
    assert main(["export", "evidence", str(case), "--to", str(tmp_path / "out")]) == 0
    written = sorted(Path(line).name for line in capsys.readouterr().out.splitlines())
    assert written == ["paypal-case-PP-1-originals.zip", "paypal-case-PP-1.pdf"]
    with ZipFile(tmp_path / "out" / written[0]) as archive:
        assert "SHA256SUMS" in archive.namelist()


def test_a_case_that_is_not_there_is_named(case, tmp_path, capsys):
    assert main(["export", "evidence", "99", "--to", str(tmp_path)]) == 1
    assert "there is no case 99" in capsys.readouterr().err
