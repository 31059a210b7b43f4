"""Consent: where from, for what, until when, and which of it a law takes."""

from datetime import UTC, datetime, timedelta

import pytest

from maildesk.core.care.consent import Consent, expired, ground, later
from maildesk.core.care.law import Basis
from maildesk.core.reply.families import MailClass
from tests.core.care.made import CA, DE, EU, EXPRESS, KR, MARKETING, NOON, RELATIONSHIP, TRANSACTIONAL, US


def bought(days_ago):
    return Consent("o1", Basis.PURCHASE, NOON - timedelta(days=days_ago), "order:12")


def test_what_an_order_needs_stands_on_the_contract():
    assert ground(DE, TRANSACTIONAL, (), NOON).basis is Basis.CONTRACT


def test_in_germany_asking_whether_all_is_well_needs_consent():
    assert ground(DE, RELATIONSHIP, (), NOON) is None
    assert ground(EU, RELATIONSHIP, (), NOON).basis is Basis.LEGITIMATE_INTEREST


def test_in_the_united_states_no_consent_is_asked_for():
    assert ground(US, MARKETING, (), NOON).basis is Basis.OPT_OUT


@pytest.mark.parametrize(("days_ago", "counts"), [(1, True), (729, True), (732, False)])
def test_a_purchase_counts_for_two_years_in_canada(days_ago, counts):
    assert (ground(CA, MARKETING, (bought(days_ago),), NOON) is not None) is counts


def test_a_purchase_is_no_consent_in_the_union():
    assert ground(EU, MARKETING, (bought(1),), NOON) is None


def test_the_ground_names_its_evidence_and_its_end():
    found = ground(CA, MARKETING, (bought(10),), NOON)
    assert (found.law, found.consent, found.evidence) == ("ca", "o1", "order:12")
    assert found.until == datetime(2028, 11, 15, 11, tzinfo=UTC)


def test_express_consent_stands_before_an_implied_one():
    assert ground(CA, MARKETING, (bought(10), EXPRESS), NOON).basis is Basis.EXPRESS


def test_a_consent_ends_when_it_is_withdrawn():
    gone = Consent("c", Basis.EXPRESS, NOON - timedelta(days=9), "form", withdrawn_at=NOON - timedelta(days=1))
    assert ground(EU, MARKETING, (gone,), NOON) is None
    assert expired(EU, MARKETING, (gone,))


def test_a_consent_ends_with_its_own_end_or_the_laws_whichever_is_first():
    old = Consent("c", Basis.EXPRESS, NOON - timedelta(days=800), "form")
    short = Consent("c", Basis.EXPRESS, NOON - timedelta(days=9), "form", until=NOON)
    assert ground(KR, MARKETING, (old,), NOON) is None
    assert ground(EU, MARKETING, (old,), NOON) is not None
    assert ground(EU, MARKETING, (short,), NOON) is None


def test_a_consent_counts_only_for_what_it_was_given():
    only_reviews = Consent("c", Basis.EXPRESS, NOON, "form", frozenset({MailClass.RELATIONSHIP}))
    assert ground(DE, RELATIONSHIP, (only_reviews,), NOON)
    assert ground(DE, MARKETING, (only_reviews,), NOON) is None


def test_a_consent_of_tomorrow_is_none_today():
    assert ground(EU, MARKETING, (Consent("c", Basis.EXPRESS, NOON + timedelta(days=1), "form"),), NOON) is None


def test_months_later_never_leaves_the_month():
    assert later(datetime(2026, 8, 31, tzinfo=UTC), 6) == datetime(2027, 2, 28, tzinfo=UTC)
    assert later(datetime(2024, 2, 29, tzinfo=UTC), 24) == datetime(2026, 2, 28, tzinfo=UTC)
