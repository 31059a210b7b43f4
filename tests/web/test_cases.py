"""The board, the pages of cases, and the task to look at a platform."""

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, update

from maildesk.core.dispute.case import Entered
from maildesk.db import tables as t
from maildesk.flow.cases.acts import enter
from maildesk.flow.clocks import ringing
from tests.web.desk import START, token

PROVEN = "mx.shop.example; dkim=pass header.d=ebay.com; dmarc=pass header.from=ebay.com"


@pytest.fixture
def ebay(shop):
    with shop.store.writing() as session:
        session.execute(update(t.Mailbox).values(trust_authserv=["mx.shop.example"]))
    shop.order(
        "12-34567-89012", channel="ebay", country="DE", buyer_email="anna@kunde.example", buyer_name="Anna Krüger"
    )
    return shop


def notice(shop, proof=PROVEN):
    text = "Your buyer opened a return for order 12-34567-89012. Return ID 5123456789. Please respond."
    subject = "A buyer opened a return request for order 12-34567-89012"
    return shop.mail(text, sender="eBay <ebay@ebay.com>", subject=subject, Authentication_Results=proof)


def post(client, path, **form):
    return client.post(path, data={"csrf_token": token(client), **form})


def words(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.get_data(as_text=True)


def test_the_board_names_the_case_its_order_and_the_next_step(ebay, signed_in):
    notice(ebay)
    page = words(signed_in(), "/board")
    assert "eBay · Return" in page
    assert "12-34567-89012" in page
    assert "answer on the platform" in page
    assert "/cases/1" in page


def test_the_calendar_shows_it_on_its_day(ebay, signed_in):
    notice(ebay)
    page = words(signed_in(), "/board/calendar")
    assert page.count('href="/cases/1"') == 1


@pytest.mark.parametrize(("query", "there"), [("family=platform", True), ("family=service", False), ("mine=1", False)])
def test_the_board_shows_what_is_asked_for(ebay, signed_in, query, there):
    notice(ebay)
    assert ("/cases/1" in words(signed_in(), f"/board?{query}")) is there


def test_the_board_shows_three_clocks_the_amount_and_the_owner(ebay, signed_in):
    """Of the platform (Pacific time), the buyer (Berlin) and the desk (Shanghai); without an amount in the notice, the whole order."""
    notice(ebay)
    with ebay.store.writing() as session:
        session.execute(update(t.Case).values(owner_id=ebay.people["mei"]))
    (due,) = {row.due_at for row in ebay.all(t.ClockRow) if row.family == "platform"}
    row = next(line for line in words(signed_in(), "/board").split("<li") if "/cases/1" in line)
    for place, zone in (("platform", "America/Los_Angeles"), ("buyer", "Europe/Berlin"), ("desk", "Asia/Shanghai")):
        here = due.astimezone(ZoneInfo(zone))
        assert re.search(rf"{place}</small> {here.day} {here:%H:%M}", row), place
    assert ">84.00 EUR<" in row
    assert "陈美" in row


def test_a_full_day_of_the_calendar_shows_platforms_first_and_leads_to_the_rest(ebay, signed_in):
    notice(ebay)
    with ebay.store.writing() as session:
        due = session.scalar(select(t.ClockRow.due_at).where(t.ClockRow.family == "platform"))
        for n in range(8):
            earlier = {
                "due_at": due - timedelta(minutes=10 + n),
                "subject": f"order:{n}",
                "kind": "follow-up",
                "family": "care",
            }
            session.add(t.ClockRow(**SPAN, **earlier))
    client = signed_in()
    page = words(client, "/board/calendar")
    assert 'href="/cases/1"' in page
    rest = re.search(r'href="(/board\?after=[^"]+)"[^>]*>3 more<', page)
    assert rest is not None
    assert "/cases/1" in words(client, rest[1])


SPAN = {
    "state": "running", "span": "1 hour", "started_at": START, "since": START, "total": 3600.0, "look_at": None, "zone": "UTC",
}  # fmt: skip


def test_an_empty_board_says_what_will_stand_there(shop, signed_in):
    assert "No clock runs here" in words(signed_in(), "/board")


def test_a_case_is_answered_taken_back_and_closed(ebay, signed_in):
    notice(ebay)
    client = signed_in()
    assert "ebay.co.uk" in words(client, "/cases/1")
    assert post(client, "/cases/1/answered", version=ebay.newest(t.Case).version).status_code == 303
    assert ebay.newest(t.Case).state == "answered"
    post(client, "/cases/1/reopen", version=ebay.newest(t.Case).version)
    post(client, "/cases/1/close", version=ebay.newest(t.Case).version, outcome="refunded", refunded="84,00")
    row = ebay.newest(t.Case)
    assert (row.state, row.outcome, str(row.refunded)) == ("closed", "refunded", "84.00")
    assert "eBay" in words(client, "/cases?state=closed")


def test_how_a_case_ended_that_the_platform_closed_is_said_by_a_person_and_counted(ebay, signed_in):
    notice(ebay)
    over = "The return 5123456789 for order 12-34567-89012 was closed. No further action is needed."
    told = {"subject": "Your return case is closed: order 12-34567-89012", "Authentication_Results": PROVEN}
    ebay.mail(over, sender="eBay <ebay@ebay.com>", **told)
    client, closed = signed_in(), ebay.get(t.Case, 1)
    assert "nobody has said yet how it ended" in words(client, "/cases/1")
    ebay.now += timedelta(days=1)
    post(client, "/cases/1/close", version=closed.version, outcome="won")
    case = ebay.get(t.Case, 1)
    assert (case.outcome, case.closed_at) == ("won", closed.closed_at)
    assert "nobody has said yet how it ended" not in words(client, "/cases/1")
    assert "<b>1</b> won" in words(client, "/reports")


def test_a_case_without_a_conversation_has_its_buyer_from_the_order(ebay, signed_in):
    with ebay.store.writing() as session:
        enter(session, Entered("ebay", "return", "respond", ebay.now, order_number="12-34567-89012"), ebay.now)
    client = signed_in()
    assert ["Anna Krüger" in words(client, page) for page in ("/board", "/cases/1")] == [True, True]


def test_a_case_that_changed_meanwhile_is_not_changed(ebay, signed_in):
    notice(ebay)
    answer = post(signed_in(), "/cases/1/answered", version=99)
    assert answer.status_code == 409
    assert ebay.newest(t.Case).state == "open"


def test_a_trainee_settles_no_case(ebay, signed_in):
    notice(ebay)
    answer = post(signed_in("xiao"), "/cases/1/answered", version=ebay.newest(t.Case).version)
    assert answer.status_code == 403
    assert ebay.newest(t.Case).state == "open"


def test_an_amount_that_is_none_is_refused_and_named(ebay, signed_in):
    notice(ebay)
    form = {"version": ebay.newest(t.Case).version, "outcome": "lost", "refunded": "much"}
    post(signed_in(), "/cases/1/close", **form)
    assert ebay.newest(t.Case).state == "open"


def test_an_unproven_notice_asks_in_its_conversation_and_one_click_opens_the_case(ebay, signed_in):
    mail = notice(ebay, proof="")
    client = signed_in()
    assert "Genuine: open the case" in words(client, f"/c/{mail.conversation_id}")
    assert "Check on the platform" in words(client, "/board")
    assert post(client, "/tasks/1/genuine").status_code == 303
    assert ebay.newest(t.Case).opened_at == mail.arrived_at
    assert "Genuine: open the case" not in words(client, f"/c/{mail.conversation_id}")


def test_a_case_is_entered_by_hand_with_the_date_that_the_platform_shows(ebay, signed_in):
    client = signed_in()
    assert "PayPal" in words(client, "/cases/new")
    form = {
        "what": "paypal claim respond",
        "order": "12-34567-89012",
        "number": "PP-D-1",
        "amount": "12.50",
        "currency": "eur",
    }
    moment = (ebay.now + timedelta(days=3)).strftime("%Y-%m-%dT%H:%M")
    assert post(client, "/cases/new", respond_by=moment, **form).status_code == 303
    row = ebay.newest(t.Case)
    assert (row.platform, row.case, row.currency, str(row.amount)) == ("paypal", "claim", "EUR", "12.50")
    assert "PP-D-1" in words(client, f"/cases/{row.id}")


def test_what_follows_from_a_clock_that_ran_out_stands_where_people_are_told_and_on_the_case(ebay, signed_in):
    notice(ebay)
    assert "If it passes: the buyer may escalate" in words(signed_in(), "/cases/1")
    ebay.now += timedelta(days=9)
    ringing.ring(ebay.store, ebay.now)
    client = signed_in("wang")
    assert ": the buyer may escalate; eBay may refund" in words(client, "/told")
    assert "It has passed: the buyer may escalate" in words(client, "/cases/1")


def test_more_time_that_the_platform_grants_is_entered_on_the_page_and_stands_in_the_history(ebay, signed_in):
    notice(ebay)
    client = signed_in()
    form = {"version": ebay.newest(t.Case).version, "respond_by": "2026-12-03T18:30"}
    assert post(client, "/cases/1/date", **form).status_code == 303
    page = words(client, "/cases/1")
    assert "The platform named this moment itself." in page
    assert re.search(r"Another date: 3 Dec,? 18:30", re.sub("<[^>]+>", "", page))
    post(client, "/cases/1/answered", version=ebay.newest(t.Case).version)
    assert "/cases/1/date" not in words(client, "/cases/1")


def test_a_refund_after_a_withdrawal_is_held_until_goods_or_proof(ebay, signed_in):
    mail = ebay.mail("Hiermit widerrufe ich den Vertrag über meine Bestellung 12-34567-89012.", subject="Widerruf")
    client = signed_in()
    assert "Hold the refund until goods or proof" in words(client, f"/c/{mail.conversation_id}")
    post(client, f"/c/{mail.conversation_id}/refund", what="hold")
    assert "Goods or proof are here" in words(client, f"/c/{mail.conversation_id}")


def test_queue_conversation_and_board_say_until_when_to_approve(shop, signed_in):
    """The desk closes at six on Friday, and the clock runs out on Saturday."""
    mail = shop.mail("Where is my parcel?")
    client = signed_in()
    for path in ("/queue", f"/c/{mail.conversation_id}", "/board", "/board/calendar"):
        assert re.search(r"approve by [^<]*18:00", words(client, path)), path
    assert "by 18:00</small>" in words(client, "/queue")
    shop.now += timedelta(hours=3)
    assert "nobody is at the desk before it runs out" in words(client, "/queue")


def test_a_case_says_what_is_not_sure_about_it(ebay, signed_in):
    text = "Your buyer opened a return for order 99-99999-99999. Return ID 5123456789. Please respond by 1 March 2026."
    subject = "A buyer opened a return request for order 99-99999-99999"
    ebay.mail(
        text,
        sender="eBay <ebay@ebay.com>",
        subject=subject,
        Authentication_Results=PROVEN,
        Date="Fri, 20 Nov 2026 08:00:00 +0000",
    )
    page = words(signed_in(), "/cases/1")
    assert "the order is not in the book" in page
    assert "the date it names has passed" in page
