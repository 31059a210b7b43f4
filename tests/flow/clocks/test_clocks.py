"""Clocks in the store: they follow whose turn it is, ring once, and sort the queue."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import update

from maildesk.core.clock.ladder import Act, Rung
from maildesk.core.clock.span import Span, Unit, span_of
from maildesk.core.clock.turn import start
from maildesk.db import tables as t
from maildesk.flow.clocks import mending, ringing, turning
from maildesk.flow.clocks.keeping import Standing, columns, value
from maildesk.flow.matters import acts, moving

DAY = timedelta(days=1)


def ring(office, after):
    return ringing.ring(office.store, office.now + after)


def begin(office, conversation_id=None, **standing):
    clock = start(
        "case:1",
        "ebay return respond",
        office.now,
        Span(10, Unit.HOURS),
        {},
        ladder=(Rung(Act.WARN, share=0.5), Rung(Act.ESCALATE, share=0.8)),
    )
    with office.store.writing() as session:
        return turning.begin(session, clock, Standing("platform", conversation_id, **standing))


def test_a_buyers_mail_starts_the_first_reply_and_the_queue_sorts_by_it(office):
    mail = office.mail("Where is my parcel?")
    (clock,) = office.all(t.ClockRow)
    assert (clock.kind, clock.subject) == ("service first_reply", f"conversation:{mail.conversation_id}")
    assert office.conversation(mail.conversation_id).due_at == clock.due_at == mail.arrived_at + DAY


def test_a_rung_that_rang_rings_no_second_time_whatever_the_clock_says(office):
    """A store that was restored, or a worker that was held up, may have forgotten what was rung."""
    first = begin(office)
    ring(office, timedelta(hours=6))
    with office.store.writing() as session:
        session.execute(update(t.ClockRow).where(t.ClockRow.id == first.id).values(done=[], look_at=office.now))
    ring(office, timedelta(hours=9))
    assert [each.act for each in office.all(t.Ring)] == ["warn", "escalate"]


def test_a_quiet_mail_starts_nothing(office):
    mail = office.mail("Where is my parcel?", quiet=True)
    assert office.all(t.ClockRow) == []
    assert office.conversation(mail.conversation_id).due_at is None


def test_a_marketplace_with_a_time_of_its_own_is_not_promised_the_shops(office):
    office.order("2000123-45678901", channel="walmart", buyer_email="anna@kunde.example")
    office.mail("Where is my parcel? Order 2000123-45678901")
    (clock,) = office.all(t.ClockRow)
    assert clock.due_at - clock.started_at == timedelta(hours=48)


def test_an_answer_stops_the_first_reply_and_undoing_it_starts_it_as_it_was(office):
    mail = office.mail("Where is my parcel?")
    before = office.all(t.ClockRow)[0]
    office.approve(office.draft())
    assert office.all(t.ClockRow)[0].state == "stopped"
    assert office.conversation(mail.conversation_id).due_at is None
    with office.store.writing() as session:
        acts.undo(session, office.all(t.Deed)[-1].id, office.doing())
    again = office.all(t.ClockRow)[0]
    assert (again.state, again.due_at, again.look_at) == ("running", before.due_at, before.look_at)
    assert office.conversation(mail.conversation_id).due_at == before.due_at


def test_the_next_question_starts_the_first_reply_anew(office):
    office.mail("Where is my parcel?")
    office.approve(office.draft())
    again = office.mail("And now? Still nothing here.")
    (clock,) = office.all(t.ClockRow)
    assert (clock.state, clock.round, clock.due_at) == ("running", 1, again.arrived_at + DAY)


def test_what_is_solved_has_no_clock_running(office):
    mail = office.mail("Where is my parcel?")
    with office.store.writing() as session:
        acts.solve(session, office.seen(office.conversation(mail.conversation_id)), office.doing())
    assert office.all(t.ClockRow)[0].state == "stopped"


def test_a_mail_split_off_keeps_its_due_moment(office):
    first = office.mail("Where is my parcel?")
    office.now += timedelta(minutes=5)
    with office.store.writing() as session:
        seen = office.seen(office.conversation(first.conversation_id))
        target = moving.split(session, [first.id], seen, office.doing())
    assert office.conversation(target.id).due_at == first.arrived_at + DAY
    assert office.conversation(first.conversation_id).due_at is None


def test_rungs_ring_once_in_order_and_tell_the_owner_then_the_lead(office):
    begin(office)
    for hours in (1, 5, 5, 9, 11, 20):
        ring(office, timedelta(hours=hours))
    rings = office.all(t.Ring)
    assert [(each.act, each.level) for each in rings] == [("warn", "owner"), ("escalate", "lead"), ("expire", "lead")]
    assert [each.told for each in rings] == [[office.people["lead"].id]] * 3
    assert [note.code for note in office.all(t.Notification)] == ["clock_warn", "clock_escalate", "clock_expire"]


def test_the_owner_of_the_conversation_is_told_first(office):
    mail = office.mail("Where is my parcel?")
    with office.store.writing() as session:
        seen = office.seen(office.conversation(mail.conversation_id))
        acts.assign(session, seen, office.people["agent"].id, office.doing())
    begin(office, mail.conversation_id)
    ring(office, timedelta(hours=6))
    assert office.all(t.Ring)[0].told == [office.people["agent"].id]


def test_after_a_downtime_all_missed_rungs_ring_in_order_and_say_that_they_are_late(office):
    begin(office)
    ring(office, timedelta(days=2))
    rings = office.all(t.Ring)
    assert [each.act for each in rings] == ["warn", "escalate", "expire"]
    assert all(each.late for each in rings)


def test_workers_that_look_at_the_same_moment_claim_each_clock_once(office):
    ladder = (Rung(Act.WARN, share=0.5), Rung(Act.ESCALATE, share=0.8))
    clocks = [start(f"case:{n}", "k", office.now, span_of("10 hours"), {}, ladder=ladder) for n in range(30)]
    with office.store.writing() as session:
        turning.begin_new(session, [(clock, Standing("platform")) for clock in clocks])
    later = office.now + timedelta(hours=9)
    with ThreadPoolExecutor(4) as workers:
        looked = list(workers.map(lambda _: ringing.ring(office.store, later, batch=4), range(4)))
    assert sum((each for each in looked), ringing.Rung()) == ringing.Rung(30, 0)
    assert len(office.all(t.Ring)) == len(office.all(t.Notification)) == 60


def test_a_quiet_clock_ends_without_a_ring(office):
    begin(office, quiet=True)
    ring(office, timedelta(days=2))
    assert office.all(t.ClockRow)[0].state == "expired"
    assert office.all(t.Ring) == office.all(t.Notification) == []


def test_a_clock_that_fails_is_set_aside_and_the_others_go_on(office):
    bad = begin(office)
    with office.store.writing() as session:
        session.execute(update(t.ClockRow).values(span="3 business days", calendar="XX", subject="case:2"))
    begin(office)
    assert ring(office, timedelta(hours=6)) == ringing.Rung(2, 1)
    rows = {row.id: row for row in office.all(t.ClockRow)}
    assert "XX" in rows[bad.id].failed
    assert rows[bad.id].look_at is None
    assert [each.act for each in office.all(t.Ring)] == ["warn"]
    (told,) = [note for note in office.all(t.Notification) if note.code == mending.CODE]
    assert (told.user_id, told.detail["clock"]) == (office.people["supervisor"].id, bad.id)


def test_a_clock_that_is_put_back_rings_what_it_missed_as_late(office):
    row = begin(office)
    with office.store.writing() as session:
        session.execute(update(t.ClockRow).values(span="3 business days", calendar="XX"))
    ring(office, timedelta(hours=6))
    with office.store.writing() as session:
        session.execute(update(t.ClockRow).values(span=row.span, calendar=row.calendar))
        mending.put_back(session, row.id, office.doing("lead"))
    ring(office, timedelta(hours=20))
    assert office.all(t.Ring)
    assert all(each.late for each in office.all(t.Ring))


def test_the_worst_clock_of_a_conversation_is_its_due_moment(office):
    mail = office.mail("Where is my parcel?")
    clock = begin(office, mail.conversation_id)
    assert office.conversation(mail.conversation_id).due_at == clock.due_at
    with office.store.writing() as session:
        turning.stop_all(session, "case:1", office.now)
    assert office.conversation(mail.conversation_id).due_at == mail.arrived_at + DAY


@pytest.mark.parametrize("span", ["10 hours", "3 business days, end of day", "14 calendar days, start of day, rolls"])
def test_a_clock_comes_back_from_the_store_as_it_went(office, span):
    clock = value(begin(office))
    assert value(t.ClockRow(**columns(clock))) == clock
    assert span_of(span).written == span
