"""The form of a draft's parts as a plan: only what differs from what was shown becomes the agent's."""

from dataclasses import replace

import pytest

from maildesk.core.reply.plan import AddedBlock, BlockEdit, Outcome, Plan, Slot, SlotKind
from maildesk.core.rules.decision import OUTCOMES
from maildesk.errors import UsageError
from maildesk.texts.load import load
from maildesk.web.matters.draft_form import plan_from

PLAN = Plan("status_in_transit", "de", Outcome.INFORM)
OWN = BlockEdit("we_do", "Mein Satz.")
BY_HAND = replace(PLAN, edits=(OWN,))


@pytest.fixture(scope="module")
def texts():
    return load()


@pytest.mark.parametrize(
    ("plan", "form", "changed"),
    [
        (PLAN, {}, {}),
        (PLAN, {"slot.carrier": "DHL", "was.carrier": "DHL", "kind.carrier": "name"}, {}),
        (PLAN, {"slot.carrier": "GLS", "was.carrier": "DHL", "kind.carrier": "name"}, {"slots": (Slot("carrier", SlotKind.NAME, "GLS"),)}),
        (PLAN, {"block.we_do": "Alt.\r\n", "before.we_do": "Alt."}, {}),
        (PLAN, {"block.we_do": "Mein Satz.", "before.we_do": "Alt."}, {"edits": (OWN,)}),
        (BY_HAND, {"block.we_do": "Mein Satz.", "before.we_do": "Mein Satz."}, {"edits": (OWN,)}),
        (BY_HAND, {"block.we_do": "", "before.we_do": "Mein Satz."}, {"edits": ()}),
        (BY_HAND, {}, {"edits": (OWN,)}),
        (PLAN, {"out.you_can": "1"}, {"removed": ("you_can",)}),
        (PLAN, {"add": "return_how_to.you_can", "after": "facts"}, {"added": (AddedBlock("return_how_to", "you_can", "facts"),)}),
        (PLAN, {"add": "no_such.block"}, {}),
        (PLAN, {"template": "parcel_lost"}, {"template": "parcel_lost", "outcome": OUTCOMES["parcel_lost"], "because": ("by_agent",)}),
        (PLAN, {"template": "../secret"}, {}),
    ],
)  # fmt: skip
def test_the_form_makes_the_plan(texts, plan, form, changed):
    made = plan_from(form, plan, texts)
    assert {name: getattr(made, name) for name in Plan.__slots__} == {
        name: getattr(plan, name) for name in Plan.__slots__
    } | changed


@pytest.mark.parametrize(("kind", "value"), [("date", "tomorrow"), ("money", "twelve"), ("number", "many")])
def test_a_fact_not_written_as_its_kind_is_named(texts, kind, value):
    with pytest.raises(UsageError, match=value):
        plan_from({"slot.expected_by": value, "kind.expected_by": kind}, PLAN, texts)
