"""Notices that are not as they should be: each has its outcome, and the case says what is not sure about it."""

from datetime import timedelta

import pytest

from maildesk.db import tables as t
from maildesk.db.queries import cases as read
from maildesk.flow.cases import acts, doubts
from tests.flow.cases.test_cases import notice, trusting  # noqa: F401 - a fixture

OPENS = "Your buyer opened a return for order 12-34567-89012. Return ID 5123456789."
OVER = "The return 5123456789 for order 12-34567-89012 was closed. No further action is needed."


def said(office):
    with office.store.reading() as session:
        return doubts.of(read.load(session, session.get_one(t.Case, office.all(t.Case)[-1].id)))


def clock(office):
    return [row for row in office.all(t.ClockRow) if row.family == "platform"][-1]


def close(office):
    notice(office, subject="Your return case is closed: order 12-34567-89012", text=OVER)


def test_of_two_dates_the_earlier_counts_and_the_case_says_so(trusting):  # noqa: F811
    notice(trusting, text=f"{OPENS} Please respond by 25 November 2026. Submit evidence before 28 November 2026.")
    assert said(trusting) == ("several_dates",)
    assert clock(trusting).due_at.date().isoformat() in ("2026-11-24", "2026-11-25")


def test_a_past_date_is_not_believed_and_the_packs_deadline_counts(trusting):  # noqa: F811
    mail = notice(trusting, text=f"{OPENS} Please respond by 1 March 2026.")
    assert said(trusting) == ("past_date",)
    assert (clock(trusting).origin["given"], clock(trusting).due_at > mail.arrived_at) == (False, True)


def test_an_unknown_order_opens_the_case_with_its_clock_and_is_said_to_be_unknown(trusting):  # noqa: F811
    text = OPENS.replace("12-34567-89012", "99-99999-99999")
    notice(trusting, subject="A buyer opened a return request for order 99-99999-99999", text=text)
    assert said(trusting) == ("order_not_in_book",)
    assert clock(trusting).state == "running"


def test_another_currency_than_the_orders_is_said(trusting):  # noqa: F811
    notice(trusting, text=f"{OPENS} Amount: US $84.00. Please respond.")
    assert said(trusting) == ("currency_differs",)


@pytest.mark.parametrize("language", ["Ihr Käufer hat eine Rückgabe eröffnet", "Twój kupujący otworzył zwrot"])
def test_the_language_of_a_notice_decides_nothing(trusting, language):  # noqa: F811
    notice(trusting, text=f"{language}: order 12-34567-89012. Return ID 5123456789. Please respond.")
    assert (trusting.all(t.Case)[0].case, clock(trusting).state) == ("return", "running")


def test_a_closed_case_that_the_platform_tells_of_anew_is_open_again_and_says_so(trusting):  # noqa: F811
    notice(trusting)
    close(trusting)
    trusting.now += timedelta(days=1)
    notice(trusting)
    assert [case.state for case in trusting.all(t.Case)] == ["open"]
    assert (said(trusting), clock(trusting).state) == (("reopened",), "running")


def test_the_end_of_a_closed_case_told_again_changes_nothing_and_stands_in_its_history(trusting):  # noqa: F811
    notice(trusting)
    close(trusting)
    trusting.now += timedelta(days=1)
    close(trusting)
    assert [event.code for event in trusting.all(t.CaseEvent)] == ["opened", "closed", "told_again"]


def test_the_same_notice_twice_is_one_case_with_one_clock_and_stands_in_its_history(trusting):  # noqa: F811
    notice(trusting)
    trusting.now += timedelta(hours=2)
    notice(trusting)
    assert [event.code for event in trusting.all(t.CaseEvent)] == ["opened", "told_again"]
    assert len([row for row in trusting.all(t.ClockRow) if row.family == "platform"]) == 1


def test_what_the_check_of_an_unproven_notice_doubts_stays_with_the_case_it_opens(trusting):  # noqa: F811
    notice(trusting, text=f"{OPENS} Please respond by 1 March 2026.", Authentication_Results="")
    with trusting.store.writing() as session:
        acts.genuine(session, trusting.all(t.Task)[0].id, trusting.doing())
    assert said(trusting) == ("past_date",)


def test_a_forged_notice_opens_nothing_and_is_kept_as_forged(trusting):  # noqa: F811
    notice(trusting, Authentication_Results="")
    with trusting.store.writing() as session:
        acts.forged(session, trusting.all(t.Task)[0].id, trusting.doing())
    (task,) = trusting.all(t.Task)
    assert (task.state, task.outcome, trusting.all(t.Case)) == ("dismissed", "forged", [])
    assert "running" not in {row.state for row in trusting.all(t.ClockRow)}
