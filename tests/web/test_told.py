"""Everything one was told stands on one page, one's own and nobody else's; opening one marks it read. What rang waits for an answer."""

from datetime import timedelta

import pytest
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import event, update

from maildesk.core.dispute.case import Entered
from maildesk.db import tables as t
from maildesk.db.queries import told
from maildesk.db.queries.frame import frame
from maildesk.flow.cases.acts import enter
from maildesk.flow.clocks import ringing
from tests.web.page import send, words


@pytest.fixture
def tell(shop):
    def one(login: str, code: str = "mentioned") -> int:
        mail = shop.mail("Wo ist mein Paket?", sender=f"{code}@kunde.example")
        with shop.store.writing() as session:
            row = t.Notification(
                user_id=shop.people[login],
                code=code,
                conversation_id=mail.conversation_id,
                detail={"by": "林悦"},
                at=shop.now,
            )
            session.add(row)
            session.flush()
            return row.id

    return one


def test_nothing_told_says_what_would_stand_there(signed_in):
    assert "Nobody has told you anything yet" in words(signed_in().get("/told"))


def test_ones_own_notifications_are_listed_and_nobody_elses(tell, signed_in):
    own, other = tell("mei"), tell("lin", "assigned")
    page = signed_in("mei").get("/told").get_data(as_text=True)
    assert f"/told/{own}" in page
    assert f"/told/{other}" not in page


def test_opening_one_marks_it_read_and_it_stays_listed(shop, tell, signed_in):
    number = tell("mei")
    client = signed_in("mei")
    assert client.get(f"/told/{number}").status_code == 302
    assert shop.get(t.Notification, number).seen_at is not None
    assert f"/told/{number}" in client.get("/told").get_data(as_text=True)


def test_all_are_marked_read_at_once(shop, tell, signed_in):
    numbers = [tell("mei"), tell("mei", "assigned")]
    send(signed_in("mei"), "/told", "/told")
    assert all(shop.get(t.Notification, number).seen_at for number in numbers)


def test_pages_go_on_by_the_last_ones_id(shop, tell):
    numbers = [tell("mei") for _ in range(3)]
    with shop.store.reading() as session:
        first = told.page(session, shop.people["mei"], size=2)
        rest = told.page(session, shop.people["mei"], first.next, size=2)
    assert [line.note.id for line in (*first.rows, *rest.rows)] == numbers[::-1]
    assert rest.next is None


@pytest.fixture
def rung(shop):
    """A clock of 陈美 rings: after so many hours of the day it has."""

    def after(hours: float) -> t.Ring:
        mail = shop.mail("Wo ist mein Paket?", "Anna Krüger <anna@kunde.example>")
        with shop.store.writing() as session:
            session.execute(update(t.Conversation).values(owner_id=shop.people["mei"]))
        shop.now = mail.arrived_at + timedelta(hours=hours)
        ringing.ring(shop.store, shop.now)
        return shop.newest(t.Ring)

    return after


def test_what_rang_waits_for_an_answer_and_the_bell_counts_it(rung, signed_in):
    rung(19)
    page = words(signed_in().get("/told"))
    assert "Due later 1" in page
    assert "Answer to the buyer" in page
    assert "1 wait for your answer" in page


@pytest.mark.parametrize(("hours", "group"), [(23, "Due within two hours"), (25, "Overdue")])
def test_it_stands_by_its_urgency(rung, signed_in, hours, group):
    rung(hours)
    assert group in words(signed_in().get("/told"))


def test_acknowledging_takes_it_off_the_list(shop, rung, signed_in):
    ring, client = rung(19), signed_in()
    send(client, "/told", f"/told/{ring.id}/have")
    assert shop.get(t.Ring, ring.id).acknowledged_by == shop.people["mei"]
    page = words(client.get("/told"))
    assert "Yours: the others are not asked any more" in page
    assert "Due later" not in page
    assert "A clock warns" in page


def test_passing_on_tells_the_lead_who_sees_from_whom(shop, rung, signed_in):
    ring = rung(19)
    client = signed_in()
    client.post(f"/told/{ring.id}/pass-on", data={"csrf_token": _token(client)})
    assert shop.newest(t.Ring).told == [shop.people["lin"]]
    assert "from 陈美" in words(signed_in("lin").get("/told"))


def test_what_was_told_to_somebody_else_is_not_ones_own_to_answer(shop, rung, signed_in):
    ring, client = rung(19), signed_in("xiao")
    assert client.post(f"/told/{ring.id}/have", data={"csrf_token": _token(client)}).status_code == 403
    assert shop.get(t.Ring, ring.id).acknowledged_at is None


def test_what_rings_goes_by_mail_as_one_has_chosen(shop, signed_in):
    client = signed_in()
    send(client, "/me", "/me/telling", acts=["warn"])
    assert shop.get(t.User, shop.people["mei"]).told_by_mail == ["warn"]


def test_ones_own_absence_and_its_stand_in(shop, signed_in, rung):
    client = signed_in()
    send(client, "/me", "/me/absence", back_on="2026-11-25", stand_in=str(shop.people["xiao"]))
    row = shop.get(t.User, shop.people["mei"])
    assert row.away_until.isoformat() == "2026-11-24T16:00:00+00:00"
    assert rung(19).told == [shop.people["xiao"]]
    assert 'value="2026-11-25"' in client.get("/me").get_data(as_text=True)


def test_a_supervisor_enters_anybodys_absence(shop, signed_in):
    client, number = signed_in("wang"), shop.people["mei"]
    send(client, f"/people/{number}", f"/people/{number}/absence", back_on="2026-11-25")
    assert shop.get(t.User, number).away_until is not None
    assert "away until" in words(client.get("/people"))


@pytest.mark.parametrize(
    ("field", "value", "said"), [("back_on", "soon", "Back on"), ("stand_in", "999999", "Stand-in")]
)
def test_an_absence_that_cannot_be_is_named(shop, signed_in, field, value, said):
    client = signed_in()
    send(client, "/me", "/me/absence", **{field: value})
    assert said in words(client.get("/me"))
    assert shop.get(t.User, shop.people["mei"]).away_until is None


def _token(client) -> str:
    return client.get("/me").get_data(as_text=True).partition('name="csrf_token" value="')[2].partition('"')[0]


def test_a_case_without_a_conversation_is_named_by_order_and_buyer_and_leads_to_its_page(shop, signed_in):
    shop.order("12-34567-89012", channel="ebay", buyer_email="anna@kunde.example", buyer_name="Anna Krüger")
    with shop.store.writing() as session:
        told_ = Entered("ebay", "return", "respond", shop.now, order_number="12-34567-89012")
        enter(session, told_, shop.now).owner_id = shop.people["mei"]
    shop.now = shop.newest(t.ClockRow).due_at - timedelta(hours=1)
    ringing.ring(shop.store, shop.now)
    client = signed_in("mei")
    page = words(client.get("/told"))
    assert "eBay · Return" in page
    assert "12-34567-89012" in page
    assert "Anna Krüger" in page
    assert _leads_to(shop, client) == "/cases/1"


def test_a_task_without_a_conversation_is_named_by_its_platform_and_order(shop, signed_in):
    text = "Your buyer opened a return for order 77-77777-77777. Return ID 5123456789. Please respond."
    shop.mail(text, "eBay <ebay@ebay.com>", "A buyer opened a return request for order 77-77777-77777")
    with shop.store.writing() as session:
        session.execute(update(t.Task).values(owner_id=shop.people["mei"], conversation_id=None))
        session.execute(update(t.ClockRow).values(conversation_id=None))
    shop.now = shop.newest(t.ClockRow).due_at
    ringing.ring(shop.store, shop.now)
    client = signed_in("mei")
    page = words(client.get("/told"))
    assert "eBay" in page
    assert "77-77777-77777" in page
    assert _leads_to(shop, client) == "/tasks/1"


def _leads_to(shop, client):
    mine = next(note for note in shop.all(t.Notification) if note.user_id == shop.people["mei"])
    return client.get(f"/told/{mine.id}").headers["Location"]


def test_the_bell_names_order_buyer_and_due_moment(shop, rung, signed_in):
    shop.order("#1034", buyer_email="anna@kunde.example", buyer_name="Anna Krüger")
    rung(19)
    bell = LexborHTMLParser(signed_in().get("/").get_data(as_text=True)).css_first("ul.told")
    assert bell is not None
    said = " ".join(bell.text().split())
    assert "Anna Krüger · due " in said


def test_however_many_rings_the_bell_asks_the_store_once(shop, rung, signed_in):
    counted = [_statements(shop)]
    for _ in range(3):
        rung(19)
    assert [*counted, _statements(shop)] == counted * 2


def _statements(shop):
    told_ = []
    note = lambda *args: told_.append(args[2])  # noqa: E731
    event.listen(shop.store.engine, "before_cursor_execute", note)
    with shop.store.reading() as session:
        frame(session, shop.people["mei"])
    event.remove(shop.store.engine, "before_cursor_execute", note)
    return len(told_)
