"""The signed part of links: nobody can make one up, and a way out never closes."""

import pytest

from maildesk.core.care.link import Linked, make, read

NOW, FORMER = b"a" * 40, b"b" * 40


def test_a_link_names_contact_and_mail():
    assert read(make(Linked(12, 345), NOW), (NOW,)) == Linked(12, 345)


def test_a_link_of_a_former_secret_is_still_read():
    assert read(make(Linked(12), FORMER), (NOW, FORMER)) == Linked(12)


def test_a_link_survives_a_client_that_writes_capitals():
    assert read(make(Linked(12), NOW).upper(), (NOW,)) == Linked(12)


@pytest.mark.parametrize("other", ["13-0", "12-1"])
def test_the_signature_belongs_to_these_numbers_alone(other):
    signature = make(Linked(12), NOW).rpartition("-")[2]
    assert read(f"{other}-{signature}", (NOW,)) is None


@pytest.mark.parametrize("token", ["", "12-0", "12-0-" + "a" * 24, "x-0-" + "a" * 24, "12-0-" + "a" * 25, "9" * 5000])
def test_what_nobody_signed_is_nothing(token):
    assert read(token, (NOW, FORMER)) is None


def test_it_can_stand_in_an_address_as_it_is():
    assert make(Linked(12, 345), NOW).replace("-", "").isalnum()
