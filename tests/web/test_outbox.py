"""Sending: what nobody knows the fate of is settled by a person, once, and only by one who may."""

import pytest

from maildesk.db import tables as t
from tests.web.page import send, words


@pytest.fixture
def line(shop):
    """Lets one mail stand in the outbox in a state."""

    def stand(state: str, said: str = "") -> int:
        mail = shop.mail("Wo ist mein Paket?")
        with shop.store.writing() as session:
            row = t.Outbox(
                conversation_id=mail.conversation_id, mailbox_id=shop.box, message_id=f"{state}@shop.example",
                sender="support@shop.example", recipients=["anna@kunde.example"], body=b"Subject: x\r\n\r\nx",
                state=state, said=said, not_before=shop.now, created_at=shop.now, claimed_at=shop.now, attempts=3,
            )  # fmt: skip
            session.add(row)
            session.flush()
            return row.id

    return stand


def test_an_empty_outbox_says_that_nothing_is_in_doubt(signed_in):
    said = words(signed_in().get("/sending"))
    assert "No mail is in doubt." in said
    assert "Nothing failed." in said


def test_a_failed_mail_shows_the_servers_words(line, signed_in):
    line("failed", "550 5.1.1 no such user")
    assert "550 5.1.1 no such user" in words(signed_in().get("/sending"))


def test_a_mail_that_the_desk_wrote_first_stands_with_its_buyer_its_subject_and_what_it_is_for(shop, line, signed_in):
    number = line("queued")
    with shop.store.writing() as session:
        row, buyer = session.get_one(t.Outbox, number), t.Buyer(name="Anna Krüger", created_at=shop.now)
        session.add(buyer)
        session.flush()
        row.conversation_id = None
        session.add(t.Outreach(
            key="k", purpose="dispatched", template="followup_dispatched", mail_class="transactional", state="queued",
            buyer_id=buyer.id, outbox_id=row.id, subject="Ihr Paket ist unterwegs", since=shop.now, due_at=shop.now,
            lapses_at=shop.now, planned_at=shop.now,
        ))  # fmt: skip
    said = words(signed_in().get("/sending"))
    assert "Anna Krüger Dispatched Ihr Paket ist unterwegs" in said
    assert "notice to colleagues" not in said


def test_a_failed_mail_is_tried_again_with_one_click(shop, line, signed_in):
    number = line("failed")
    send(signed_in(), "/sending", f"/sending/{number}", verdict="again")
    row = shop.get(t.Outbox, number)
    assert (row.state, row.attempts) == ("queued", 0)


def test_trying_again_wakes_the_sender(shop, line, signed_in):
    send(signed_in(), "/sending", f"/sending/{line('failed')}", verdict="again")
    with shop.store.reading() as session:
        assert [job.key for job in session.query(t.Job).filter(t.Job.name == "send")] == [f"send:{shop.box}"]


def test_an_uncertain_mail_that_left_is_sent_and_joins_its_conversation(shop, line, signed_in):
    number = line("uncertain")
    send(signed_in(), "/sending", f"/sending/{number}", verdict="left")
    row = shop.get(t.Outbox, number)
    assert row.state == "sent"
    assert row.message_row_id is not None


def test_whoever_settles_second_learns_that_somebody_was_first(line, signed_in):
    number = line("uncertain")
    client = signed_in()
    page = client.get("/sending").get_data(as_text=True)
    token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    send(signed_in("lin"), "/sending", f"/sending/{number}", verdict="left")
    assert client.post(f"/sending/{number}", data={"csrf_token": token, "verdict": "again"}).status_code == 409


def test_a_trainee_sees_but_does_not_settle(shop, line, signed_in):
    number = line("uncertain")
    client = signed_in("xiao")
    assert " disabled" in client.get("/sending").get_data(as_text=True)
    send(client, "/sending", f"/sending/{number}", verdict="again")
    assert shop.get(t.Outbox, number).state == "uncertain"


def test_without_the_forms_token_nothing_is_settled(shop, line, signed_in):
    number = line("uncertain")
    assert signed_in().post(f"/sending/{number}", data={"verdict": "again"}).status_code == 400
    assert shop.get(t.Outbox, number).state == "uncertain"
