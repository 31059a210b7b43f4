"""What an answer promised is read from the facts in it, the earliest day counting."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from maildesk.core.care.promise import promised
from maildesk.core.reply.facts import Facts
from maildesk.core.reply.plan import Outcome, Plan, Slot, SlotKind
from maildesk.core.reply.rendered import FactSpan

#: A Tuesday: an answer is promised for the next day, a look for three days later.
FACTS = Facts(datetime(2026, 11, 24, 9, tzinfo=UTC))
PLAN = Plan("status_in_transit", "de", Outcome.INFORM)


def spans(*names):
    return [FactSpan(0, 1, name, "desk.revisit") for name in names]


@pytest.mark.parametrize(
    ("names", "day", "look_again"),
    [
        (("look_again_on",), date(2026, 11, 27), True),
        (("answer_by",), date(2026, 11, 25), False),
        (("look_again_on", "answer_by"), date(2026, 11, 25), False),
    ],
)
def test_the_day_that_the_buyer_read_is_the_one_that_is_kept(names, day, look_again):
    found = promised(PLAN, spans(*names), FACTS)
    assert (found.on, found.look_again) == (day, look_again)


def test_the_day_an_agent_wrote_stands_before_the_shops():
    plan = PLAN.with_slot(Slot("look_again_on", SlotKind.DATE, "2026-12-04"))
    assert promised(plan, spans("look_again_on"), FACTS).on == date(2026, 12, 4)


def test_an_answer_without_a_day_promises_nothing():
    assert promised(PLAN, spans("order_number"), FACTS) is None


def test_a_promise_is_due_in_the_morning_of_the_buyers_day():
    found = promised(PLAN, spans("look_again_on"), FACTS)
    assert found.due_at(ZoneInfo("Asia/Tokyo")) == datetime(2026, 11, 27, 1, tzinfo=UTC)
