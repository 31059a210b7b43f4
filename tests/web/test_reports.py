"""Reports: the cases of a stretch in figures, the same as a file, and the invariant of the clocks."""

from datetime import timedelta

from maildesk.core.dispute.case import Entered
from maildesk.db import tables as t
from maildesk.flow.cases import acts
from maildesk.flow.clocks import ringing, told_twice
from maildesk.flow.person import Doing, person


def entered(shop, platform="ebay", case="return", **told):
    with shop.store.writing() as session:
        doing = Doing(person(session.get_one(t.User, shop.people["wang"])), shop.now)
        return acts.enter(session, Entered(platform, case, "respond", shop.now, **told), shop.now, doing)


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
