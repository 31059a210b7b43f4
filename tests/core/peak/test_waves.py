"""The waves of mail after an event, and what a shop's own mailbox teaches about them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from maildesk.core.peak.event import Kind
from maildesk.core.peak.waves import Days, Supply, Wave, expected, learnt
from tests.core.peak.rows import NAMES, SOURCED, on

SALES = frozenset({Kind.SALE})
HOME = Wave("where", NAMES, SALES, Supply.DOMESTIC, Days(4, 14), SOURCED, Days(7, 10))
ABROAD = replace(HOME, supply=Supply.CROSS_BORDER, days=Days(10, 35), peak=Days(15, 25))
BLACK_FRIDAY = on(date(2026, 11, 27))


def test_the_wave_of_goods_from_across_the_border_comes_later() -> None:
    home, abroad = expected([HOME, ABROAD], [BLACK_FRIDAY], Supply)
    assert home.peak == (date(2026, 12, 4), date(2026, 12, 7))
    assert abroad.peak == (date(2026, 12, 12), date(2026, 12, 22))


def test_only_the_ways_that_the_goods_take_count() -> None:
    assert [each.wave.supply for each in expected([HOME, ABROAD], [BLACK_FRIDAY], [Supply.DOMESTIC])] == [
        Supply.DOMESTIC
    ]


def test_a_wave_follows_only_its_kinds_of_events() -> None:
    assert expected([HOME], [on(date(2026, 12, 25), kind=Kind.OCCASION)], Supply) == ()


def test_a_wave_after_several_days_lasts_until_after_the_last_of_them() -> None:
    (wave,) = expected([HOME], [on(date(2026, 6, 23), date(2026, 6, 26))], Supply)
    assert (wave.first, wave.last) == (date(2026, 6, 27), date(2026, 7, 10))


def test_a_shop_teaches_when_its_own_wave_comes() -> None:
    found = learnt(HOME, {2: 1, 8: 10, 9: 30, 10: 40, 11: 30, 12: 10, 60: 2})
    assert (found.days, found.peak, found.learnt) == (Days(8, 12), Days(9, 10), True)


def test_too_few_mails_teach_nothing() -> None:
    assert learnt(HOME, {8: 10, 9: 20}) is HOME


@pytest.mark.parametrize(("first", "last"), [(5, 4), (-201, 0), (0, 201)])
def test_days_that_cannot_be_are_refused(first: int, last: int) -> None:
    with pytest.raises(ValueError, match="wanted a first and a last"):
        Days(first, last)
