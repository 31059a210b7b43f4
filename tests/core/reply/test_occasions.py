"""What a text may say of closures, mails the desk writes first, withdrawals and cases, and what stays unknown."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from maildesk.core.order import Channel, Order, OrderStatus
from maildesk.core.reply.facts import (
    Closure,
    Coupon,
    Evidence,
    Facts,
    Money,
    Outreach,
    Paper,
    Percent,
    Shop,
    Told,
)
from maildesk.core.reply.families import MailClass
from maildesk.core.reply.occasions import OCCASIONS
from maildesk.core.reply.vocabulary import fact

NOW = datetime(2026, 10, 8, 9, 0, tzinfo=UTC)
ORDER = Order(Channel.OWN, "#1034", OrderStatus.PAID)
FIRST = Outreach(
    MailClass.MARKETING,
    preferences_url="https://desk.example/p/1",
    unsubscribe_url="https://desk.example/p/1/stop",
    asked="damaged_ask_photos",
    coupon=Coupon("DANKE10", Percent(10), date(2026, 11, 30)),
    first_order_on=date(2024, 3, 1),
)
SHOP = Shop("Lumen Haus", legal_name="Lumen Haus GmbH", postal_address="Kaistraße 12, 20457 Hamburg")
FACTS = Facts(NOW, order=ORDER, shop=SHOP, outreach=FIRST)


def value(name, facts=FACTS):
    found = fact(name, facts)
    return found.value if found else None


@pytest.mark.parametrize("name", sorted(OCCASIONS))
def test_without_an_occasion_nothing_is_known(name):
    assert fact(name, Facts(NOW)) is None


@pytest.mark.parametrize("name", ["preferences_url", "unsubscribe_url", "postal_address"])
def test_links_and_addresses_are_unknown_where_a_marketplace_forbids_them(name):
    assert value(name)
    assert value(name, replace(FACTS, order=replace(ORDER, channel=Channel.AMAZON))) is None


def test_nobody_unsubscribes_from_news_of_an_order():
    news = replace(FACTS, outreach=replace(FIRST, mail_class=MailClass.TRANSACTIONAL))
    assert value("unsubscribe_url", news) is None
    assert value("preferences_url", news) == "https://desk.example/p/1"
    assert value("order_mail", news) is True
    assert value("order_mail") is None


@pytest.mark.parametrize(
    ("asked", "flag"),
    [
        ("ask_order_number", "asked_order_number"),
        ("wrong_item_ask_photos", "asked_photos"),
        ("exchange_ask", "asked_details"),
        ("parcel_undeliverable", "asked_address"),
        ("look_into_it", None),
    ],
)
def test_what_we_asked_for_follows_from_the_text_we_asked_in(asked, flag):
    facts = replace(FACTS, outreach=replace(FIRST, asked=asked))
    flags = ("asked_order_number", "asked_photos", "asked_details", "asked_address")
    assert [name for name in flags if value(name, facts)] == ([flag] if flag else [])


@pytest.mark.parametrize(("first", "years"), [(date(2024, 3, 1), 2), (date(2026, 1, 1), None), (None, None)])
def test_years_are_told_from_the_first_on(first, years):
    assert value("years", replace(FACTS, outreach=replace(FIRST, first_order_on=first))) == years


def test_the_firm_stands_for_the_shop_only_where_it_has_a_name_of_its_own():
    assert value("legal_name") == "Lumen Haus GmbH"
    assert value("legal_name", replace(FACTS, shop=Shop("Lumen Haus"))) == "Lumen Haus"


def test_a_coupon_without_a_minimum_has_none():
    assert value("coupon_worth") == Percent(10)
    assert value("coupon_minimum") is None
    dear = replace(FIRST, coupon=replace(FIRST.coupon, minimum=Money(Decimal(50), "EUR")))
    assert value("coupon_minimum", replace(FACTS, outreach=dear)) == Money(Decimal(50), "EUR")


def test_goods_go_back_within_fourteen_days_of_the_withdrawal():
    facts = replace(FACTS, told=Told(withdrawn_at=NOW))
    assert value("withdrawn_on", facts) == NOW
    assert fact("send_back_by", facts).source == "law.withdrawal"
    assert value("send_back_by", facts) == date(2026, 10, 22)


def test_a_closure_has_its_days():
    facts = replace(FACTS, closure=Closure(date(2027, 2, 1), date(2027, 2, 14)))
    assert value("closed_until", facts) == date(2027, 2, 14)
    assert value("reopens_on", facts) is None


def test_only_papers_that_go_along_are_named():
    facts = replace(FACTS, evidence=Evidence(papers=frozenset({Paper.DELIVERY})))
    assert [paper for paper in Paper if value(f"file_{paper}", facts)] == [Paper.DELIVERY]
