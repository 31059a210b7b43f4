"""The first rows of each of many keys, in one statement."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from maildesk.db import tables as t
from maildesk.db.each import KEY, FewOfEach

NOW = datetime(2026, 11, 20, tzinfo=UTC)
NEWEST_TWO = FewOfEach(
    select(t.SignInAttempt.who, t.SignInAttempt.id)
    .where(t.SignInAttempt.who == KEY)
    .order_by(t.SignInAttempt.id.desc())
    .limit(2)
)


@pytest.fixture
def attempts(store):
    with store.writing() as session:
        session.add_all(t.SignInAttempt(id=n, who=f"p{n % 200}", at=NOW) for n in range(1, 601))
    return store


def test_each_key_brings_its_own_newest_rows_and_no_more(attempts):
    with attempts.reading() as session:
        rows = NEWEST_TWO.rows(session, ["p1", "p2"])
    assert [tuple(row) for row in rows] == [("p1", 401), ("p1", 201), ("p2", 402), ("p2", 202)]


@pytest.mark.parametrize("wanted", [1, 3, 17, 128, 129, 200])
def test_any_number_of_keys_is_asked_each_once(attempts, wanted):
    keys = [f"p{n}" for n in range(wanted)]
    with attempts.reading() as session:
        assert len(NEWEST_TWO.rows(session, [*keys, *keys])) == 2 * wanted


def test_a_key_without_rows_and_no_key_at_all_find_nothing(attempts):
    with attempts.reading() as session:
        assert NEWEST_TWO.rows(session, ["nobody", "' OR 1=1"]) == NEWEST_TWO.rows(session, []) == []
