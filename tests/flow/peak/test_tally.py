"""What comes and what is cleared is counted in the transaction that changes it."""

from __future__ import annotations

from datetime import timedelta

from maildesk.flow.house.person import Seen
from maildesk.flow.matters import acts
from maildesk.flow.peak import tally


def sums(office) -> tuple[int, int]:
    with office.store.reading() as session:
        hours = tally.hours(session, office.now, 6)
        return sum(hour.arrived for hour in hours), sum(hour.cleared for hour in hours)


def test_a_buyer_who_writes_twice_is_one_piece_of_work(office):
    mail = office.mail("Where is my parcel?")
    office.mail("Hello?", In_Reply_To=f"<{mail.message_id}>")
    assert sums(office) == (1, 0)


def test_an_answer_clears_one_and_the_next_buyer_is_one_more(office):
    office.mail("Where is my parcel?")
    office.approve(office.draft())
    assert sums(office) == (1, 1)
    office.mail("And another one?", sender="b@kunde.example")
    assert sums(office) == (2, 1)


def test_taking_an_approval_back_takes_the_count_back(office):
    office.mail("Thank you, all well!")
    office.approve(office.draft())
    with office.store.writing() as session:
        from_deed = max(deed.id for deed in office.all(acts.t.Deed) if deed.code == "approved")
        acts.undo(session, from_deed, office.doing("agent"))
    assert sums(office) == (1, 0)


def test_a_matter_solved_without_an_answer_is_cleared_and_can_come_back(office):
    mail = office.mail("Thank you, it came!")
    row = office.conversation(mail.conversation_id)
    with office.store.writing() as session:
        acts.solve(session, Seen(row.id, row.version), office.doing("agent"))
    assert sums(office) == (1, 1)
    row = office.conversation(mail.conversation_id)
    with office.store.writing() as session:
        acts.reopen(session, Seen(row.id, row.version), office.doing("agent"))
    office.mail("It is broken!", In_Reply_To=f"<{mail.message_id}>")
    assert sums(office) == (2, 1)


def test_an_import_is_not_counted(office):
    office.mail("Where is my parcel?", quiet=True)
    assert sums(office) == (0, 0)


def test_hours_without_anything_stand_there_with_nothing(office):
    office.mail("Where is my parcel?")
    office.now += timedelta(hours=2)
    with office.store.reading() as session:
        hours = tally.hours(session, office.now, 3)
    assert [hour.arrived for hour in hours] == [0, 1, 0, 0]
    assert [hour.part for hour in hours][:3] == [1, 1, 1]
    assert 0 <= hours[-1].part < 1
