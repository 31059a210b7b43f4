"""What failed stands with its room and reason, can be put back, and its bytes can be had."""

import pytest
from sqlalchemy import select

from maildesk.db import tables as t
from maildesk.db.queries import set_aside
from tests.web.page import send, words


@pytest.fixture
def aside(shop):
    """Puts one mail aside, as the road does."""

    def put(sender: str = "anna@kunde.example") -> int:
        mail = shop.mail("Wo ist mein Paket?", sender=sender)
        with shop.store.writing() as session:
            session.get_one(t.Message, mail.id).state = "set_aside"
            row = t.SetAside(room="place", message_id=mail.id, reason="ValueError: odd", at=shop.now)
            session.add(row)
            session.flush()
            return row.id

    return put


def test_nothing_aside_is_said_calmly(signed_in):
    assert "Nothing is set aside" in words(signed_in().get("/set-aside"))


def test_a_mail_stands_aside_with_its_room_and_reason(aside, signed_in):
    aside()
    said = words(signed_in().get("/set-aside"))
    assert "ValueError: odd" in said
    assert "anna@kunde.example" in said


def test_one_is_put_back_and_the_road_is_asked_for(shop, aside, signed_in):
    number = aside()
    send(signed_in(), "/set-aside", f"/set-aside/{number}")
    row = shop.get(t.SetAside, number)
    assert row.done_at is not None
    assert shop.get(t.Message, row.message_id).state == "kept"
    with shop.store.reading() as session:
        assert session.scalar(select(t.Job.name)) == "road"


def test_all_are_put_back_at_once(shop, aside, signed_in):
    numbers = [aside(f"b{i}@kunde.example") for i in range(3)]
    send(signed_in(), "/set-aside", "/set-aside")
    assert all(shop.get(t.SetAside, number).done_at for number in numbers)


def test_a_trainee_puts_nothing_back(shop, aside, signed_in):
    number = aside()
    send(signed_in("xiao"), "/set-aside", f"/set-aside/{number}")
    assert shop.get(t.SetAside, number).done_at is None


def test_the_original_is_one_click_away(shop, aside, signed_in):
    number = shop.get(t.SetAside, aside()).message_id
    client = signed_in()
    assert f'href="/m/{number}/raw"' in client.get("/set-aside").get_data(as_text=True)
    assert b"Wo ist mein Paket?" in client.get(f"/m/{number}/raw").data


def test_a_page_goes_on_where_the_last_one_ended(shop, aside):
    numbers = [aside(f"b{i}@kunde.example") for i in range(3)]
    with shop.store.reading() as session:
        first = set_aside.page(session, size=2)
        rest = set_aside.page(session, first.next, size=2)
    assert [row.id for row in (*first.rows, *rest.rows)] == numbers[::-1]
    assert rest.next is None


@pytest.fixture
def failed(shop):
    """A clock that could not be stepped, as the ringing leaves it."""
    shop.mail("Wo ist mein Paket?")
    with shop.store.writing() as session:
        row = session.scalar(select(t.ClockRow).where(t.ClockRow.kind == "service first_reply"))
        row.failed, row.look_at = "CalendarEndedError: there is no calendar 'XX'", None
        return row.id


def test_a_clock_stands_aside_with_its_reason_and_is_put_back(shop, failed, signed_in):
    client = signed_in()
    assert "there is no calendar" in words(client.get("/set-aside"))
    send(client, "/set-aside", f"/set-aside/clock/{failed}")
    row = shop.get(t.ClockRow, failed)
    assert (row.failed, row.look_at is not None) == ("", True)


def test_a_trainee_puts_no_clock_back(shop, failed, signed_in):
    send(signed_in("xiao"), "/set-aside", f"/set-aside/clock/{failed}")
    assert shop.get(t.ClockRow, failed).look_at is None


def test_the_clock_of_a_case_is_called_by_its_platform_case_and_stage(shop, failed, signed_in):
    with shop.store.writing() as session:
        session.get_one(t.ClockRow, failed).kind = "ebay return respond"
    assert "eBay · Return · " in words(signed_in().get("/set-aside"))
