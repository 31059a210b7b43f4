"""Switches come by their day and go by their day."""

from __future__ import annotations

from datetime import date

import pytest

from maildesk.core.peak.event import Kind, Side
from maildesk.core.peak.switches import Switch, What, closure, first_reply_factor, honest, in_force, strongest
from maildesk.core.peak.waves import Days
from maildesk.core.reply.facts import Policy
from tests.core.peak.rows import SOURCED, on

SALES, CLOSURES = frozenset({Kind.SALE}), frozenset({Kind.CLOSURE})
SALE = on(date(2026, 11, 27))
ABROAD = on(date(2026, 11, 27), id="abroad", countries=("US",))
CLOSED = on(date(2027, 2, 3), date(2027, 2, 16), id="closed", kind=Kind.CLOSURE, side=Side.SUPPLY, countries=("CN",))


def switch(what: What, value: float, days: tuple[int, int] = (0, 14), kinds: frozenset[Kind] = SALES) -> Switch:
    return Switch(f"{what}_{value:g}", what, value, kinds, Days(*days), SOURCED)


REPLY = switch(What.FIRST_REPLY, 1.5)


@pytest.mark.parametrize(
    ("day", "factor"),
    [(date(2026, 11, 26), 1), (date(2026, 11, 27), 1.5), (date(2026, 12, 11), 1.5), (date(2026, 12, 12), 1)],
)
def test_a_service_level_switches_by_date_and_back(day: date, factor: float) -> None:
    assert first_reply_factor(in_force([REPLY], [SALE], day)) == factor


def test_a_switch_of_named_events_leaves_others_alone() -> None:
    named = Switch("named", What.SQUAD, 1, SALES, Days(0, 1), SOURCED, frozenset({"elsewhere"}))
    assert in_force([named], [SALE], SALE.first) == ()


def test_of_two_switches_the_longer_window_counts_and_the_lower_threshold() -> None:
    rows = [
        switch(What.TRANSIT_DAYS, 4),
        switch(What.TRANSIT_DAYS, 9),
        switch(What.UNSOLVED_MAILS, 2),
        switch(What.UNSOLVED_MAILS, 4),
    ]
    on_today = in_force(rows, [SALE], SALE.first)
    transit, unsolved = (strongest(on_today, what) for what in (What.TRANSIT_DAYS, What.UNSOLVED_MAILS))
    assert transit
    assert unsolved
    assert (transit.switch.value, unsolved.switch.value) == (9, 2)


def test_a_draft_promises_honest_windows_where_the_event_is_felt() -> None:
    on_today = in_force([switch(What.TRANSIT_DAYS, 6), switch(What.SILENT_DAYS, 4)], [ABROAD], SALE.first)
    assert honest(Policy(), on_today, "DE") == Policy()
    assert honest(Policy(), on_today, "US") == Policy(transit_days=(11, 31), silent_days=14)


def test_a_closure_where_goods_come_from_is_told_everywhere_until_its_end() -> None:
    rows = [switch(What.CLOSURE_NOTICE, 1, (-14, 7), CLOSURES), switch(What.HANDLING_DAYS, 14, (-14, 14), CLOSURES)]
    early, late = in_force(rows, [CLOSED], date(2027, 1, 20)), in_force(rows, [CLOSED], date(2027, 2, 24))
    assert closure(early, "BR") == CLOSED
    assert closure(late, "BR") is None
    assert honest(Policy(), late, "BR").handling_days == 17


def test_a_closure_of_the_buyers_side_is_no_closure_of_ours() -> None:
    there = on(date(2026, 4, 29), id="golden", kind=Kind.CLOSURE, side=Side.DEMAND, countries=("JP",))
    on_today = in_force([switch(What.CLOSURE_NOTICE, 1, (0, 5), CLOSURES)], [there], there.first)
    assert closure(on_today, "JP") is None


@pytest.mark.parametrize(("what", "value"), [(What.FIRST_REPLY, 9), (What.TRANSIT_DAYS, 0), (What.SQUAD, 2)])
def test_a_value_that_no_switch_can_have_is_refused(what: What, value: float) -> None:
    with pytest.raises(ValueError, match=f"{what} of {value:g}: wanted"):
        switch(what, value)
