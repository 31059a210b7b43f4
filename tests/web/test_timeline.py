"""The line of the next two days: nobody is missing, late ones are at the left, nothing leaves the picture."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from maildesk.web.timeline import HEIGHT, LATE_WIDTH, Due, bars, marks, ticks

NOW = datetime(2026, 11, 20, 8, 20, tzinfo=UTC)


def _due(*hours: float) -> list[Due]:
    return [Due(i, NOW + timedelta(hours=each)) for i, each in enumerate(hours)]


def test_every_due_conversation_has_a_tick():
    assert {tick.id for tick in ticks(_due(-3, 0, 1, 5, 5, 47.9), NOW)} == {0, 1, 2, 3, 4, 5}


def test_late_ones_pile_up_left_of_now():
    drawn = ticks(_due(*[-1.0] * 200, 3), NOW)
    late = [tick for tick in drawn if tick.urgency == "late"]
    assert len(late) == 200
    assert all(tick.x + tick.width <= LATE_WIDTH for tick in late)
    assert all(tick.x >= LATE_WIDTH for tick in drawn if tick.urgency != "late")


def test_ticks_that_are_due_together_stand_on_each_other_within_the_picture():
    drawn = ticks(_due(*[10.0] * 50), NOW)
    assert len({tick.y for tick in drawn}) == 50
    assert all(0 <= tick.y <= tick.y + tick.height <= HEIGHT for tick in drawn)


def test_what_is_due_within_two_hours_is_soon():
    assert [tick.urgency for tick in ticks(_due(-1, 1.9, 2.1), NOW)] == ["late", "soon", "calm"]


def test_marks_stand_at_the_desks_own_hours():
    found = marks(NOW, ZoneInfo("Asia/Shanghai"))
    assert [mark.at.hour for mark in found][:3] == [18, 0, 6]
    assert [mark.midnight for mark in found][:3] == [False, True, False]
    assert all(LATE_WIDTH < mark.x < 100 for mark in found)


def test_bars_share_one_scale_and_an_empty_day_has_none():
    drawn = bars([(NOW, 4, 1), (NOW, 0, 2)], height=40)
    assert [(bar.came_height, bar.left_height) for bar in drawn] == [(40, 10), (0, 20)]
    assert bars([(NOW, 0, 0)])[0].came_height == 0
