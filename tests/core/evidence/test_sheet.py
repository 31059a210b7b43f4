"""What the pages say, before anybody draws them."""

from maildesk.core.evidence.case_file import Added
from maildesk.core.evidence.fit import LeftOut
from maildesk.core.evidence.sheet import Facts, Letter, Section, Table, sheet
from maildesk.packs.case_evidence import load_evidence
from tests.evidence.case import OPENED, case_file, sent_back


def sections(**changed: object) -> dict[str, Section]:
    made = sheet(case_file(**changed), LeftOut(), load_evidence().words_of("en"))
    return {section.title: section for section in made.sections}


def test_the_last_scan_of_a_delivered_parcel_is_the_proof():
    proof, _, table = sections()["Shipping and delivery"].blocks
    assert isinstance(proof, Facts)
    assert proof.rows == (("Proof of delivery", "2026-11-17 09:00 UTC 10115 Berlin left with A. Beispiel"),)
    assert isinstance(table, Table)
    assert table.marked == (len(table.rows) - 1,)


def test_a_parcel_that_came_back_proves_no_delivery():
    shown = sections(order=sent_back())
    _, table = shown["Shipping and delivery"].blocks
    (line,) = shown["Time line"].blocks
    for each in (table, line):
        assert isinstance(each, Table)
        assert each.marked == ()
        assert "Returned to the seller" in {row[1] for row in each.rows}
        assert "Delivered" not in {row[1] for row in each.rows}


def test_what_was_added_stands_with_its_row_its_file_and_its_sum():
    added = (
        Added(1, "packing", OPENED, "Packed on 1 November", name="packing.jpg", size=9, sha256="ab"),
        Added(2, "other", OPENED, "a line", sentence="a valid waybill"),
    )
    first, second = sections(added=added)["Added by the seller"].blocks
    assert isinstance(first, Letter)
    assert first.head[0] == ("Matter", "Packing of the goods")
    assert first.head[2:] == (("File", "packing.jpg"), ("SHA-256", "ab"))
    assert [line.text for line in first.body] == ["Packed on 1 November"]
    assert isinstance(second, Letter)
    assert second.head[0] == ("Matter", "a valid waybill")
