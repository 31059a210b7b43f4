"""Cases of a platform's own list, from a file: each once, with its clock; a bad row is named and stops no other."""

import pytest
from sqlalchemy import select

from maildesk.cli.case_file import run
from maildesk.db import tables as t

#: The words of the command are the same whatever the store.
pytestmark = pytest.mark.parametrize("store", ["sqlite"], indirect=True)
ROWS = """platform,case,stage,number,order_number,amount,currency,opened_at,respond_by
ebay,return,respond,5123456789,12-34567-89012,84.00,EUR,2026-11-20T09:00:00Z,
ebay,return,respond,5123456790,12-34567-89013,84.00,EUR,yesterday,
paypal,claim,respond,PP-R-1,,12.50,USD,2026-11-20T09:00:00Z,2026-11-29T09:00:00Z
"""


def test_good_rows_become_cases_with_clocks_and_a_bad_one_is_named_by_line(store, tmp_path, capsys):
    (tmp_path / "cases.csv").write_text(ROWS)
    assert run(store, tmp_path / "cases.csv") == 1
    assert "cases.csv:3: opened_at" in capsys.readouterr().err
    with store.reading() as session:
        assert set(session.scalars(select(t.Case.number))) == {"5123456789", "PP-R-1"}
        assert set(session.scalars(select(t.Case.source))) == {"file"}
        clocks = dict(session.execute(select(t.ClockRow.kind, t.ClockRow.due_at)).all())
    assert set(clocks) == {"ebay return respond", "paypal claim respond"}
    assert clocks["paypal claim respond"].isoformat() == "2026-11-29T09:00:00+00:00"


def test_the_same_file_again_opens_nothing_twice(store, tmp_path):
    (tmp_path / "cases.csv").write_text("\n".join(ROWS.splitlines()[:2]))
    assert [run(store, tmp_path / "cases.csv") for _ in range(2)] == [0, 0]
    with store.reading() as session:
        assert len(session.scalars(select(t.Case.id)).all()) == 1
