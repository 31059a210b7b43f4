"""What stands between a draft and its approval."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from maildesk.core.order import Channel, Order, OrderStatus, Parcel
from maildesk.core.reply.checks import Checked, Weight, all_green, check, may_approve
from maildesk.core.reply.facts import Buyer, Facts
from maildesk.core.reply.plan import Outcome, Plan, Slot, SlotKind
from maildesk.core.reply.rendered import Block, FactSpan, Rendered

NOW = datetime(2026, 10, 8, 9, 0, tzinfo=UTC)
ORDER = Order(
    Channel.OWN,
    "#1034",
    OrderStatus.SHIPPED,
    buyer_email="anna@mail.example",
    parcels=(Parcel("YT1", "dhl"),),
    ordered_at=NOW - timedelta(days=9),
)
FACTS = Facts(NOW, order=ORDER, buyer=Buyer(email="anna@mail.example", locale="de", country="DE"))
PLAN = Plan("sent", "de", Outcome.INFORM)
FRAME = (Block("greeting", "Guten Tag,"), Block("understood", "Danke."), Block("closing", "Grüße"))


def rendered(*blocks):
    return Rendered("de", "Re: x", (*FRAME[:2], *blocks, FRAME[2]))


def fact_block(text="Die Nummer ist YT1."):
    start = text.index("YT1")
    return Block("facts", text, (FactSpan(start, start + 3, "tracking_number", "parcel.tracking_number"),))


def own(text):
    return rendered(Block("facts", text, mirrored=False))


def failed(checked):
    return {each.code: each for each in check(checked) if not each.ok}


def on(channel):
    return replace(FACTS, order=replace(ORDER, channel=channel))


def test_a_draft_of_known_facts_is_all_green():
    checks = check(Checked(PLAN, rendered(fact_block()), FACTS))
    assert all_green(checks)
    assert len(checks) > 10


def test_an_open_slot_stops_approval():
    slot = Block("facts", "Am ⟦shipped_on⟧.", (FactSpan(3, 15, "shipped_on", ""),))
    checks = check(Checked(PLAN, rendered(slot), FACTS))
    found = next(each for each in checks if not each.ok)
    assert (found.code, found.block, found.detail) == ("open_slot", "facts", "shipped_on")
    assert not may_approve(checks)


def test_an_agents_own_words_can_be_approved_but_not_in_bulk():
    checks = check(Checked(PLAN, own("Wir kümmern uns darum."), FACTS))
    assert may_approve(checks)
    assert not all_green(checks)


@pytest.mark.parametrize(
    "words", ["am 14.11.", "YT9988", "84 Euro", "schreiben Sie an x@other.example", "Nummer １０５５"]
)
def test_a_number_or_address_without_source_is_named(words):
    assert "fact_without_source" in failed(Checked(PLAN, own(f"Wir haben {words} notiert."), FACTS))


@pytest.mark.parametrize("words", ["2 Fotos", "an anna@mail.example", "bald"])
def test_small_numbers_and_the_buyers_own_address_need_no_source(words):
    assert "fact_without_source" not in failed(Checked(PLAN, own(f"Bitte {words}."), FACTS))


def test_a_number_that_a_fact_stands_behind_has_its_source():
    block = Block(
        "facts", "Paket 12345.", (FactSpan(6, 11, "tracking_number", "parcel.tracking_number"),), mirrored=False
    )
    assert "fact_without_source" not in failed(Checked(PLAN, rendered(block), FACTS))


def test_another_buyers_number_stops_approval():
    checked = Checked(PLAN, own("Wie bei #2077."), FACTS, foreign=frozenset({"#2077", "eve@mail.example"}))
    assert failed(checked)["other_buyers_data"].weight is Weight.STOP


@pytest.mark.parametrize(
    ("wanted", "written", "code"),
    [
        ("de", "de", None),
        ("de-AT", "de", None),
        ("sk", "cs", "locale_fallback"),
        ("fi", "en", "locale_fallback"),
        ("fr", "de", "wrong_language"),
    ],
)
def test_the_language_of_the_draft_is_compared_with_the_buyers(wanted, written, code):
    facts = replace(FACTS, buyer=replace(FACTS.buyer, locale=wanted))
    found = failed(Checked(replace(PLAN, locale=written), rendered(fact_block()), facts))
    assert set(found) == ({code} if code else set())


def test_own_words_in_another_language_are_noticed():
    assert "wrong_language" in failed(Checked(PLAN, own("We are on it."), FACTS, own_words="en"))


def test_a_reply_of_greeting_and_closing_only_is_empty():
    reply = Rendered("de", "Re: x", (FRAME[0], FRAME[2]))
    assert {"empty", "missing_block"} <= set(failed(Checked(PLAN, reply, FACTS)))


@pytest.mark.parametrize(
    "words",
    [
        "Wir erstatten Ihnen alles.",
        "You get a full refund.",
        "全额退款给您。",
        "返金いたします。",
        "нескольких скидок",
    ],
)
def test_a_promise_of_money_is_noticed_in_any_language(words):
    assert "promises_money" in failed(Checked(PLAN, own(words), FACTS))


def test_an_amount_in_a_slot_is_a_promise_of_money():
    plan = PLAN.with_slot(Slot("refund", SlotKind.MONEY, "5 EUR"))
    assert "promises_money" in failed(Checked(plan, rendered(fact_block()), FACTS))


@pytest.mark.parametrize("channel", [Channel.AMAZON, Channel.EBAY, Channel.ETSY])
@pytest.mark.parametrize(
    "words",
    [
        "Siehe https://shop.example/x",
        "auf www.lumen.example",
        "auf lumen-haus.de",
        "an x@lumen.example",
        "Tel. +49 151 2345678",
    ],
)
def test_a_marketplace_message_may_not_lead_away(channel, words):
    found = failed(Checked(PLAN, own(words), on(channel)))
    assert found["leads_off_channel"].weight is Weight.STOP


def test_an_own_shop_may_send_a_link():
    assert "leads_off_channel" not in failed(Checked(PLAN, own("Siehe https://shop.example/x"), FACTS))


def test_a_tracking_number_is_not_taken_for_a_telephone():
    text = "Die Nummer ist 00340434161094042557."
    block = Block("facts", text, (FactSpan(15, 35, "tracking_number", "parcel.tracking_number"),))
    assert all_green(check(Checked(PLAN, rendered(block), on(Channel.EBAY))))


@pytest.mark.parametrize(
    "words", ["Please leave a 5 star review", "给我们一个好评", "星5をお願いします", "5 Sterne bitte"]
)
def test_asking_for_stars_is_stopped_on_a_marketplace(words):
    assert "review_incentive" in failed(Checked(PLAN, own(words), on(Channel.AMAZON)))
    assert "review_incentive" not in failed(Checked(PLAN, own(words), FACTS))


@pytest.mark.parametrize(("until", "worthless"), [("2026-10-11", True), ("2026-10-22", False)])
def test_an_offer_that_ends_in_days_is_worthless(until, worthless):
    plan = PLAN.with_slot(Slot("offer_until", SlotKind.DATE, until))
    assert ("worthless_offer" in failed(Checked(plan, rendered(fact_block()), FACTS))) is worthless


def test_a_reply_is_no_longer_than_its_channel_takes():
    long = Block("facts", "a" * 2500)
    assert "too_long" in failed(Checked(PLAN, rendered(long), on(Channel.EBAY)))
    assert "too_long" not in failed(Checked(PLAN, rendered(long), FACTS))
