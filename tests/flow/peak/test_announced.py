"""Days that somebody announces each year are entered at the desk, count there, and can be taken back."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from maildesk.core.peak.calendar import awaited, occurrences
from maildesk.errors import NotFoundError, RefusedError
from maildesk.flow.house.entered import EnteredError
from maildesk.flow.peak import announced, plans
from maildesk.packs.peaks import load_peaks

#: Rows read by key: what counts and groups in the store is tried on both (`test_report`, `test_tally`, `test_watch`).
pytestmark = pytest.mark.parametrize("store", ["sqlite"], indirect=True)

FIRST, LAST = date(2027, 6, 22), date(2027, 6, 25)
SAID = "a mail of the platform of 1 June 2027"


@pytest.fixture
def desk(office):
    office.now = datetime(2027, 6, 1, 9, tzinfo=UTC)
    return office


def enter(office, event: str = "prime_day", first: date = FIRST, last: date = LAST, by: str = "lead", said: str = SAID):
    with office.store.writing() as session:
        announced.announce(session, event, first, last, said, office.doing(by))


def year(office, event: str) -> list[tuple[date, date, bool]]:
    with office.store.reading() as session:
        rows = [row for row in announced.events(session) if row.id == event]
    found = occurrences(rows, date(2027, 1, 1), date(2027, 12, 31), {})
    return [(each.first, each.last, each.estimated) for each in found]


def test_a_sale_that_was_announced_since_stands_in_the_calendar_and_can_be_planned(desk):
    assert year(desk, "prime_day") == []
    enter(desk)
    assert year(desk, "prime_day") == [(FIRST, LAST, False)]
    with desk.store.writing() as session:
        plan = plans.make(session, "prime_day", FIRST, desk.doing("lead"))
    assert (plan.first, plan.last) == (FIRST, LAST)


def test_a_carriers_own_day_takes_the_place_of_an_earlier_years(desk):
    assert year(desk, "cutoff_dhl_express") == [(date(2027, 12, 18), date(2027, 12, 18), True)]
    asked = date(2027, 12, 16)
    enter(desk, "cutoff_dhl_express", asked, asked)
    assert year(desk, "cutoff_dhl_express") == [(asked, asked, False)]
    with desk.store.reading() as session:
        still = awaited(announced.events(session), date(2027, 12, 1), date(2027, 12, 31), {})
    assert "cutoff_dhl_express" not in {each.event.id for each in still}


def test_who_entered_what_and_where_it_was_said_stands_beside_it(desk):
    enter(desk)
    with desk.store.reading() as session:
        (entry,) = announced.entries(session)
        row = next(row for row in announced.events(session) if row.id == "prime_day")
    assert (entry.source, entry.by, entry.on) == (SAID, desk.people["lead"].name, date(2027, 6, 1))
    assert SAID in row.newest.source


def test_entered_again_the_newest_days_count_and_taken_back_those_of_the_packs(desk):
    enter(desk)
    enter(desk, last=FIRST)
    assert year(desk, "prime_day") == [(FIRST, FIRST, False)]
    with desk.store.writing() as session:
        announced.take_back(session, "prime_day", 2027, desk.doing("lead"))
        assert announced.events(session) == load_peaks().events


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"last": date(2027, 6, 21)}, "last"),
        ({"last": date(2027, 12, 31)}, "last"),
        ({"first": date(2026, 6, 22)}, "first"),
        ({"first": date(2099, 6, 22), "last": date(2099, 6, 23)}, "first"),
        ({"said": ""}, "source"),
    ],
)
def test_days_that_cannot_be_or_have_no_source_are_refused(desk, wrong, field):
    with pytest.raises(EnteredError) as refused:
        enter(desk, **wrong)
    assert refused.value.field == field
    assert year(desk, "prime_day") == []


def test_an_event_that_nobody_knows_has_no_days(desk):
    with pytest.raises(NotFoundError):
        enter(desk, "party")


def test_an_agent_enters_no_days(desk):
    with pytest.raises(RefusedError):
        enter(desk, by="agent")
