"""Preparing the batches of an occasion: in steps, seen while it lasts, once whatever is killed or asked twice."""

from datetime import UTC, datetime, timedelta

import pytest

from maildesk.core.care.batch import BatchState
from maildesk.db import tables as t
from maildesk.errors import NotFoundError, StaleError
from maildesk.flow.care import batches, preparing, steps
from maildesk.flow.house import jobs
from tests.support.prepared import prepared

DECEMBER = datetime(2026, 12, 14, 9, tzinfo=UTC)


@pytest.fixture
def five(parlour, monkeypatch):
    """Five contacts, and steps of two."""
    monkeypatch.setattr(steps, "AT_ONCE", 2)
    parlour.now = DECEMBER
    for number in range(5):
        parlour.agree(f"b{number}@kunde.example")
    return parlour


def ask(parlour, occasion="new_year"):
    with parlour.store.writing() as session:
        return preparing.ask(session, parlour.care, occasion, parlour.now)


def step(parlour, occasion="new_year"):
    with parlour.store.writing() as session:
        return preparing.go_on(session, parlour.care, occasion, parlour.now)


def under_way(parlour):
    with parlour.store.reading() as session:
        return preparing.under_way(session)


def test_how_far_it_is_can_be_seen(five):
    ask(five)
    shares = [under_way(five)[0].share]
    while step(five):
        shares.append(under_way(five)[0].share)
    assert shares == [0, 40, 80, 100]


def test_a_batch_can_be_let_go_only_when_everybody_was_looked_at(five):
    ask(five)
    step(five)
    assert five.batch().state == BatchState.PREPARING
    with five.store.writing() as session, pytest.raises(StaleError):
        batches.approve(session, five.seen_batch(), five.doing("lead"))
    while step(five):
        pass
    assert (five.batch().state, len(five.outreach("greeting"))) == (BatchState.PROPOSED, 5)


def test_a_worker_that_is_killed_goes_on_where_it_was(five):
    ask(five)
    step(five)
    with pytest.raises(KeyboardInterrupt), five.store.writing() as session:
        preparing.go_on(session, five.care, "new_year", five.now)
        raise KeyboardInterrupt
    assert under_way(five)[0].mark.done == 2
    while step(five):
        pass
    assert sorted(row.contact_id for row in five.outreach("greeting")) == [1, 2, 3, 4, 5]


def test_asked_twice_it_is_prepared_once(five):
    ask(five)
    step(five)
    assert ask(five)
    assert under_way(five)[0].mark.done == 2
    while step(five):
        pass
    assert len(five.outreach("greeting")) == 5
    assert not ask(five)  # nobody is left to be looked at


def test_what_is_for_nobody_in_the_next_weeks_is_not_begun(five):
    assert not ask(five, "diwali")
    assert under_way(five) == ()
    with pytest.raises(NotFoundError):
        ask(five, "no_day")


def test_why_it_failed_stands_there_until_it_goes_on(five):
    ask(five)
    with five.store.writing() as session:
        [job_id] = jobs.due(session, five.now)
        claimed = jobs.claim(session, job_id, "host:1", five.now)
        jobs.failed(session, claimed, "ValueError: no such class", five.now)
    assert (under_way(five)[0].why, under_way(five)[0].again_at) == ("ValueError: no such class", five.now)


def test_who_stops_a_batch_in_preparation_gets_no_more_of_it(five):
    ask(five)
    step(five)
    with five.store.writing() as session:
        batches.stop(session, five.seen_batch(), "too early", five.doing("lead"))
    while step(five):
        pass
    assert (five.batch().state, len(five.outreach("greeting"))) == (BatchState.STOPPED, 2)


def test_buyers_of_the_last_years_become_contacts_first(parlour):
    for number in range(3):
        parlour.told(f"#{number}", buyer_email=f"b{number}@kunde.example", ordered_at="2026-11-01T10:00:00Z")
    with parlour.store.writing() as session:
        session.execute(t.Outreach.__table__.delete())
        session.execute(t.Contact.__table__.delete())
    parlour.now = DECEMBER
    with parlour.store.writing() as session:
        prepared(session, parlour.care, "new_year", parlour.now)
    assert len(parlour.all(t.Contact)) == len(parlour.outreach("greeting")) == 3


def test_a_contact_that_breaks_is_set_aside_with_its_reason_and_the_others_go_on(five):
    consent = next(each for each in five.all(t.ConsentRow) if each.contact_id == 3)
    five.set(t.ConsentRow, {"basis": "hearsay"}, [consent.id])
    ask(five)
    while step(five):
        pass
    assert (five.batch().state, len(five.outreach("greeting"))) == (BatchState.PROPOSED, 4)
    [told] = under_way(five)
    assert (told.mark.ended, told.mark.failed, told.mark.done) == (True, 1, 5)
    assert told.mark.aside == (("contact", 3, "ValueError: 'hearsay' is not a valid Basis"),)


def test_what_was_set_aside_is_looked_at_again_and_goes_with_the_others_once_it_is_whole(five):
    consent = next(each for each in five.all(t.ConsentRow) if each.contact_id == 3)
    five.set(t.ConsentRow, {"basis": "hearsay"}, [consent.id])
    ask(five)
    while step(five):
        pass
    [job] = five.all(t.Job)
    assert job.due_at == five.now + timedelta(hours=1)
    five.set(t.ConsentRow, {"basis": consent.basis}, [consent.id])
    while step(five):
        pass
    assert (len(five.outreach("greeting")), under_way(five)) == (5, ())
