"""Which answer a case gets, and how it fits into a small form."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from maildesk.core.evidence.case_file import Added, CaseStep
from maildesk.core.evidence.reply import choose, facts, fitted
from maildesk.core.order import OrderStatus, ParcelEvent, ParcelState
from maildesk.core.reply.facts import Money, Paper
from maildesk.core.reply.plan import Outcome, Plan
from maildesk.core.reply.render import render
from maildesk.core.reply.rendered import Block, Rendered
from maildesk.texts.load import load
from tests.evidence.case import OPENED, case_file, order, pictures, sent_back, signed

ON_THE_WAY = replace(order(), status=OrderStatus.SHIPPED, parcels=(replace(order().parcels[0], events=()),))
REFUNDED = {"refunded": Money(Decimal(84), "EUR"), "steps": (CaseStep(OPENED + timedelta(days=1), "closed"),)}
LOST = ParcelEvent(OPENED, ParcelState.LOST)
REPLY = Rendered(
    "en", "Re:", tuple(Block(name, name * 5) for name in ("greeting", "understood", "facts", "we_do", "you_can", "closing"))
)  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "text"),
    [
        ({}, "case_delivered"),
        ({"order": ON_THE_WAY}, "case_in_transit"),
        ({"kind": "defective"}, "case_not_as_described"),
        ({"kind": "unauthorised"}, "case_unauthorised"),
        ({"kind": "chargeback"}, "case_delivered"),
        (REFUNDED, "case_returned_refunded"),
        ({"order": None}, ""),
        ({"order": replace(ON_THE_WAY, shipped_at=None)}, ""),
        ({"order": replace(ON_THE_WAY, status=OrderStatus.CANCELLED)}, ""),
        ({"order": sent_back()}, ""),
        ({"order": replace(ON_THE_WAY, parcels=(replace(order().parcels[0], events=(LOST,)),))}, ""),
    ],
)
def test_the_text_is_the_one_that_the_facts_carry(changed, text):
    choice = choose(case_file(**changed))
    assert choice.text == text
    assert choice.because


def test_only_papers_that_are_enclosed_are_named():
    told = facts(case_file(pictures=pictures(1)), "eBay", OPENED).evidence
    assert told is not None
    assert Paper.PHOTOS in told.papers
    assert Paper.LISTING not in told.papers


def test_a_short_form_loses_the_greeting_before_a_sentence():
    whole = fitted(REPLY, 0)
    assert whole.dropped == ()
    short = fitted(REPLY, len(whole.text) - 1)
    assert short.dropped == ("greeting",)
    assert not short.cut


def test_facts_are_cut_last_and_it_is_said():
    least = fitted(REPLY, 10)
    assert least.cut
    assert len(least.text) <= 10
    assert least.text.startswith("facts")


@pytest.mark.parametrize(
    ("changed", "signed_by", "confirmed", "returned"),
    [
        ({}, "", False, False),
        ({"order": signed()}, "A. Beispiel", False, False),
        ({"added": (Added(1, "signature", OPENED, "Signed by U. Lang"),)}, "U. Lang", False, False),
        ({"added": (Added(1, "delivery_place", OPENED, "10115 Berlin, as ordered"),)}, "", True, False),
        ({"order": sent_back()}, "", False, True),
    ],
)
def test_an_answer_knows_the_signer_the_compared_address_and_the_return_or_leaves_them_out(
    changed, signed_by, confirmed, returned
):
    told = facts(case_file(**changed), "eBay", OPENED).evidence
    assert told is not None
    assert (told.signed_by, told.address_confirmed, told.returned_at is not None) == (signed_by, confirmed, returned)


@pytest.mark.parametrize(("changed", "there"), [({}, False), ({"order": signed()}, True)])
def test_a_sentence_without_its_fact_is_left_out(changed, there):
    shown = render(Plan("case_delivered", "en", Outcome.INFORM), facts(case_file(**changed), "eBay", OPENED), load())
    assert shown.open_slots == ()
    assert any("Signed for by: A. Beispiel" in block.text for block in shown.blocks) is there
    assert not any("address of the transaction" in block.text for block in shown.blocks)
