"""Everything one was told stands on one page, one's own and nobody else's; opening one marks it read."""

import pytest

from maildesk.db import tables as t
from maildesk.db.queries import told
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
    assert [row.id for row, _ in (*first.rows, *rest.rows)] == numbers[::-1]
    assert rest.next is None
