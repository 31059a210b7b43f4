"""The outbox: claimed once, answers first, within the mailbox's limit; what is unclear waits for a person."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from maildesk.core.queue.sending import ABANDONED, PAUSES, Outcome, Sending
from maildesk.db import tables as t
from maildesk.errors import StaleError
from maildesk.flow.reply import outbox
from maildesk.flow.reply.outbox import Tried
from tests.flow.conftest import NOW

ZONE = ZoneInfo("Asia/Shanghai")


def queue(desk, number, *, rank=0, state="queued", not_before=NOW, **columns):
    with desk.store.writing() as session:
        row = t.Outbox(
            mailbox_id=desk.box, message_id=f"{number}@shop.example", sender="support@shop.example",
            recipients=[f"{number}@kunde.example"], body=b"x", rank=rank, state=state, not_before=not_before, created_at=NOW, **columns,
        )  # fmt: skip
        session.add(row)
        session.flush()
        return row.id


def claim(desk, row_id, now=NOW):
    with desk.store.writing() as session:
        return outbox.claim(session, row_id, "host:1", now)


def settle(desk, row_id, outcome, now=NOW):
    with desk.store.writing() as session:
        return outbox.settle(session, Tried(row_id, outcome, "250 ok"), ZONE, now)


def due(desk, per_minute=0, now=NOW):
    with desk.store.reading() as session:
        return outbox.due(session, desk.box, now, per_minute)


def test_answers_leave_before_what_the_desk_writes_of_itself(desk):
    greeting, answer = queue(desk, "greeting", rank=2), queue(desk, "answer")
    assert due(desk) == [answer, greeting]


def test_nothing_leaves_before_its_moment(desk):
    queue(desk, "a", not_before=NOW + timedelta(seconds=10))
    assert due(desk) == []
    assert len(due(desk, now=NOW + timedelta(seconds=10))) == 1


def test_a_mailbox_sends_no_more_than_its_limit_per_minute(desk):
    for number in range(3):
        queue(desk, f"sent{number}", state="sent", sent_at=NOW - timedelta(seconds=30))
    waiting = [queue(desk, f"w{number}") for number in range(4)]
    assert due(desk, per_minute=5) == waiting[:2]
    assert due(desk, per_minute=5, now=NOW + timedelta(seconds=31)) == waiting


def test_a_mail_is_claimed_by_one_worker_only(desk):
    row_id = queue(desk, "a")
    assert claim(desk, row_id) is not None
    assert claim(desk, row_id) is None


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (Outcome.ACCEPTED, Sending.SENT),
        (Outcome.TEMPORARY, Sending.QUEUED),
        (Outcome.PERMANENT, Sending.FAILED),
        (Outcome.UNCLEAR, Sending.UNCERTAIN),
    ],
)
def test_what_came_of_a_try_decides_the_state(desk, outcome, state):
    row_id = queue(desk, "a")
    claim(desk, row_id)
    assert settle(desk, row_id, outcome) is state


def test_after_all_pauses_a_temporary_failure_becomes_a_persons_matter(desk):
    row_id, now = queue(desk, "a"), NOW
    for pause in PAUSES:
        assert claim(desk, row_id, now)
        assert settle(desk, row_id, Outcome.TEMPORARY, now) is Sending.QUEUED
        now += pause
    claim(desk, row_id, now)
    assert settle(desk, row_id, Outcome.TEMPORARY, now) is Sending.FAILED


def test_a_mail_left_by_a_dead_worker_is_uncertain_and_not_queued_again(desk):
    row_id = queue(desk, "a")
    claim(desk, row_id)
    with desk.store.writing() as session:
        assert outbox.abandon(session, NOW + ABANDONED + timedelta(seconds=1)) == [row_id]
    assert claim(desk, row_id) is None


@pytest.mark.parametrize(("left", "state"), [(True, "sent"), (False, "queued")])
def test_a_person_decides_about_an_uncertain_mail(office, left, state):
    row_id = queue(office, "a", state="uncertain")
    with office.store.writing() as session:
        outbox.decide(session, row_id, left=left, zone=ZONE, now=NOW, by=office.people["agent"].id)
    assert office.all(t.Outbox)[0].state == state


def test_a_mail_that_was_sent_is_nobodys_decision_any_more(office):
    row_id = queue(office, "a", state="sent")
    with pytest.raises(StaleError), office.store.writing() as session:
        outbox.decide(session, row_id, left=False, zone=ZONE, now=NOW, by=1)
