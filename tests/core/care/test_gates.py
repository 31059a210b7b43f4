"""Each gate by itself, their order, and that a wait longer than the mail's sense is a stop."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from maildesk.core.care.asked import Answer, Gate
from maildesk.core.care.contact import Scope, Sent, Trouble
from maildesk.core.care.gates import judge
from maildesk.core.care.law import Basis
from maildesk.core.care.occasion import Greeting, Kind
from tests.core.care.made import HOUSE, MARKETING, NOON, RELATIONSHIP, TRANSACTIONAL, asked, contact, missive

CHRISTMAS = Greeting("christmas", Kind.CHOSEN, date(2026, 12, 25), date(2026, 12, 24), date(2026, 12, 26))
NEW_YEAR = Greeting("new_year", Kind.PUBLIC, date(2027, 1, 1), date(2027, 1, 1), date(2027, 1, 3))
EVE = datetime(2026, 12, 24, 11, tzinfo=UTC)


def said(verdict):
    return verdict.answer, verdict.gate, verdict.why


def stop(gate, why):
    return Answer.STOP, gate, why


def greeting(of, to=None, at=EVE, **changed):
    what = missive(purpose="greeting", greeting=of, lapses_at=datetime(2026, 12, 27, tzinfo=UTC), **changed)
    return judge(asked(to or contact(chosen=frozenset({"christmas"})), what, at=at))


def test_what_passes_all_gates_says_on_what_ground_and_by_which_rules():
    verdict = judge(asked())
    assert (verdict.answer, verdict.gate, verdict.version) == (Answer.GO, None, "test.1")
    assert [(g.law, g.basis, g.evidence) for g in verdict.grounds] == [
        ("eu", Basis.EXPRESS, "checkout form"),
        ("us", Basis.OPT_OUT, ""),
    ]


@pytest.mark.parametrize(
    ("channel", "purpose", "ended", "why"),
    [
        ("amazon", "coupon_ending", 0, "channel.amazon"),
        ("amazon", "delay", 31, "channel.amazon.too_late"),
        ("taobao", "delay", 0, "channel.unknown"),
    ],
)
def test_the_channel_decides_what_may_be_written_first(channel, purpose, ended, why):
    what = missive(TRANSACTIONAL, channel=channel, purpose=purpose, ended_at=NOON - timedelta(days=ended))
    assert said(judge(asked(what=what))) == stop(Gate.CHANNEL, why)


@pytest.mark.parametrize(
    ("country", "mail_class", "why"),
    [
        ("FR", MARKETING, "consent.none.eu"),
        ("", MARKETING, "consent.none.eu"),
        ("DE", RELATIONSHIP, "consent.none.de"),
        ("CA", MARKETING, "consent.none.ca"),
    ],
)
def test_without_consent_no_advertising_and_an_unknown_country_counts_as_the_union(country, mail_class, why):
    verdict = judge(asked(contact(country, consents=()), missive(mail_class)))
    assert said(verdict) == stop(Gate.CONSENT, why)


def test_the_law_of_the_seller_counts_too():
    afternoon = datetime(2026, 11, 25, 18, tzinfo=UTC)
    american, seller = contact("US", consents=()), replace(HOUSE, country="DE")
    assert judge(asked(american, at=afternoon)).answer is Answer.GO
    assert said(judge(asked(american, house=seller, at=afternoon))) == stop(Gate.CONSENT, "consent.none.de")


@pytest.mark.parametrize(
    ("scope", "mail_class", "stopped"),
    [
        (Scope.ADVERTISING, MARKETING, True),
        (Scope.ADVERTISING, RELATIONSHIP, True),
        (Scope.ADVERTISING, TRANSACTIONAL, False),
        (Scope.EVERYTHING, TRANSACTIONAL, True),
        (Scope.MARKETING, MARKETING, True),
        (Scope.MARKETING, RELATIONSHIP, False),
        (Scope.RELATIONSHIP, RELATIONSHIP, True),
        (Scope.RELATIONSHIP, MARKETING, False),
        (Scope.RELATIONSHIP, TRANSACTIONAL, False),
    ],
)
def test_a_suppressed_address_gets_no_advertising_and_a_dead_one_nothing(scope, mail_class, stopped):
    verdict = judge(asked(contact(suppressed=frozenset({scope})), missive(mail_class)))
    assert (verdict.gate is Gate.SUPPRESSION) is stopped


@pytest.mark.parametrize("trouble", [each for each in Trouble if each is not Trouble.BLOCKED])
@pytest.mark.parametrize("mail_class", [MARKETING, RELATIONSHIP, TRANSACTIONAL])
def test_nobody_in_an_open_matter_is_written_to(trouble, mail_class):
    verdict = judge(asked(contact(troubles=frozenset({trouble})), missive(mail_class)))
    assert said(verdict) == (Answer.WAIT, Gate.TROUBLE, f"trouble.{trouble}")
    assert verdict.until == NOON + timedelta(days=1)


def test_a_blocked_buyer_is_never_written_to():
    assert said(judge(asked(contact(troubles=frozenset({Trouble.BLOCKED}))))) == stop(Gate.TROUBLE, "trouble.blocked")


def test_above_a_cap_a_mail_waits():
    verdict = judge(asked(contact(sent=(Sent(NOON - timedelta(days=1), MARKETING, "x"),))))
    assert (verdict.answer, verdict.gate, verdict.until) == (Answer.WAIT, Gate.CAP, NOON + timedelta(days=6))


@pytest.mark.parametrize("mail_class", [MARKETING, RELATIONSHIP, TRANSACTIONAL])
def test_nothing_arrives_in_quiet_hours(mail_class):
    late = datetime(2026, 11, 25, 22, tzinfo=UTC)
    verdict = judge(asked(what=missive(mail_class), at=late))
    assert (verdict.answer, verdict.gate) == (Answer.WAIT, Gate.QUIET)
    assert verdict.until == datetime(2026, 11, 26, 8, tzinfo=UTC)


def test_in_germany_a_sunday_holds_advertising_and_what_counts_as_such_but_no_news_of_an_order():
    sunday = datetime(2026, 11, 29, 11, tzinfo=UTC)
    gates = [judge(asked(contact("DE"), missive(each), at=sunday)).gate for each in (MARKETING, RELATIONSHIP)]
    assert gates == [Gate.QUIET, Gate.QUIET]
    assert judge(asked(contact("DE"), missive(TRANSACTIONAL), at=sunday)).answer is Answer.GO


def test_a_wait_that_outlasts_the_mails_sense_is_a_stop():
    late = datetime(2026, 11, 25, 22, tzinfo=UTC)
    verdict = judge(asked(what=missive(lapses_at=late + timedelta(hours=2)), at=late))
    assert said(verdict) == stop(Gate.QUIET, "quiet.hours.too_late")


def test_a_greeting_goes_on_its_day_to_those_who_chose_it():
    assert greeting(CHRISTMAS).answer is Answer.GO


def test_belief_is_never_guessed():
    assert said(greeting(CHRISTMAS, contact())) == stop(Gate.FIT, "fit.not_chosen")


def test_a_christmas_greeting_on_the_27th_has_lost_its_sense():
    late = datetime(2026, 12, 27, 11, tzinfo=UTC)
    assert said(greeting(CHRISTMAS, at=late)) == stop(Gate.FIT, "fit.lost_its_sense")


def test_a_greeting_that_is_too_early_waits_for_its_day():
    what = missive(purpose="greeting", greeting=NEW_YEAR, lapses_at=datetime(2027, 1, 4, tzinfo=UTC))
    verdict = judge(asked(what=what, at=EVE))
    assert (verdict.why, verdict.until) == ("fit.too_early", datetime(2027, 1, 1, 8, tzinfo=UTC))


def test_nothing_cheerful_goes_where_people_mourn():
    house = replace(HOUSE, mourning=frozenset({"FR"}))
    what = missive(purpose="greeting", greeting=CHRISTMAS, lapses_at=datetime(2026, 12, 27, tzinfo=UTC))
    verdict = judge(asked(contact(chosen=frozenset({"christmas"})), what, house, EVE))
    assert said(verdict) == stop(Gate.FIT, "fit.mourning")


@pytest.mark.parametrize(
    ("changed", "gate", "why"),
    [
        ({"name": ""}, Gate.IDENTITY, "identity.name"),
        ({"postal_address": ""}, Gate.IDENTITY, "identity.postal_address.us"),
        ({"public_url": ""}, Gate.WAY_OUT, "way_out.no_https"),
        ({"public_url": "http://desk.example"}, Gate.WAY_OUT, "way_out.no_https"),
    ],
)
def test_what_the_house_lacks_is_asked_of_a_person(changed, gate, why):
    assert said(judge(asked(house=replace(HOUSE, **changed)))) == (Answer.ASK, gate, why)


def test_news_of_an_order_needs_no_link_to_unsubscribe():
    house = replace(HOUSE, public_url="", postal_address="")
    assert judge(asked(what=missive(TRANSACTIONAL), house=house)).answer is Answer.GO


@pytest.mark.parametrize("mail_class", [MARKETING, RELATIONSHIP, TRANSACTIONAL])
@pytest.mark.parametrize("changed", [{"relay": True}, {"address": ""}])
def test_a_relay_address_is_no_contact(mail_class, changed):
    assert said(judge(asked(contact(**changed), missive(mail_class)))) == stop(Gate.RELAY, "relay.no_contact")


def test_what_nobody_approved_waits_for_a_person():
    verdict = judge(asked(what=missive(approved=False)))
    assert said(verdict) == (Answer.ASK, Gate.APPROVAL, "approval.person")


def test_the_first_gate_in_order_speaks():
    everything = contact(
        consents=(), suppressed=frozenset({Scope.EVERYTHING}), troubles=frozenset({Trouble.CASE}), relay=True
    )
    assert judge(asked(everything, missive(channel="amazon"))).gate is Gate.CHANNEL
    assert judge(asked(everything)).gate is Gate.CONSENT


def test_a_subject_begins_with_the_word_its_law_wants():
    at = datetime(2026, 11, 25, 3, tzinfo=UTC)
    assert judge(asked(contact("KR"), at=at)).label == "(광고)"
    assert judge(asked(contact("KR"), missive(TRANSACTIONAL), at=at)).label == ""
