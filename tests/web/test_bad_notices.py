"""Notices that are not as they should be: what a person sees of each."""

from datetime import timedelta
from email.utils import format_datetime

import pytest
from sqlalchemy import update

from maildesk.db import tables as t
from tests.web.desk import token
from tests.web.page import words

#: What is shown is the same whatever the store.
pytestmark = pytest.mark.parametrize("store", ["sqlite"], indirect=True)
PROVEN = "mx.shop.example; dkim=pass header.d=ebay.com; dmarc=pass header.from=ebay.com"
OPENS = "Your buyer opened a return for order 12-34567-89012. Return ID 5123456789."
OVER = "The return 5123456789 for order 12-34567-89012 was closed. No further action is needed."


@pytest.fixture
def ebay(shop):
    with shop.store.writing() as session:
        session.execute(update(t.Mailbox).values(trust_authserv=["mx.shop.example"]))
    shop.order(
        "12-34567-89012", channel="ebay", country="DE", buyer_email="anna@kunde.example", buyer_name="Anna Krüger"
    )
    return shop


def notice(shop, text=f"{OPENS} Please respond.", order="12-34567-89012", proof=PROVEN):
    subject = f"A buyer opened a return request for order {order}"
    sent = format_datetime(shop.now)
    return shop.mail(text, "eBay <ebay@ebay.com>", subject, Authentication_Results=proof, Date=sent)


def over(shop):
    shop.mail(
        OVER, "eBay <ebay@ebay.com>", "Your return case is closed: order 12-34567-89012", Authentication_Results=PROVEN
    )


@pytest.mark.parametrize(
    ("text", "order", "said"),
    [
        (
            f"{OPENS} Please respond by 25 November 2026. Submit evidence before 28 November 2026.", "12-34567-89012",
            "it names several dates: the earliest counts",
        ),
        (f"{OPENS} Please respond by 1 March 2026.", "12-34567-89012", "the date it names has passed"),
        (OPENS.replace("12-34567-89012", "99-99999-99999"), "99-99999-99999", "the order is not in the book"),
        (f"{OPENS} Amount: US $84.00. Please respond.", "12-34567-89012", "its currency is not the order's"),
        (
            "Twój kupujący otworzył zwrot dla zamówienia 12-34567-89012. Numer zwrotu 5123456789. Prosimy o odpowiedź.",
            "12-34567-89012", "The notice is written in Polish",
        ),
    ],
    ids=["two dates", "a past date", "an unknown order", "another currency", "another language"],
)  # fmt: skip
def test_the_case_opens_with_its_clock_and_its_page_says_what_is_not_sure(ebay, signed_in, text, order, said):
    notice(ebay, text, order)
    client = signed_in()
    page = words(client.get("/cases/1"))
    assert said in page
    assert "No pack knows a deadline" not in page
    assert "eBay · Return" in words(client.get("/board"))


def test_the_same_notice_twice_is_one_line_of_the_board_and_stands_in_the_history(ebay, signed_in):
    notice(ebay)
    ebay.now += timedelta(hours=2)
    notice(ebay)
    client = signed_in()
    assert client.get("/board").get_data(as_text=True).count('href="/cases/1"') == 1
    assert client.get("/cases/2").status_code == 404
    assert "Told again, nothing new" in words(client.get("/cases/1"))


def test_the_end_of_a_closed_case_told_again_changes_nothing_and_stands_in_the_history(ebay, signed_in):
    notice(ebay)
    over(ebay)
    ebay.now += timedelta(days=1)
    over(ebay)
    page = words(signed_in().get("/cases/1"))
    assert "Told again, nothing new" in page
    assert "it was closed, and the platform opened it again" not in page


def test_a_closed_case_that_is_told_of_anew_is_open_and_says_so(ebay, signed_in):
    notice(ebay)
    over(ebay)
    ebay.now += timedelta(days=1)
    notice(ebay)
    client = signed_in()
    assert "it was closed, and the platform opened it again" in words(client.get("/cases/1"))
    assert "/cases/1" in client.get("/board").get_data(as_text=True)


def test_a_forged_notice_opens_nothing_asks_a_person_and_goes_off_the_board_at_their_word(ebay, signed_in):
    notice(ebay, f"{OPENS} Please respond by 1 March 2026.", proof="")
    client = signed_in()
    board = words(client.get("/board"))
    assert "Check on the platform" in board
    assert "eBay · Return" not in board
    page = words(client.get("/tasks/1"))
    assert "Nothing proves that it is genuine." in page
    assert "the date it names has passed" in page
    client.post("/tasks/1/forged", data={"csrf_token": token(client)})
    assert "Check on the platform" not in words(client.get("/board"))
    assert "forged" in words(client.get("/tasks/1"))
    assert "No case here" in words(client.get("/cases"))
