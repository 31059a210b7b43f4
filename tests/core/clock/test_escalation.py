"""When a matter goes up, why, and to whom."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from maildesk.core.clock.escalation import Cause, Limits, Standing, causes, next_owner, share_gone
from maildesk.core.clock.span import span_of
from maildesk.core.clock.turn import pause, start, start_until
from tests.core.clock.calendars import CALENDARS, at

NOON = at("2026-11-23 12:00")


@pytest.mark.parametrize(
    ("standing", "found"),
    [
        (Standing(), ()),
        (Standing(gone=0.84), ()),
        (Standing(gone=0.85), (Cause.BREACH_NEAR,)),
        (Standing(threat=True), (Cause.THREAT,)),
        (Standing(unsolved_mails=2, contacts=2, amount=Decimal("199.99")), ()),
        (Standing(unsolved_mails=3), (Cause.UNSOLVED_MAILS,)),
        (Standing(amount=Decimal(200)), (Cause.AMOUNT,)),
        (Standing(contacts=3, threat=True), (Cause.THREAT, Cause.REPEAT_CONTACT)),
    ],
)
def test_a_matter_goes_up_for_its_causes(standing: Standing, found: tuple[Cause, ...]) -> None:
    assert causes(standing, Limits()) == found


def test_a_clock_of_working_time_is_gone_by_working_time() -> None:
    office = start("c", "k", at("2026-11-20 09:00"), span_of("10 working hours"), CALENDARS, calendar="office")
    assert share_gone(office, at("2026-11-22 12:00"), CALENDARS) == pytest.approx(0.8)
    assert share_gone(office, at("2026-11-24 12:00"), CALENDARS) == 1


def test_a_paused_clock_brings_no_breach() -> None:
    paused, _ = pause(start("c", "k", NOON, span_of("24 hours"), CALENDARS), NOON, CALENDARS)
    assert share_gone(paused, NOON + timedelta(hours=30), CALENDARS) == 0


def test_a_clock_without_time_is_at_its_breach() -> None:
    assert share_gone(start_until("c", "k", NOON, NOON), NOON, CALENDARS) == 1


@pytest.mark.parametrize(("times", "owner"), [(0, "owner"), (1, "lead"), (2, "supervisor"), (3, "squad"), (9, "squad")])
def test_each_escalation_passes_to_the_next_of_the_chain(times: int, owner: str) -> None:
    assert next_owner(times) == owner
