"""A ring is acknowledged or passed on by those it told; whoever is away is stood in for."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from maildesk.core.clock.ladder import Act, Rung
from maildesk.core.clock.span import Span, Unit
from maildesk.core.clock.turn import start
from maildesk.db import tables as t
from maildesk.errors import RefusedError, StaleError
from maildesk.flow.clocks import answering, ringing, turning
from maildesk.flow.clocks.keeping import Standing
from maildesk.flow.matters import acts

HOUR = timedelta(hours=1)
LADDER = (Rung(Act.WARN, share=0.5), Rung(Act.WARN_AGAIN, share=0.7), Rung(Act.ESCALATE, share=0.8))


def begin(office, conversation_id=None, subject="case:1"):
    clock = start(subject, "ebay return respond", office.now, Span(10, Unit.HOURS), {}, ladder=LADDER)
    with office.store.writing() as session:
        return turning.begin(session, clock, Standing("platform", conversation_id))


def ring(office, hours):
    ringing.ring(office.store, office.now + hours * HOUR)
    return office.all(t.Ring)[-1]


def acknowledge(office, rang, who):
    with office.store.writing() as session:
        return answering.acknowledge(session, rang.id, office.doing(who))


def pass_on(office, rang, who):
    with office.store.writing() as session:
        return answering.pass_on(session, rang.id, office.doing(who))


def owned(office, who="agent"):
    mail = office.mail("Where is my parcel?")
    with office.store.writing() as session:
        acts.assign(
            session, office.seen(office.conversation(mail.conversation_id)), office.people[who].id, office.doing(who)
        )
        session.execute(update(t.ClockRow).values(state="stopped", look_at=None))
    return mail.conversation_id


def away(office, who, stand_in=None, days=1):
    until = office.now + timedelta(days=days)
    with office.store.writing() as session:
        row = session.get_one(t.User, office.people[who].id)
        row.away_until, row.stand_in_id = until, office.people[stand_in].id if stand_in else None


def waiting(office):
    return [(note.user_id, note.code) for note in office.all(t.Notification) if note.waits]


def test_acknowledging_answers_this_ring_and_those_before_it(office):
    begin(office, owned(office))
    ring(office, 5)
    last = ring(office, 7)
    acknowledge(office, last, "agent")
    rings = office.all(t.Ring)
    assert [each.acknowledged_by for each in rings] == [office.people["agent"].id] * 2
    assert waiting(office) == []
    assert all(note.seen_at for note in office.all(t.Notification))


def test_what_was_acknowledged_still_goes_on_by_its_ladder(office):
    begin(office, owned(office))
    acknowledge(office, ring(office, 5), "agent")
    assert ring(office, 8).level == "lead"
    assert waiting(office)[-1] == (office.people["lead"].id, "clock_escalate")


def test_passing_on_tells_the_next_level_at_once_and_says_who_did(office):
    begin(office, owned(office))
    new = pass_on(office, ring(office, 5), "agent")
    assert (new.act, new.level, new.told) == ("escalate", "lead", [office.people["lead"].id])
    assert waiting(office) == [(office.people["lead"].id, "clock_escalate")]
    assert office.all(t.Notification)[-1].detail["by"] == "Agent"


def test_a_ring_is_passed_on_once(office):
    begin(office, owned(office))
    rang = ring(office, 5)
    pass_on(office, rang, "agent")
    with pytest.raises(StaleError):
        pass_on(office, rang, "agent")
    with pytest.raises(StaleError):
        acknowledge(office, rang, "agent")


def test_at_the_end_of_the_chain_nobody_is_left(office):
    begin(office, owned(office))
    up = pass_on(office, ring(office, 5), "agent")
    top = pass_on(office, up, "lead")
    assert top.level == "supervisor"
    with pytest.raises(RefusedError) as refused:
        pass_on(office, top, "supervisor")
    assert refused.value.code == "end_of_chain"


def test_somebody_else_does_not_answer_but_a_lead_may(office):
    begin(office, owned(office))
    rang = ring(office, 5)
    with pytest.raises(RefusedError) as refused:
        acknowledge(office, rang, "trainee")
    assert refused.value.code == "not_told"
    acknowledge(office, rang, "lead")


def test_a_clock_that_stopped_waits_for_no_answer(office):
    begin(office, owned(office))
    ring(office, 5)
    with office.store.writing() as session:
        turning.stop_all(session, "case:1", office.now)
        answering.let_go(session)
    assert waiting(office) == []


def test_an_absent_owners_rings_go_to_the_stand_in(office):
    conversation_id = owned(office)
    away(office, "agent", "trainee")
    begin(office, conversation_id)
    assert ring(office, 5).told == [office.people["trainee"].id]


def test_after_the_absence_they_come_back(office):
    conversation_id = owned(office)
    away(office, "agent", "trainee", days=-1)
    begin(office, conversation_id)
    assert ring(office, 5).told == [office.people["agent"].id]


def test_stand_ins_stand_in_for_each_other_only_once(office):
    conversation_id = owned(office)
    away(office, "agent", "trainee")
    away(office, "trainee", "agent")
    begin(office, conversation_id)
    assert ring(office, 5).told == [office.people["lead"].id]


def test_absent_without_a_stand_in_the_next_level_is_told(office):
    conversation_id = owned(office)
    away(office, "agent")
    away(office, "lead")
    begin(office, conversation_id)
    assert ring(office, 5).told == [office.people["supervisor"].id]


def test_when_all_are_away_they_are_told_all_the_same(office):
    for who in ("lead", "supervisor"):
        away(office, who)
    begin(office)
    assert ring(office, 5).told == [office.people["lead"].id]


def test_a_cases_owner_is_told_where_its_conversation_has_none(office):
    with office.store.writing() as session:
        case = t.Case(
            key="x", platform="ebay", kind="return_request", case="return", stage="respond", source="agent",
            opened_at=office.now, owner_id=office.people["trainee"].id,
        )  # fmt: skip
        session.add(case)
        session.flush()
    begin(office, subject=f"case:{case.id}")
    assert ring(office, 5).told == [office.people["trainee"].id]
