"""Rungs: what is left when they are reached."""

from __future__ import annotations

from datetime import timedelta

import pytest

from maildesk.core.clock.ladder import Act, Rung

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("rung", "left"),
    [
        (Rung(Act.WARN, share=0.75), 6 * HOUR),
        (Rung(Act.WARN, lead=2 * HOUR), 2 * HOUR),
        (Rung(Act.WARN, after=20 * HOUR), 4 * HOUR),
        (Rung(Act.ESCALATE, lead=48 * HOUR), 24 * HOUR),
        (Rung(Act.ESCALATE, after=48 * HOUR), 0 * HOUR),
    ],
)
def test_a_rung_of_a_day_is_reached_with_so_much_left(rung: Rung, left: timedelta) -> None:
    assert rung.left(24 * HOUR) == left


@pytest.mark.parametrize(
    ("act", "marks", "wrong"),
    [
        (Act.WARN, {}, "needs one of"),
        (Act.WARN, {"share": 0.5, "lead": HOUR}, "needs one of"),
        (Act.WARN, {"share": 1.0}, "between 0 and 1"),
        (Act.WARN, {"share": 0.0}, "between 0 and 1"),
        (Act.WARN, {"lead": -HOUR}, "outside"),
        (Act.EXPIRE, {"lead": HOUR}, "not by a rung"),
    ],
)
def test_a_rung_that_cannot_be_is_refused(act: Act, marks: dict[str, float], wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong):
        Rung(act, **marks)
