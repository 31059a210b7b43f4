"""Reports: the cases of a stretch in figures, the same as a file, and the invariant of the clocks."""

from datetime import timedelta
from decimal import Decimal

import pytest

from maildesk.core.dispute.case import Entered, Outcome
from maildesk.core.notice.platform import NoticeKind
from maildesk.db import tables as t
from maildesk.flow.cases import acts
from maildesk.flow.clocks import ringing, told_twice
from maildesk.flow.house.person import Doing, Seen, person


def entered(shop, platform="ebay", case="return", **told):
    with shop.store.writing() as session:
        told_ = Entered(platform, case, "respond", shop.now, **told)
        return acts.enter(session, told_, shop.now, doing(session, shop))


def words(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.get_data(as_text=True)


def test_cases_are_counted_by_platform_and_as_a_file(shop, signed_in):
    shop.order("#1034", buyer_email="anna@kunde.example", items='[{"sku":"L","title":"=Lamp","qty":1,"price":"9"}]')
    entered(shop, number="R1", order_number="#1034", amount=84, currency="EUR")
    entered(shop, "paypal", "claim", number="R2")
    shop.now += timedelta(hours=1)
    client = signed_in()
    page = words(client, "/reports")
    assert "eBay" in page
    assert "84.00 EUR" in page
    table = words(client, "/reports/cases.csv?by=product")
    assert "'=Lamp,1" in table
    assert table.partition("\r\n")[0].endswith(
        "clock_ran_out,at_stake_EUR,refunded_EUR,median_hours_to_answer,median_share_used"
    )
    assert ",84.00,," in table


@pytest.mark.parametrize("by", ["platform", "reason", "product", "carrier", "market"])
def test_cases_are_counted_by_each_word_with_their_ends_and_amounts(shop, signed_in, by):
    shop.order(
        "#1034", country="DE", tracking_number="YT1", carrier="yunexpress", items='[{"sku":"L","title":"Lamp","qty":1,"price":"9"}]'
    )  # fmt: skip
    case = entered(shop, number="R1", order_number="#1034", amount=84, currency="EUR", kind=NoticeKind.RETURN_REQUEST)
    with shop.store.writing() as session:
        acts.close(session, Seen(case.id, case.version), Outcome.REFUNDED, Decimal(84), doing(session, shop))
    shop.now += timedelta(hours=1)
    name = {"platform": "ebay", "reason": "return_request", "product": "Lamp", "carrier": "yunexpress", "market": "DE"}[
        by
    ]
    head, line = words(signed_in(), f"/reports/cases.csv?by={by}").splitlines()
    told = dict(zip(head.removeprefix("\ufeff").split(","), line.split(","), strict=True))
    assert (told[by], told["opened"], told["refunded"], told["won"]) == (name, "1", "1", "0")
    assert (told["at_stake_EUR"], told["refunded_EUR"]) == ("84.00", "84.00")


def test_each_clock_has_its_time_to_an_answer_on_the_page_and_as_a_file(shop, signed_in):
    case = entered(shop, number="R1")
    shop.mail("Wo ist mein Paket?")
    shop.now += timedelta(hours=6)
    with shop.store.writing() as session:
        acts.answered(session, Seen(case.id, case.version), doing(session, shop))
    ringing.ring(shop.store, shop.now + timedelta(days=3))
    shop.now += timedelta(days=3, hours=1)
    client = signed_in()
    page = words(client, "/reports")
    assert "How fast each clock was answered" in page
    table = words(client, "/reports/clocks.csv").splitlines()
    assert "ebay return respond,1,0,6.02,6.02" in table
    assert "service first_reply,0,1,," in table


def test_no_clock_that_ran_out_is_said_plainly(shop, signed_in):
    with shop.store.writing() as session:
        told_twice.check(session, shop.now)
    assert "No clock ran out in 90 days." in words(signed_in(), "/reports")


def doing(session, shop):
    return Doing(person(session.get_one(t.User, shop.people["wang"])), shop.now)


def test_an_empty_stretch_says_so(shop, signed_in):
    assert "No case in these days" in words(signed_in(), "/reports?days=7")


def test_the_invariant_is_shown_and_a_clock_that_ran_out_untold_is_named_and_told_of(shop, signed_in):
    entered(shop, number="R1")
    ringing.ring(shop.store, shop.now + timedelta(days=30))
    with shop.store.writing() as session:
        found = told_twice.check(session, shop.now + timedelta(days=30))
    assert (found.ran_out, found.untold) == (1, ())
    with shop.store.writing() as session:
        for ring in session.query(t.Ring).filter(t.Ring.act != "expire"):
            session.delete(ring)
        session.flush()
        found = told_twice.check(session, shop.now + timedelta(days=30))
    assert len(found.untold) == 1
    assert "without somebody told twice" in words(signed_in(), "/reports")
    assert shop.newest(t.Notification).code == "untold"
