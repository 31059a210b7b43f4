"""The doctor names what is wrong with clocks and deadlines."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import update

from maildesk.cli import doctor
from maildesk.db import tables as t


def findings(store):
    return {each.subject: each for each in doctor.clocks(store)}


def clock(store, **given):
    now = datetime.now(UTC)
    values = {
        "subject": "case:1", "kind": "ebay return respond", "family": "platform", "state": "running", "span": "1 hours",
        "started_at": now, "since": now, "due_at": now, "total": 3600.0, "look_at": now,
    }  # fmt: skip
    with store.writing() as session:
        row = t.ClockRow(**values | given)
        session.add(row)
        session.flush()
        return row.id


def test_all_is_well_where_nothing_rang(store):
    assert all(each.well for each in findings(store).values())


def test_a_clock_that_stands_aside_is_named_with_its_reason(store):
    clock(store, failed="KeyError: 'XX'", look_at=None)
    said = findings(store)["clocks"]
    assert (said.well, "KeyError" in said.said, "/set-aside" in said.said) == (False, True, True)


def test_an_escalation_that_nobody_took_for_a_day_is_counted_until_its_matter_is_done(store):
    number, long_ago = clock(store), datetime.now(UTC) - timedelta(days=2)
    with store.writing() as session:
        session.add(t.Ring(clock_id=number, key="k", act="escalate", at=long_ago, due_at=long_ago, rung_at=long_ago))
    assert findings(store)["escalations"].said.startswith("1 rang")
    with store.writing() as session:
        session.execute(update(t.ClockRow).values(state="stopped"))
    assert findings(store)["escalations"].well


def test_rows_of_deadlines_are_counted_and_old_ones_named_by_platform():
    assert "checked over" not in doctor.deadlines(date(2026, 11, 22)).said
    late = doctor.deadlines(date(2028, 1, 1))
    assert (late.well, "checked over 180 days ago: " in late.said, "ebay " in late.said) == (True, True, True)
