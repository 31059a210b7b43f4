"""A compressed peak day in its short form: 100 mails, six agents, with and without the plan."""

from __future__ import annotations

from datetime import timedelta

import pytest

from maildesk.demo.peak_day import START
from maildesk.demo.peak_mails import asks
from maildesk.demo.peak_told import both_days, table

MAILS, SEED = 100, 7
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def days():
    return both_days(MAILS, SEED, lambda _day, _come: None)


def test_the_same_seed_brings_the_same_mails_within_a_day():
    one, two = asks(MAILS, SEED, START), asks(MAILS, SEED, START)
    assert one == two
    assert one != asks(MAILS, SEED + 1, START)
    assert all(START <= ask.at < START + timedelta(days=1) for ask in one)
    assert [ask.at for ask in one] == sorted(ask.at for ask in one)


def test_no_mail_is_lost_on_either_day(days):
    for day in days:
        assert day.answered + day.waiting == MAILS


def test_every_exceptional_matter_and_no_other_goes_to_the_squad(days):
    without, with_plan = days
    assert without.squad_took == 0
    assert with_plan.squad_took == with_plan.exceptional == without.exceptional > 0


def test_the_squad_answers_the_exceptions_while_the_others_do_not_wait_much_longer(days):
    without, with_plan = days
    assert 2 * with_plan.median < without.median
    assert with_plan.over_two_hours < without.over_two_hours
    assert with_plan.ordinary_median < 1.25 * without.ordinary_median


def test_the_rising_question_of_the_day_gets_its_prepared_answer(days):
    without, with_plan = days
    assert (without.prepared, with_plan.prepared > 0) == (0, True)


def test_both_days_stand_side_by_side(days):
    told = table(*days)
    assert "without plan" in told
    assert told.count("\n") == 11
