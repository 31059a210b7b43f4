"""Signing in: the right password, and only so many wrong ones."""

from datetime import timedelta

import pytest

from maildesk.db import tables as t
from maildesk.errors import RefusedError, UsageError
from maildesk.flow.house import people
from tests.flow.conftest import NOW

PASSWORD = "correct horse battery"


@pytest.fixture
def mei(store):
    with store.writing() as session:
        people.add(session, people.NewPerson("mei", "陈美", PASSWORD), NOW)
    return store


def sign_in(store, password, now=NOW, login="mei", address="10.0.0.1"):
    with store.writing() as session:
        row = people.sign_in(session, login, password, address, now)
        return row.login if row else None


def test_the_right_password_signs_in(mei):
    assert sign_in(mei, PASSWORD) == "mei"


@pytest.mark.parametrize(("login", "password"), [("mei", "wrong"), ("nobody", PASSWORD), ("", "")])
def test_anything_else_does_not(mei, login, password):
    assert sign_in(mei, password, login=login) is None


def test_after_ten_failures_even_the_right_password_must_wait_a_quarter_of_an_hour(mei):
    for _ in range(people.MOST_FAILURES):
        sign_in(mei, "wrong")
    with pytest.raises(RefusedError):
        sign_in(mei, PASSWORD)
    assert sign_in(mei, PASSWORD, NOW + people.WINDOW + timedelta(seconds=1)) == "mei"


def test_failures_from_one_address_do_not_lock_out_others(mei):
    for number in range(people.MOST_FAILURES):
        sign_in(mei, "wrong", login=f"guess{number}", address="10.6.6.6")
    with pytest.raises(RefusedError):
        sign_in(mei, PASSWORD, address="10.6.6.6")
    assert sign_in(mei, PASSWORD, address="10.0.0.1") == "mei"


def test_a_person_who_left_cannot_sign_in(mei):
    with mei.writing() as session:
        session.get_one(t.User, 1).active = False
    assert sign_in(mei, PASSWORD) is None


@pytest.mark.parametrize(
    "new",
    [
        people.NewPerson("mei", "x", PASSWORD),
        people.NewPerson(" ", "x", PASSWORD),
        people.NewPerson("li", "x", "short"),
        people.NewPerson("li", "x", PASSWORD, role="king"),
    ],
)
def test_what_is_wrong_with_a_new_person_is_named(mei, new):
    with pytest.raises(UsageError), mei.writing() as session:
        people.add(session, new, NOW)


def test_a_new_password_ends_every_session(mei):
    with mei.writing() as session:
        row = session.get_one(t.User, 1)
        people.set_password(row, "another long password")
        assert row.session_epoch == 1
    assert sign_in(mei, "another long password") == "mei"
