"""The moment that a platform names for a case: more time, less time, and a case that no pack knows."""

from datetime import timedelta

import pytest

from maildesk.core.dispute.case import Entered
from maildesk.db import tables as t
from maildesk.flow.cases import acts
from maildesk.flow.clocks import ringing
from tests.flow.cases.test_cases import notice, trusting  # noqa: F401 - a fixture

DAY = timedelta(days=1)
OPENS = "Your buyer opened a return for order 12-34567-89012. Return ID 5123456789."


def clock(office):
    return next(row for row in office.all(t.ClockRow) if row.family == "platform")


def enter(office, case, **told):
    with office.store.writing() as session:
        return acts.enter(session, Entered("paypal", case, "respond", office.now, **told), office.now, office.doing())


def date(office, respond_by):
    with office.store.writing() as session:
        return acts.date(session, office.seen(office.all(t.Case)[0]), respond_by, office.doing())


def test_more_time_in_the_next_notice_moves_the_end_and_rings_anew_what_lies_ahead_again(trusting):  # noqa: F811
    notice(trusting, text=f"{OPENS} Please respond by 25 November 2026.")
    before = clock(trusting)
    trusting.now = before.due_at - timedelta(minutes=10)
    ringing.ring(trusting.store, trusting.now)
    notice(trusting, text=f"{OPENS} Please respond by 30 November 2026.")
    assert clock(trusting).due_at - before.due_at == 5 * DAY
    ringing.ring(trusting.store, clock(trusting).due_at - timedelta(minutes=1))
    rang = [ring.act for ring in trusting.all(t.Ring) if ring.clock_id == before.id]
    assert rang == ["warn", "warn_again", "escalate", "escalate"] * 2


@pytest.mark.parametrize("days", [1, 9])
def test_less_or_more_time_that_a_person_reads_on_the_platform_counts_at_once(trusting, days):  # noqa: F811
    enter(trusting, "claim")
    date(trusting, trusting.now + days * DAY)
    assert clock(trusting).due_at == trusting.now - timedelta(seconds=1) + days * DAY
    assert [event.code for event in trusting.all(t.CaseEvent)] == ["opened", "date_moved"]


def test_a_case_that_no_pack_knows_says_so_and_has_a_clock_once_a_moment_is_named(trusting):  # noqa: F811
    enter(trusting, "riddle")
    assert [row for row in trusting.all(t.ClockRow) if row.family == "platform"] == []
    assert [event.code for event in trusting.all(t.CaseEvent)] == ["opened", "no_deadline"]
    date(trusting, trusting.now + 4 * DAY)
    assert (clock(trusting).state, clock(trusting).origin["given"]) == ("running", True)
    ringing.ring(trusting.store, trusting.now + 5 * DAY)
    rang = [ring.act for ring in trusting.all(t.Ring)]
    assert rang == ["warn", "warn_again", "escalate", "escalate", "expire"]


def test_a_moment_told_with_a_case_that_no_pack_knows_is_its_clock(trusting):  # noqa: F811
    enter(trusting, "riddle", respond_by=trusting.now + 4 * DAY)
    assert clock(trusting).kind == "paypal riddle respond"
