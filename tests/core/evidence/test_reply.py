"""Which answer a case gets, and how it fits into a small form."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from maildesk.core.evidence.case_file import CaseStep
from maildesk.core.evidence.reply import choose, facts, fitted
from maildesk.core.order import OrderStatus
from maildesk.core.reply.facts import Money, Paper
from maildesk.core.reply.rendered import Block, Rendered
from tests.evidence.case import OPENED, case_file, order, pictures

ON_THE_WAY = replace(order(), status=OrderStatus.SHIPPED, parcels=(replace(order().parcels[0], events=()),))
REFUNDED = {"refunded": Money(Decimal(84), "EUR"), "steps": (CaseStep(OPENED + timedelta(days=1), "closed"),)}
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
