"""Home says what will be late first, what stands in the way, and what to do when there is nothing."""

from datetime import timedelta

from maildesk.db import tables as t
from maildesk.db.queries import home
from tests.web.page import words


def test_an_empty_desk_without_a_mailbox_says_what_to_do(shop, signed_in):
    with shop.store.writing() as session:
        session.get_one(t.Mailbox, shop.box).active = False
    assert "No mailbox yet." in words(signed_in("wang").get("/"))


def test_a_desk_before_its_first_mail_says_so(signed_in):
    assert "No mail has come yet." in words(signed_in().get("/"))


def test_every_due_conversation_is_a_tick_and_a_row_of_the_table(shop, signed_in):
    for number in range(3):
        shop.mail("Wo ist mein Paket?", sender=f"buyer{number}@kunde.example")
    page = signed_in().get("/").get_data(as_text=True)
    assert page.count('class="tick ') == 3
    assert "0 late, 0 due within two hours, 3 due within 48 hours" in page
    assert signed_in().get("/due").get_data(as_text=True).count("<tr><td>") == 3


def test_late_ones_are_counted_and_listed_first(shop, signed_in):
    late = shop.mail("Wo ist mein Paket?", sender="late@kunde.example")
    shop.now += timedelta(hours=25)
    shop.mail("Und meins?", sender="new@kunde.example")
    page = signed_in().get("/").get_data(as_text=True)
    assert 'class="tick late"' in page
    assert page.index(f'data-row class="short" href="/c/{late.conversation_id}"') < page.index("new@kunde.example</b>")


def test_a_snoozed_conversation_is_not_due(shop, signed_in):
    mail = shop.mail("Wo ist mein Paket?")
    with shop.store.writing() as session:
        session.get_one(t.Conversation, mail.conversation_id).snoozed_until = shop.now + timedelta(days=1)
    assert "Nothing will be late in the next 48 hours." in words(signed_in().get("/"))


def test_what_did_not_leave_and_what_failed_to_be_read_is_on_home(shop, signed_in):
    mail = shop.mail("Wo ist mein Paket?")
    with shop.store.writing() as session:
        session.add(
            t.Outbox(
                conversation_id=mail.conversation_id, mailbox_id=shop.box, message_id="a@shop.example",
                sender="support@shop.example", recipients=["anna@kunde.example"], body=b"", state="failed",
                said="550 no such user", not_before=shop.now, created_at=shop.now,
            )
        )  # fmt: skip
        session.add(t.SetAside(room="read", message_id=mail.id, reason="ValueError: odd", at=shop.now))
    said = words(signed_in().get("/"))
    assert "550 no such user" in said
    assert "ValueError: odd" in said


def test_the_hours_count_what_came_and_what_left(shop):
    shop.mail("Wo ist mein Paket?")
    shop.mail("Und meins?", sender="b@kunde.example")
    with shop.store.reading() as session:
        hours = home.hours(session, shop.now)
    assert len(hours) == home.HOURS
    assert hours[-1].came == 2
    assert sum(hour.came for hour in hours) == 2
    assert sum(hour.left for hour in hours) == 0


def test_mailboxes_that_fail_stand_first(shop):
    with shop.store.writing() as session:
        session.add(t.Mailbox(name="z", address="z@shop.example", trust_authserv=[], failing_since=shop.now))
    with shop.store.reading() as session:
        assert [box.name for box in home.mailboxes(session)] == ["z", "shop"]
