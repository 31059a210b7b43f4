"""The engine runs each due job once, whoever else looks at the same table, and drops none."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from maildesk.db.tables import Job
from maildesk.flow.house import jobs
from maildesk.jobs.engine import Engine, Task

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def ask(store, name, due_at=LONG_AGO, **args):
    with store.writing() as session:
        jobs.ask(session, name, due_at, args, key=f"{name}:{args}")


def standing(store):
    with store.reading() as session:
        return list(session.scalars(select(Job)))


def test_a_due_job_runs_with_its_arguments_and_is_finished(store):
    seen = []
    engine = Engine(store, {"greet": Task(lambda **args: seen.append(args))})
    ask(store, "greet", whom="Anna")
    assert engine.run_due() == 1
    assert (seen, standing(store)) == ([{"whom": "Anna"}], [])


def test_a_recurring_job_is_due_again_after_its_pause(store):
    engine = Engine(store, {"look": Task(lambda: None, every=timedelta(minutes=5))})
    ask(store, "look")
    engine.run_due()
    (job,) = standing(store)
    assert timedelta(minutes=4) < job.due_at - datetime.now(UTC) <= timedelta(minutes=5)
    assert job.claimed_at is None


def test_a_job_asked_for_while_it_runs_runs_again(store):
    seen = []

    def look() -> None:
        seen.append(1)
        if len(seen) == 1:
            ask(store, "look", datetime.now(UTC))

    engine = Engine(store, {"look": Task(look, every=timedelta(hours=1))})
    ask(store, "look")
    engine.run_due()
    engine.run_due()
    assert seen == [1, 1]


def test_a_job_missed_by_months_still_runs_once(store):
    seen = []
    engine = Engine(store, {"look": Task(lambda: seen.append(1), every=timedelta(seconds=1))})
    ask(store, "look", LONG_AGO)
    engine.run_due()
    assert seen == [1]


def test_a_job_that_raises_says_why_and_is_tried_again_later(store):
    engine = Engine(store, {"burn": Task(lambda: 1 // 0, every=timedelta(seconds=1))})
    ask(store, "burn")
    engine.run_due()
    (job,) = standing(store)
    assert "ZeroDivisionError" in job.said
    assert job.due_at > datetime.now(UTC)


def test_several_workers_never_run_one_job_twice(store):
    seen = []
    table = {"count": Task(lambda **args: seen.append(args["n"]))}
    for n in range(30):
        ask(store, "count", n=n)
    workers = [threading.Thread(target=Engine(store, table).run_due) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(seen) == list(range(30))


def test_a_job_whose_worker_died_is_taken_over_after_the_lease(store):
    ask(store, "greet")
    now = datetime.now(UTC)
    (job,) = standing(store)
    with store.writing() as session:
        assert jobs.claim(session, job.id, "dead", now - jobs.LEASE - timedelta(seconds=1))
    with store.writing() as session:
        assert jobs.claim(session, job.id, "heir", now)


@pytest.mark.parametrize("give_back", [jobs.done, lambda *given: jobs.failed(*given[:2], "late", given[2])])
def test_a_worker_that_was_held_up_beyond_its_lease_does_not_give_away_its_heirs_job(store, give_back):
    ask(store, "greet")
    now = datetime.now(UTC)
    (job,) = standing(store)
    with store.writing() as session:
        late = jobs.claim(session, job.id, "held up", now - jobs.LEASE - timedelta(seconds=1))
    with store.writing() as session:
        jobs.claim(session, job.id, "heir", now)
    with store.writing() as session:
        give_back(session, late, now + timedelta(hours=1))
    assert [job.claimed_by for job in standing(store)] == ["heir"]


def test_a_clock_that_was_set_back_stops_no_job_and_brings_none_of_the_night_into_the_day(store):
    now = datetime.now(UTC)
    engine = Engine(store, {})
    ask(store, "fetch", now + timedelta(hours=1, seconds=30))
    ask(store, "learn", now + timedelta(hours=9))
    engine._mind_the_clock(now + timedelta(hours=1))
    engine._mind_the_clock(now)
    due = {job.name: job.due_at <= now for job in standing(store)}
    assert due == {"fetch": True, "learn": False}


def test_asking_twice_for_one_key_brings_it_forward(store):
    later = datetime.now(UTC) + timedelta(hours=1)
    for moment in (later, LONG_AGO, later):
        ask(store, "look", moment)
    (job,) = standing(store)
    assert job.due_at == LONG_AGO


def test_the_started_engine_looks_by_itself_and_at_once_when_poked(store):
    ran = threading.Event()
    engine = Engine(store, {"ring": Task(ran.set)})
    engine.start()
    try:
        ask(store, "ring")
        engine.poke()
        assert ran.wait(5)
    finally:
        engine.stop()


@pytest.mark.parametrize("name", ["gone"])
def test_a_job_no_longer_in_the_table_is_dropped_in_peace(store, name):
    ask(store, name)
    Engine(store, {}).run_due()
    assert standing(store) == []
