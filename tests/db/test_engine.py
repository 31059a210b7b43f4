"""Moments are kept in UTC, and writers wait for each other instead of failing."""

import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, StatementError

from maildesk.db.tables import Count, Job

WHEN = datetime(2026, 11, 27, 9, 30, tzinfo=timezone(timedelta(hours=8)))


def test_a_moment_comes_back_in_utc(store):
    with store.writing() as session:
        session.add(Job(key="a", name="poll", args={}, due_at=WHEN))
    with store.reading() as session:
        due = session.scalars(select(Job.due_at)).one()
    assert due == WHEN and due.tzinfo is UTC


def test_a_moment_without_a_zone_is_refused(store):
    with pytest.raises(StatementError, match="naive moment"), store.writing() as session:
        session.add(Job(key="a", name="poll", args={}, due_at=WHEN.replace(tzinfo=None)))


def test_a_block_that_fails_leaves_nothing(store):
    with pytest.raises(ZeroDivisionError), store.writing() as session:
        session.add(Count(name="x", value=1))
        session.flush()
        raise ZeroDivisionError
    with store.reading() as session:
        assert session.get(Count, "x") is None


def test_an_error_does_not_quote_what_was_to_be_written(store):
    """It goes into the log, where no mail's text belongs."""
    with pytest.raises(DBAPIError) as failed, store.writing() as session:
        session.execute(text("INSERT INTO nowhere (words) VALUES (:words)"), {"words": "a buyer's words"})
    assert "INSERT INTO nowhere" in str(failed.value)
    assert "a buyer's words" not in str(failed.value)


def test_writers_that_read_first_wait_for_each_other(store):
    with store.writing() as session:
        session.add(Count(name="x", value=0))

    def raise_by_ten() -> None:
        for _ in range(10):
            with store.writing() as session:
                count = session.get(Count, "x", with_for_update=True)
                count.value += 1

    threads = [threading.Thread(target=raise_by_ten) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.reading() as session:
        assert session.get(Count, "x").value == 40
