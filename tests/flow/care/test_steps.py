"""Work in steps: what breaks at one row leaves nothing behind and holds nothing up."""

import pytest
from sqlalchemy import select

from maildesk.db import tables as t
from maildesk.flow.care import steps
from maildesk.flow.care.steps import Part
from maildesk.flow.house import jobs


@pytest.fixture
def names(office):
    """Thirty notes, which a step writes on."""
    with office.store.writing() as session:
        session.add_all(t.Buyer(name=f"b{number}", created_at=office.now) for number in range(30))
        jobs.ask(session, "walk", office.now)
    return office


def walk(office, breaks):
    """One whole run; `breaks`: whether it breaks at an id, after it has written."""

    def look(row):
        buyer = session.get_one(t.Buyer, row)
        buyer.country = "DE"
        session.flush()
        if breaks(row):
            raise ValueError("no such country")

    more = True
    while more:
        with office.store.writing() as session:
            more = steps.go_on(
                session, steps.locked(session, "walk"), (Part("buyer", select(t.Buyer.id), look),), office.now
            )


def test_a_row_that_breaks_is_undone_alone(names):
    third = names.all(t.Buyer)[2].id
    walk(names, lambda row: row == third)
    assert [buyer.id for buyer in names.all(t.Buyer) if not buyer.country] == [third]


def test_of_many_that_break_some_reasons_are_kept_and_all_are_counted(names):
    walk(names, lambda row: True)
    with names.store.reading() as session:
        [told] = steps.under_way(session, "walk")
    assert (told.mark.failed, len(told.mark.aside)) == (30, 20)
    assert told.mark.aside[0][2] == "ValueError: no such country"
