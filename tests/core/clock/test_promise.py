"""Promises: the first row that fits, and that only the desk's turn counts."""

from __future__ import annotations

from datetime import timedelta

import pytest

from maildesk.core.clock.clock import State
from maildesk.core.clock.promise import Contact, Level, Promise, Turn, hand_over, promise_clock, promised
from maildesk.core.clock.span import span_of
from tests.core.clock.calendars import CALENDARS, at

FIRST = Promise.FIRST_REPLY
ROWS = (
    Level(FIRST, span_of("1 working hour"), "office", "Asia/Shanghai", tiers=frozenset({"A", "B"})),
    Level(FIRST, span_of("20 hours"), channels=frozenset({"amazon", "walmart"})),
    Level(FIRST, span_of("2 working hours"), "office", "Asia/Shanghai", intents=frozenset({"complaint"})),
    Level(FIRST, span_of("4 working hours"), "office", "Asia/Shanghai", languages=frozenset({"en", "de"})),
    Level(FIRST, span_of("8 working hours"), "office", "Asia/Shanghai"),
)


@pytest.mark.parametrize(
    ("contact", "span"),
    [
        (Contact("amazon"), "20 hours"),
        (Contact("amazon", tier="A"), "1 working hour"),
        (Contact("own", intent="complaint", language="en"), "2 working hours"),
        (Contact("own", language="de"), "4 working hours"),
        (Contact("own", tier="small", language="ja"), "8 working hours"),
    ],
)
def test_the_first_row_that_fits_holds(contact: Contact, span: str) -> None:
    row = promised(ROWS, FIRST, contact)
    assert row is not None
    assert str(row.span) == span


def test_without_a_row_nothing_is_promised() -> None:
    assert promised(ROWS, Promise.RESOLUTION, Contact("own")) is None


def test_a_marketplace_counts_the_weekend_and_the_desk_does_not() -> None:
    friday = at("2026-11-20 08:00")
    market, desk = (promise_clock(ROWS[place], "c", friday, CALENDARS) for place in (1, 4))
    assert (market.due_at, desk.due_at) == (at("2026-11-21 04:00"), at("2026-11-23 08:00"))


def test_the_buyers_turn_does_not_count() -> None:
    clock = promise_clock(ROWS[4], "c", at("2026-11-23 02:00"), CALENDARS)
    waiting, _ = hand_over(clock, Turn.BUYER, at("2026-11-23 04:00"), CALENDARS)
    assert (waiting.state, waiting.left) == (State.PAUSED, timedelta(hours=6))
    ours, _ = hand_over(waiting, Turn.DESK, at("2026-11-25 02:00"), CALENDARS)
    assert ours.due_at == at("2026-11-25 08:00")
    assert hand_over(ours, Turn.DONE, at("2026-11-25 03:00"), CALENDARS)[0].state is State.STOPPED
