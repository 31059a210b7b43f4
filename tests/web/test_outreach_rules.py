"""Who sends alone, with its history and its sample; telling buyers by hand; a buyer's whole history; the shop's own particulars."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from maildesk.db import tables as t
from maildesk.flow.care import closing, house
from maildesk.flow.care.closing import Closing
from maildesk.web.i18n import catalogue
from tests.web.desk import token
from tests.web.outreach import Writing, writing
from tests.web.page import send, words


@pytest.fixture
def first(shop) -> Writing:
    return writing(shop)


def post(client, url, **form):
    return client.post(url, data={"csrf_token": token(client), **form})


def alone(first) -> frozenset[str]:
    with first.shop.store.reading() as session:
        return house.automatic(session, first.care)


def test_a_supervisor_lets_a_rule_leave_alone_and_says_why(first, signed_in):
    client = signed_in("wang")
    post(client, "/outreach/rules/dispatched", alone="1", why="read fifty of them")
    assert alone(first) == {"dispatched"}
    assert "Dispatched: alone · read fifty of them 王磊" in words(client.get("/outreach/rules"))
    post(client, "/outreach/rules/dispatched", alone="", why="one was wrong")
    assert alone(first) == frozenset()
    assert len(first.shop.all(t.AutomaticRule)) == 2


@pytest.mark.parametrize(("who", "why", "status"), [("lin", "good", 403), ("wang", "", 400)])
def test_nobody_else_and_never_without_a_reason(first, signed_in, who, why, status):
    assert post(signed_in(who), "/outreach/rules/dispatched", alone="1", why=why).status_code == status
    assert alone(first) == frozenset()


@pytest.mark.parametrize("hours", [30, 24 * 9])
def test_what_left_alone_on_the_last_day_is_there_for_re_reading(first, signed_in, hours):
    first.alone("order_confirm")
    first.told("#1034")
    first.wait(hours=3)
    first.shop.now += timedelta(hours=hours)
    [sent] = first.mails("sent")
    page = signed_in().get("/outreach/rules")
    assert f'href="/outreach/{sent.id}"' in page.get_data(as_text=True)
    read = words(signed_in().get(f"/outreach/{sent.id}"))
    assert "Let go by the desk alone" in read
    assert sent.text.splitlines()[0] in read


def test_goods_that_ran_out_are_told_to_the_buyers_of_these_orders_once(first, signed_in):
    first.told("#1034")
    client = signed_in()
    typed = {"orders": "#1034", "titles": "Lampe Alba"}
    send(client, "/outreach/tell", "/outreach/tell/stock", **typed)
    send(client, "/outreach/tell", "/outreach/tell/stock", **typed)
    assert [row.purpose for row in first.mails()].count("out_of_stock") == 1


@pytest.mark.parametrize(
    ("form", "typed", "said"),
    [
        ("stock", {"orders": "#999", "titles": "Lampe"}, "wanted.one_order"),
        ("stock", {"orders": "#1034", "titles": " "}, "field.titles"),
        ("closure", {"first": "2027-02-10", "last": "2027-02-01"}, "wanted.days_in_order"),
        ("closure", {"first": "2026-02-01", "last": "2026-02-10"}, "wanted.day_not_over"),
        (
            "coupon",
            {"email": "no@body.example", "code": "A", "worth": "10 %", "until": "2027-03-01"},
            "wanted.a_contact",
        ),
    ],
)
def test_a_form_that_cannot_be_says_what_is_wrong_and_plans_nothing(first, signed_in, form, typed, said):
    first.told("#1034")
    before = len(first.mails())
    answer = post(signed_in(), f"/outreach/tell/{form}", **typed)
    assert answer.status_code == 422
    assert catalogue("en").gettext(said) in words(answer)
    assert len(first.mails()) == before


def test_a_closure_is_told_to_everybody_whose_order_has_not_left(first, signed_in):
    first.told("#1034")
    first.told("#1035", "berta@kunde.example")
    client = close(signed_in)
    assert closures(first) == 0
    said = client.get("/outreach/tell")
    assert "Orders concerned; their mails are being planned: 2" in words(said)
    bar = re.search(r'data-progress="([^"]+)"', said.get_data(as_text=True))[1]
    assert client.get(bar).json == {"state": "preparing", "share": 0, "ended": 0, "going": 0}
    go_on(first)
    assert client.get(bar).json == {"state": "preparing", "share": 100, "ended": 2, "going": 2}
    while go_on(first):
        pass
    assert client.get(bar).json == {"state": "proposed", "share": 100}
    assert closures(first) == 2


def test_a_closure_that_concerns_no_order_is_not_begun(first, signed_in):
    assert "Nothing new: planned before, or not wanted" in words(close(signed_in).get("/outreach/tell"))
    assert [job for job in first.shop.all(t.Job) if job.name == closing.JOB] == []


def test_orders_that_could_not_be_looked_at_stand_there_with_their_reason_and_are_tried_again(first, signed_in):
    first.told("#1034")
    client = close(signed_in)
    with first.shop.store.writing() as session:
        session.query(t.OrderRow).one().lines = [{"sku": "L1"}]
    while go_on(first):
        pass
    said = words(client.get("/outreach/tell"))
    assert "1 could not be looked at." in said
    assert "#1034 KeyError: 'title'" in said
    [job] = [job for job in first.shop.all(t.Job) if job.name == closing.JOB]
    assert job.due_at > first.shop.now
    bar = client.get("/outreach/tell/closure/progress", query_string={"key": job.key})
    assert bar.json == {"state": "proposed", "share": 100}
    send(client, "/outreach/tell", "/outreach/tell/closure/again", key=job.key)
    assert first.shop.newest(t.Job).due_at < job.due_at


def close(signed_in):
    client = signed_in("lin")
    post(client, "/outreach/tell/closure", first="2027-02-01", last="2027-02-10", resumes="2027-02-11")
    return client


def closures(first) -> int:
    return [row.purpose for row in first.mails()].count("closure")


def go_on(first) -> bool:
    told = Closing(date(2027, 2, 1), date(2027, 2, 10), date(2027, 2, 11))
    with first.shop.store.writing() as session:
        return closing.go_on(session, first.care, told, first.shop.now)


def test_a_coupon_about_to_end_is_told_to_its_buyer(first, signed_in):
    first.agree("anna@kunde.example")
    typed = {"email": "anna@kunde.example", "code": "A1", "worth": "5.00 EUR", "until": "2027-01-20"}
    post(signed_in(), "/outreach/tell/coupon", **typed)
    [row] = first.mails()
    assert (row.purpose, row.detail["coupon"]["worth"]) == ("coupon_ending", "5.00 EUR")


def test_a_buyers_history_has_mails_both_ways_verdicts_and_consents_with_their_evidence(first, signed_in):
    first.shop.order("#0900", buyer_name="Anna Krüger", buyer_email="anna@kunde.example", country="DE", language="de")
    first.shop.mail("Wo ist mein Paket #0900?", subject="Mein Paket")
    first.told("#1034")
    first.wait(hours=3)
    first.agree("anna@kunde.example")
    conversation = first.shop.newest(t.Conversation)
    client = signed_in()
    there = f"/buyers/{conversation.buyer_id}/history"
    assert there in client.get(f"/c/{conversation.id}").get_data(as_text=True)
    said = words(client.get(there))
    assert "Mein Paket" in said
    assert "Order confirmed waiting" in said
    assert "checkout form, box ticked" in said


def test_a_stop_told_by_telephone_is_kept_for_all_of_the_buyers_addresses(first, signed_in):
    first.told("#1034")
    client, there = signed_in(), f"/buyers/{first.shop.newest(t.Buyer).id}"
    send(client, f"{there}/history", f"{there}/stop")
    assert [(row.scope, row.because) for row in first.shop.all(t.Suppression)] == [("advertising", "agent")]
    stop = " · ".join(catalogue("en").gettext(code) for code in ("scope.advertising", "stopped_because.agent"))
    assert stop in words(client.get(f"{there}/history"))


def test_a_person_is_forgotten_by_a_supervisor_who_says_that_it_is_meant(first, signed_in):
    first.told("#1034")
    first.agree("anna@kunde.example")
    there = f"/buyers/{first.shop.newest(t.Buyer).id}"
    assert "Forget this person" not in words(signed_in("lin").get(f"{there}/history"))
    client = signed_in("wang")
    assert "This cannot be undone." in words(client.get(f"{there}/history"))
    post(client, f"{there}/erase", back=f"{there}/history")
    assert "Tick first that this person asked for it." in words(client.get(f"{there}/history"))
    assert post(signed_in("lin"), f"{there}/erase", sure="1").status_code == 403
    send(client, f"{there}/history", f"{there}/erase", sure="1")
    said = words(client.get(f"{there}/history"))
    assert "Forgotten on" in said
    assert "anna@kunde.example" not in said
    assert [row.scope for row in first.shop.all(t.Suppression)] == ["everything"]
    assert "Forget this person" not in said


def test_the_shop_page_keeps_what_the_law_asks_for(first, signed_in):
    client = signed_in("wang")
    send(client, "/shop", "/shop", country="cn", mourning="tr, ua", sign_off="Ihr Team")
    with first.shop.store.reading() as session:
        kept = house.house(session, first.care)
    assert (kept.name, kept.postal_address) == ("Lampenhaus GmbH", "Kaistraße 12, 20457 Hamburg")
    assert (kept.country, kept.mourning) == ("CN", {"TR", "UA"})


@pytest.mark.parametrize("typed", [{"country": "XX"}, {"mourning": "DE, Narnia"}])
def test_a_country_that_is_none_is_named_and_nothing_is_kept(first, signed_in, typed):
    assert send(signed_in("wang"), "/shop", "/shop", **typed).status_code == 422
    with first.shop.store.reading() as session:
        assert house.house(session, first.care).country == ""
