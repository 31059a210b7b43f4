"""The facts that texts may write, and what makes one unknown."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from maildesk.core.order import Channel, Order, OrderStatus, Parcel, ParcelEvent, ParcelState
from maildesk.core.reply.facts import Buyer, Facts, Shop
from maildesk.core.reply.vocabulary import VOCABULARY, fact, working_day

#: A Thursday.
NOW = datetime(2026, 10, 8, 9, 0, tzinfo=UTC)
ORDER = Order(Channel.OWN, "#1034", OrderStatus.PAID, country="DE", ordered_at=NOW - timedelta(days=1))


def value(name, facts):
    found = fact(name, facts)
    return found.value if found else None


@pytest.mark.parametrize("name", sorted(VOCABULARY))
def test_without_order_parcel_or_shop_no_fact_is_invented(name):
    found = fact(name, Facts(NOW))
    assert found is None or found.source.startswith(("desk.", "shop."))


@pytest.mark.parametrize(
    ("written", "greeted"),
    [
        ("Anna Krüger", "Anna Krüger"),
        ("ANNA KRÜGER", "Anna Krüger"),
        ("anna  krüger", "Anna Krüger"),
        ("佐藤 花子", "佐藤 花子"),
        ("anna.k@mail.example", None),
        ("buyer_8841", None),
        ("…", None),
        ("", None),
    ],
)
def test_only_a_name_is_greeted(written, greeted):
    assert value("buyer_name", Facts(NOW, buyer=Buyer(name=written))) == greeted


def test_turkish_capitals_are_left_alone():
    assert value("buyer_name", Facts(NOW, buyer=Buyer(name="AYŞE YILMAZ", locale="tr"))) == "AYŞE YILMAZ"


def test_a_promised_day_that_has_passed_is_no_fact():
    assert value("dispatch_by", Facts(NOW, order=ORDER)) == date(2026, 10, 12)
    old = replace(ORDER, ordered_at=NOW - timedelta(days=20))
    assert value("dispatch_by", Facts(NOW, order=old)) is None


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2026, 10, 9), date(2026, 10, 9)),
        (date(2026, 10, 10), date(2026, 10, 12)),
        (date(2026, 10, 11), date(2026, 10, 12)),
    ],
)
def test_nobody_is_promised_work_on_a_weekend(day, working):
    assert working_day(day) == working


def test_the_last_scan_is_not_the_announcement():
    announced = Parcel("YT1", "dhl", (ParcelEvent(NOW, ParcelState.ANNOUNCED, "", "Shenzhen"),))
    assert value("scan_on", Facts(NOW, order=ORDER, parcel=announced)) is None


def test_the_return_window_quotes_the_rule_that_gives_it():
    short = Shop(policy=replace(Shop().policy, return_days=7))
    found = fact("return_days", Facts(NOW, order=ORDER, shop=short))
    assert (found.value, found.source) == (14, "law.eu_2011_83_art_9")


def test_the_return_window_runs_from_the_delivery():
    events = (ParcelEvent(NOW - timedelta(days=2), ParcelState.DELIVERED),)
    facts = Facts(NOW, order=ORDER, parcel=Parcel("YT1", "dhl", events))
    assert value("return_until", facts) == date(2026, 11, 5)


def test_a_name_that_is_no_word_of_the_texts_is_an_error():
    with pytest.raises(KeyError):
        fact("buyer_password", Facts(NOW))
