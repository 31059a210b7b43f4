"""Cases of a file: each row an entered case, or a sentence that names the column."""

import pytest

from maildesk.core.dispute.case import Entered
from maildesk.orders.cases import read_case, read_cases
from maildesk.orders.row import RowError
from maildesk.packs.disputes import load_disputes

ROW = {"platform": "eBay", "case": "item not received", "opened_at": "2026-11-20T09:30:00Z", "number": "5001"}


def test_the_words_of_people_are_understood_and_the_first_stage_is_meant():
    told = read_case(ROW, load_disputes(), "file")
    assert (told.platform, told.case, told.stage, told.number) == ("ebay", "item_not_received", "respond", "5001")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("platform", "ebai"),
        ("case", "quarrel"),
        ("stage", "dance"),
        ("kind", "anger"),
        ("opened_at", ""),
        ("opened_at", "soon"),
        ("amount", "much"),
        ("currency", "EURO"),
    ],
)
def test_a_wrong_value_is_named_with_its_column(column, value):
    with pytest.raises(RowError) as wrong:
        read_case({**ROW, column: value}, load_disputes(), "file")
    assert wrong.value.column == column


def test_a_file_gives_its_rows_in_order_with_the_bad_ones_by_line(tmp_path):
    file = tmp_path / "cases.csv"
    file.write_text("platform,case,opened_at\nebay,return,2026-11-20\nebay,quarrel,2026-11-20\n", encoding="utf-8")
    good, bad = read_cases(file, load_disputes())
    assert isinstance(good, Entered)
    assert (bad.line, bad.column) == (3, "case")
