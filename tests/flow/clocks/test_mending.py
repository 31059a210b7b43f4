"""A clock that cannot be counted: set aside and told, the others go on, nobody is kept from answering, and it can be mended."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from maildesk.core.dispute.case import Outcome
from maildesk.db import tables as t
from maildesk.flow.cases import acts as cases
from maildesk.flow.clocks import mending, ringing
from maildesk.flow.matters import acts
from tests.flow.cases.test_cases import notice, trusting  # noqa: F401 - a fixture

DAY = timedelta(days=1)


def break_all(office):
    with office.store.writing() as session:
        session.execute(update(t.ClockRow).values(span="3 business days", calendar="XX"))


def clock(office, family):
    return next(row for row in office.all(t.ClockRow) if row.family == family)


@pytest.fixture
def broken(trusting):  # noqa: F811
    """An eBay return whose calendar is gone."""
    notice(trusting)
    break_all(trusting)
    return trusting


def case_of(office):
    return office.seen(office.all(t.Case)[0])


@pytest.mark.parametrize(
    "does",
    [
        lambda session, office: cases.answered(session, case_of(office), office.doing()),
        lambda session, office: cases.close(session, case_of(office), Outcome.WON, None, office.doing()),
    ],
)
def test_a_case_whose_clock_is_broken_is_answered_and_closed_all_the_same(broken, does):
    ringing.ring(broken.store, broken.now + 9 * DAY)
    assert clock(broken, "platform").failed
    with broken.store.writing() as session:
        does(session, broken)
    assert clock(broken, "platform").state == "stopped"
    assert len([note for note in broken.all(t.Notification) if note.code == mending.CODE]) == 1
    with broken.store.reading() as session:
        assert mending.aside(session) == []
    assert broken.conversation(broken.all(t.Case)[0].conversation_id).due_at is None


def test_a_moment_that_a_person_reads_on_the_platform_mends_the_clock_of_a_case(broken):
    with broken.store.writing() as session:
        cases.date(session, case_of(broken), broken.now + 4 * DAY, broken.doing())
    row = clock(broken, "platform")
    assert (row.failed, row.state, row.calendar) == ("", "running", "")
    ringing.ring(broken.store, broken.now + 5 * DAY)
    assert [ring.act for ring in broken.all(t.Ring)][-1] == "expire"


def test_a_buyer_is_answered_though_the_promise_cannot_be_counted(office):
    mail = office.mail("Where is my parcel?")
    break_all(office)
    office.approve(office.draft())
    row = clock(office, "service")
    assert ("XX" in row.failed, row.state) == (True, "stopped")
    assert office.conversation(mail.conversation_id).due_at is None
    (told,) = [note for note in office.all(t.Notification) if note.code == mending.CODE]
    assert told.user_id == office.people["supervisor"].id


def test_solving_what_has_a_broken_clock_ends_it(office):
    mail = office.mail("Where is my parcel?")
    break_all(office)
    with office.store.writing() as session:
        acts.solve(session, office.seen(office.conversation(mail.conversation_id)), office.doing())
    assert clock(office, "service").state == "stopped"
