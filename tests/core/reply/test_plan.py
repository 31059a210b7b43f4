"""The plan as it is stored and changed."""

import json
from datetime import date
from decimal import Decimal

import pytest

from maildesk.core.reply.facts import Money
from maildesk.core.reply.plan import (
    AddedBlock,
    BlockEdit,
    Outcome,
    Plan,
    Slot,
    SlotKind,
    from_values,
    slot_fact,
    to_values,
)

FULL = Plan(
    "return_how_to",
    "pt-BR",
    Outcome.OFFER,
    because=("intent.return_request",),
    slots=(Slot("return_until", SlotKind.DATE, "2026-10-20"),),
    edits=(BlockEdit("facts", "Só até sexta."),),
    added=(AddedBlock("status_in_transit", "facts"),),
    removed=("you_can",),
)


@pytest.mark.parametrize("plan", [FULL, Plan("thanks", "de", Outcome.ACKNOWLEDGE)])
def test_a_plan_comes_back_from_json_as_it_was(plan):
    assert from_values(json.loads(json.dumps(to_values(plan)))) == plan


@pytest.mark.parametrize("raw", [{}, {"template": "x"}, {"template": "x", "locale": "de", "outcome": "sing"}])
def test_what_is_no_plan_is_refused(raw):
    with pytest.raises((ValueError, KeyError, TypeError)):
        from_values(raw)


@pytest.mark.parametrize(
    ("kind", "value", "read"),
    [
        (SlotKind.DATE, "2026-10-20", date(2026, 10, 20)),
        (SlotKind.MONEY, "12.50 eur", Money(Decimal("12.50"), "EUR")),
        (SlotKind.NUMBER, "14", 14),
        (SlotKind.NAME, "Lamp", "Lamp"),
    ],
)
def test_a_slot_is_a_fact_with_the_agent_as_source(kind, value, read):
    fact = slot_fact(Slot("x", kind, value))
    assert (fact.value, fact.source) == (read, "agent")


@pytest.mark.parametrize(
    ("kind", "value"), [(SlotKind.DATE, "soon"), (SlotKind.MONEY, "much EUR"), (SlotKind.NUMBER, "a few")]
)
def test_a_slot_that_is_not_of_its_kind_is_refused(kind, value):
    with pytest.raises(ValueError):
        slot_fact(Slot("x", kind, value))
    with pytest.raises(ValueError):
        Plan("thanks", "de", Outcome.ACKNOWLEDGE).with_slot(Slot("x", kind, value))


def test_empty_words_give_a_block_back_to_its_text():
    plan = Plan("thanks", "de", Outcome.ACKNOWLEDGE).edited("facts", "Eigenes")
    assert plan.edits == (BlockEdit("facts", "Eigenes"),)
    assert plan.edited("facts", "").edits == ()


def test_a_slot_is_set_once_and_can_be_taken_away():
    plan = Plan("thanks", "de", Outcome.ACKNOWLEDGE)
    first = plan.with_slot(Slot("refund_days", SlotKind.NUMBER, "5"))
    second = first.with_slot(Slot("refund_days", SlotKind.NUMBER, "7"))
    assert [slot.value for slot in second.slots] == ["7"]
    assert second.with_slot(Slot("refund_days", SlotKind.NUMBER, "")).slots == ()
