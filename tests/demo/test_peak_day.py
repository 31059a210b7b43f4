"""A compressed peak day in its short form: 60 mails, six agents; the plan with its squad and without."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from maildesk.cli.peak_days import Line
from maildesk.demo.peak_day import peak_day
from maildesk.demo.peak_desk import END, START, Way, furnished, pace
from maildesk.demo.peak_mails import asks
from maildesk.demo.peak_told import about, table

MAILS, SEED = 60, 7


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return furnished(tmp_path_factory.mktemp("peak"), MAILS, SEED)


@pytest.fixture(scope="module")
def days(desk):
    return {way: peak_day(desk, way) for way in (Way.SQUAD_OFF, Way.SQUAD_ON)}


def test_the_same_seed_brings_the_same_mails_within_a_day():
    one, two = asks(MAILS, SEED, START), asks(MAILS, SEED, START)
    assert one == two
    assert one != asks(MAILS, SEED + 1, START)
    assert all(START <= ask.at < END for ask in one)
    assert [ask.at for ask in one] == sorted(ask.at for ask in one)
    assert {ask.kind for ask in asks(500, SEED, START) if ask.patience} == {"threat"}


def test_an_answer_takes_what_six_agents_can_just_do_in_a_day():
    assert MAILS * pace(MAILS) == 6 * timedelta(days=1)


@pytest.mark.slow
def test_no_mail_is_lost(days):
    for day in days.values():
        assert day.answered + day.waiting == day.everybody.count == MAILS
        assert day.unanswered == 0


@pytest.mark.slow
def test_the_desk_tells_exactly_the_exceptional_matters_apart(days):
    for day in days.values():
        assert day.sorted_out == day.exceptional.count > 0


@pytest.mark.slow
def test_the_squad_alone_makes_the_exceptions_quicker_while_the_others_do_not_wait_much_longer(days):
    off, on = days[Way.SQUAD_OFF], days[Way.SQUAD_ON]
    # most of each wait is the work itself: with 60 mails a day an answer takes more than two hours
    assert on.exceptional.median < off.exceptional.median
    assert on.exceptional.longest < off.exceptional.longest
    assert on.gone <= off.gone
    assert on.ordinary.median < 1.25 * off.ordinary.median


@pytest.mark.slow
def test_without_a_plan_nothing_is_told_apart_and_no_answer_prepared(desk, days):
    calm = peak_day(replace(desk, coming=desk.coming[:12]), Way.NO_PLAN)
    assert (calm.sorted_out, calm.prepared, calm.everybody.count) == (0, 0, 12)
    assert min(day.prepared for day in days.values()) > 0


@pytest.mark.slow
def test_the_days_stand_side_by_side(days):
    head, *rows = table(days).splitlines()
    assert head.endswith("plan, squad off   plan and squad")
    assert all(len(row) == len(head) for row in rows)


def test_what_is_compared_is_told_before_it_begins():
    said = about(5000, SEED)
    assert "The same 5000 mails of seed 7" in said
    assert "an answer takes 104 seconds" in said
    assert "waits 2 to 8 hours" in said


def test_how_far_the_days_are_is_told_all_the_way(capsys):
    line = Line(1000)
    for way in Way:
        for come in range(0, 1001, 50):
            line.show(way, come, START)
        line.show(way, 1000, END + timedelta(hours=1))
    told = capsys.readouterr().out.splitlines()
    assert 12 <= len(told) <= 13
    assert "no plan: 00:00, 500 of 1000 mails" in told[2]
    assert told[-1].startswith("[" + "#" * 30)
