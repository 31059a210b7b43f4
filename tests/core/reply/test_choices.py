"""What an agent can change about a draft that she cannot read."""

import pytest

from maildesk.core.reply.catalogue import Catalogue
from maildesk.core.reply.choices import Field, fields, library, outcomes, switched
from maildesk.core.reply.draft import draft
from maildesk.core.reply.plan import AddedBlock, Outcome, Plan, Slot, SlotKind
from maildesk.core.reply.render import mirror, render
from maildesk.core.reply.text import compile_text
from maildesk.core.rules.decision import TEMPLATES
from maildesk.texts.load import load
from maildesk.texts.samples import samples


@pytest.fixture(scope="module")
def texts():
    return load()


@pytest.fixture(scope="module")
def moving():
    return next(each for each in samples("ja") if each.name == "in_transit")


def test_the_fields_of_a_draft_are_the_facts_it_writes(texts, moving):
    plan, _ = draft(moving.intent, moving.facts, texts)
    found = {field.name: field for field in fields(plan, moving.facts, texts)}
    assert found["expected_by"] == Field("expected_by", SlotKind.DATE, "2026-10-26", "shop.transit_days")
    assert found["tracking_number"].value == "YT2628100700001234"
    assert "out_for_delivery" not in found


def test_an_open_slot_is_a_field_without_value(texts, moving):
    plan = Plan("product_question", "ja", Outcome.INFORM)
    answer = next(field for field in fields(plan, moving.facts, texts) if field.name == "answer")
    assert (answer.kind, answer.value, answer.source) == (SlotKind.TEXT, "", "")


def test_every_field_can_be_given_back_as_a_slot(texts):
    for sample in samples("de"):
        plan, _ = draft(sample.intent, sample.facts, texts)
        for field in fields(plan, sample.facts, texts):
            assert plan.with_slot(Slot(field.name, field.kind, field.value)) is not None


def test_setting_a_field_changes_draft_and_mirror_together(texts, moving):
    plan, _ = draft(moving.intent, moving.facts, texts)
    later = plan.with_slot(Slot("expected_by", SlotKind.DATE, "2026-11-02"))
    assert "11月2日" in render(later, moving.facts, texts).text
    assert "2 November" in mirror(later, moving.facts, texts, "en").text


def test_another_outcome_keeps_what_was_set_and_drops_what_was_written():
    before = Plan("status_in_transit", "de", Outcome.INFORM, slots=(Slot("answer_by", SlotKind.DATE, "2026-10-12"),))
    after = switched(before.edited("facts", "Eigenes"), "status_stuck_enquiry")
    assert (after.template, after.slots, after.edits) == ("status_stuck_enquiry", before.slots, ())
    assert after.because == ("by_agent",)


def test_every_reply_of_the_locale_is_an_outcome(texts):
    found = dict(outcomes(texts, "he"))
    assert found["parcel_lost"] is Outcome.HAND_OVER
    assert found.keys() >= set(TEMPLATES)


@pytest.mark.parametrize("name", ["greeting_new_year", "followup_confirm", "peak_note", "case_delivered"])
def test_what_answers_no_mail_is_no_outcome(texts, name):
    assert name not in dict(outcomes(texts, "en"))


def test_the_blocks_of_a_note_can_be_added_to_a_reply(texts):
    found = library(texts, "en")
    assert AddedBlock("peak_note", "window") in found
    assert AddedBlock("greeting_new_year", "we_do") not in found


def test_blocks_of_other_texts_can_be_added(texts, moving):
    added = AddedBlock("parcel_pickup", "you_can")
    assert added in library(texts, "ja")
    plan, _ = draft(moving.intent, moving.facts, texts)
    longer = render(Plan(plan.template, plan.locale, plan.outcome, added=(added,)), moving.facts, texts)
    assert [block.name for block in longer.blocks][-2:] == ["parcel_pickup.you_can", "closing"]


def test_a_shops_own_text_can_be_chosen():
    own = compile_text("holiday", "de", "{% block facts %}Wir machen Pause.{% endblock %}")
    assert outcomes(Catalogue({("holiday", "de"): own}), "de") == (("holiday", Outcome.INFORM),)
