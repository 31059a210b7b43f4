"""What an agent can change about a draft that she cannot read."""

from datetime import UTC, datetime

import pytest

from maildesk.core.reply.catalogue import Catalogue
from maildesk.core.reply.choices import library, outcomes, switched, written
from maildesk.core.reply.draft import draft
from maildesk.core.reply.facts import Fact
from maildesk.core.reply.plan import AddedBlock, Outcome, Plan, Slot, SlotKind
from maildesk.core.reply.render import mirror, render
from maildesk.core.reply.text import compile_text
from maildesk.core.reply.vocabulary import fact
from maildesk.core.rules.decision import TEMPLATES
from maildesk.texts.load import load
from maildesk.texts.samples import samples


@pytest.fixture(scope="module")
def texts():
    return load()


@pytest.fixture(scope="module")
def moving():
    return next(each for each in samples("ja") if each.name == "in_transit")


@pytest.mark.parametrize(("name", "value"), [("expected_by", "2026-10-26"), ("tracking_number", "YT2628100700001234")])
def test_a_fact_is_written_as_its_slot_wants_it(moving, name, value):
    assert written(fact(name, moving.facts), moving.facts) == value


def test_a_moment_is_written_as_the_day_it_is_for_the_buyer(moving):
    late = Fact("delivered_at", datetime(2026, 10, 26, 23, 30, tzinfo=UTC), "order")
    assert written(late, moving.facts) == "2026-10-27"


def test_setting_a_fact_changes_draft_and_mirror_together(texts, moving):
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
