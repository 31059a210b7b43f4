"""What a platform asks for, against what the desk has."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from maildesk.core.evidence.case_file import Added, CaseFile
from maildesk.core.evidence.checklist import Asked, checklist, still_missing
from maildesk.core.evidence.need import Need, State
from maildesk.core.reply.facts import Money
from maildesk.packs.case_evidence import load_evidence
from maildesk.packs.disputes import load_disputes
from tests.evidence.case import OPENED, case_file, mails, pictures, signed


def asked(file: CaseFile) -> dict[Need, Asked]:
    return {row.need: row for row in checklist(file, load_disputes(), load_evidence().meanings)}


def test_every_sentence_of_the_packs_has_its_needs():
    platforms = load_disputes().platforms.values()
    sentences = {each for platform in platforms for row in platform.rows for each in row.evidence}
    assert sentences - set(load_evidence().meanings) == set()


def test_a_delivered_parcel_is_proof_with_its_day_and_place():
    rows = asked(case_file())
    assert rows[Need.TRACKING].found == ("China Post LX123456789CN",)
    assert rows[Need.DELIVERY_SCAN].found == ("2026-11-17 10115 Berlin",)
    assert rows[Need.DELIVERY_PLACE].state is State.THERE


def test_without_an_order_everything_of_the_parcel_is_missing():
    file = replace(case_file(), order=None)
    assert asked(file)[Need.DELIVERY_SCAN].state is State.MISSING
    assert Need.TRACKING in still_missing(tuple(asked(file).values()))


def test_what_only_a_person_can_know_is_neither_there_nor_missing():
    rows = asked(case_file("ebay", "return"))
    assert rows[Need.LISTING].state is State.BY_HAND
    assert Need.LISTING not in still_missing(tuple(rows.values()))


@pytest.mark.parametrize(
    ("total", "currency", "state"),
    [("84", "USD", State.NOT_NEEDED), ("750", "USD", State.BY_HAND), ("84", "EUR", State.BY_HAND)],
)
def test_a_signature_is_wanted_from_a_sum_on_and_no_currency_is_converted_on_a_guess(total, currency, state):
    file = case_file()
    assert file.order is not None
    file = replace(file, order=replace(file.order, total=Decimal(total), currency=currency))
    assert asked(file)[Need.SIGNATURE].state is state


def test_an_alternative_that_is_met_makes_the_rest_unnecessary():
    file = replace(case_file(), order=None, refunded=Money(Decimal(84), "EUR"))
    rows = checklist(file, load_disputes(), load_evidence().meanings)
    assert next(row for row in rows if row.need is Need.REFUND).alternative
    assert still_missing(rows) == ()


def test_an_answer_counts_once_the_case_is_open():
    before = case_file("walmart", "inquiry", region="US")
    late = replace(mails()[1], from_buyer=False, at=OPENED + timedelta(hours=1))
    assert asked(before)[Need.ANSWER_SENT].state is State.MISSING
    assert asked(replace(before, mails=(late,)))[Need.ANSWER_SENT].state is State.THERE


def test_a_return_address_that_was_sent_is_found_whatever_its_line_ends():
    file = case_file("amazon", "a_to_z_claim")
    ours = replace(mails()[1], from_buyer=False, text="Bitte an: LAMPENHAUS,\r\n Hafenweg 3 \r\n20457 Hamburg")
    ours = replace(ours, text=ours.text.replace(",", ""))
    assert asked(file)[Need.RETURN_OFFERED].state is State.MISSING
    assert asked(replace(file, mails=(ours,)))[Need.RETURN_OFFERED].state is State.THERE


def test_a_case_that_no_pack_knows_gets_the_usual_list():
    needs = list(asked(case_file("other", "something", stage="new")))
    assert needs == [Need.TRACKING, Need.DELIVERY_SCAN, Need.MESSAGES, Need.POLICY]


def test_photographs_are_named():
    file = case_file("aliexpress", "dispute", pictures=pictures(2))
    assert asked(file)[Need.PHOTOGRAPHS].found == ("photo 0.jpg", "photo 1.jpg")


def test_what_a_person_added_answers_its_row_and_what_no_stage_asks_for_stands_at_the_end():
    listing = Added(1, "listing", OPENED, "the page of 1 November")
    free = Added(2, "other", OPENED, name="film.mp4")
    rows = checklist(case_file("ebay", "return", added=(listing, free)), load_disputes(), load_evidence().meanings)
    by_need = {row.need: row for row in rows}
    assert (by_need[Need.LISTING].state, by_need[Need.LISTING].added) == (State.THERE, (listing,))
    assert (rows[-1].need, rows[-1].added) == (Need.OTHER, (free,))


def test_a_row_that_is_missing_is_there_once_a_person_added_it():
    bare = case_file(order=None, added=(Added(1, "delivery_scan", OPENED, name="proof.pdf"),))
    assert Need.DELIVERY_SCAN in still_missing(
        checklist(replace(bare, added=()), load_disputes(), load_evidence().meanings)
    )
    assert asked(bare)[Need.DELIVERY_SCAN].state is State.THERE


def test_a_name_in_the_last_scan_is_the_signature():
    assert asked(case_file(order=signed()))[Need.SIGNATURE].found == ("A. Beispiel",)
