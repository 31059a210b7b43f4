"""A shop's list of consents, and the key under which stops are remembered."""

from datetime import UTC, datetime, timedelta

import pytest

from maildesk.core.care.consent_row import ConsentRowError, read_row
from maildesk.core.care.contact import Scope
from maildesk.db import tables as t
from maildesk.db.secrets import Vault
from maildesk.errors import SettingError
from maildesk.flow.care import contacts, house, preferences
from maildesk.flow.care.consents import Imported, take
from tests.flow.care.conftest import NOW

ROW = {"email": "Anna@Kunde.example", "basis": "express", "given_at": "2026-03-02", "evidence": "checkout form 7"}


def test_importing_again_changes_nothing(parlour):
    with parlour.store.writing() as session:
        assert take(session, parlour.care, [read_row(ROW, NOW)], NOW) == Imported(new=1)
        assert take(session, parlour.care, [read_row(ROW, NOW)], NOW) == Imported(known=1)
    [row] = parlour.all(t.ConsentRow)
    assert (row.basis, row.at, sorted(row.covers)) == (
        "express",
        datetime(2026, 3, 2, tzinfo=UTC),
        ["marketing", "relationship"],
    )


@pytest.mark.parametrize(
    "relay",
    ["a1@marketplace.amazon.de", "b2@members.ebay.com", "c3@relay.walmart.com", "d4@notice.aliexpress.com", "e5@privaterelay.appleid.com"],
)  # fmt: skip
def test_a_relay_never_becomes_a_contact(parlour, relay):
    with parlour.store.writing() as session:
        row = read_row({**ROW, "email": relay}, NOW)
        assert take(session, parlour.care, [row], NOW) == Imported(relays=1)
    assert parlour.all(t.Contact) == []


def test_a_list_is_no_new_consent_of_somebody_who_said_stop(parlour):
    with parlour.store.writing() as session:
        contact = contacts.known(session, parlour.care, "anna@kunde.example", NOW)
        contacts.suppress(session, contact, Scope.ADVERTISING, "reply", NOW)
        assert take(session, parlour.care, [read_row(ROW, NOW)], NOW) == Imported(new=1, suppressed=1)
        assert preferences.classes(session, parlour.care, contact, NOW) == frozenset()


@pytest.mark.parametrize(
    ("changed", "column"),
    [
        ({"email": "anna"}, "email"),
        ({"basis": "contract"}, "basis"),
        ({"given_at": "yesterday"}, "given_at"),
        ({"given_at": "2030-01-01"}, "given_at"),
        ({"evidence": " "}, "evidence"),
        ({"covers": "transactional"}, "covers"),
        ({"until": "soon"}, "until"),
        ({"country": "Germany"}, "country"),
        ({"language": "deutsch!"}, "language"),
    ],
)
def test_a_row_that_is_wrong_names_its_column(changed, column):
    with pytest.raises(ConsentRowError) as caught:
        read_row({**ROW, **changed}, NOW)
    assert caught.value.column == column


def test_the_key_of_stops_outlives_a_change_of_the_secret_key(store):
    old, both, new = "a" * 40, f"{'b' * 40},{'a' * 40}", "b" * 40
    with store.writing() as session:
        key = house.address_key(session, Vault(old), NOW)
        assert house.address_key(session, Vault(both), NOW + timedelta(days=1)) == key
        with pytest.raises(SettingError):
            house.address_key(session, Vault(new), NOW)
