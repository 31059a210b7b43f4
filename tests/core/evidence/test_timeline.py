"""The order of things in a case."""

from dataclasses import replace
from datetime import timedelta

from maildesk.core.evidence.case_file import CaseStep
from maildesk.core.evidence.timeline import timeline
from maildesk.core.order import ParcelState
from tests.evidence.case import OPENED, case_file, order, sent_back


def test_it_runs_from_the_order_to_the_case():
    entries = timeline(case_file())
    assert [entry.at for entry in entries] == sorted(entry.at for entry in entries)
    assert entries[0].code == "ordered"
    assert entries[-1].code == "case_opened"


def test_ten_sorting_centres_are_no_ten_events():
    entries = timeline(case_file(order=order(scans=40)))
    assert [entry.state for entry in entries if entry.code == "parcel"] == [ParcelState.ACCEPTED, ParcelState.DELIVERED]


def test_the_shops_word_stands_where_the_carrier_is_silent():
    silent = replace(order(), parcels=(), delivered_at=OPENED - timedelta(days=2))
    assert "delivered" in [entry.code for entry in timeline(case_file(order=silent))]
    assert "delivered" not in [entry.code for entry in timeline(case_file())]


def test_notes_are_no_part_of_the_story():
    steps = (CaseStep(OPENED, "note"), CaseStep(OPENED + timedelta(hours=1), "answered"))
    codes = [entry.code for entry in timeline(case_file(steps=steps))]
    assert codes[-1] == "case_answered"
    assert "case_note" not in codes


def test_a_parcel_that_came_back_is_no_delivery():
    codes = [(entry.code, entry.state) for entry in timeline(case_file(order=sent_back()))]
    assert ("returned", None) in codes
    assert ("parcel", ParcelState.DELIVERED) not in codes
