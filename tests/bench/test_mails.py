"""The bench's own mails carry their truth, and a damaged result is told."""

from email import message_from_bytes
from email.policy import default

from bench.mails import mailing


def test_the_same_seed_gives_the_same_bytes():
    assert mailing(40, seed=3) == mailing(40, seed=3)
    assert mailing(40, seed=3) != mailing(40, seed=4)


def test_every_mail_holds_a_token_of_its_own():
    mails = mailing(200).mails
    assert len({mail.token for mail in mails}) == len(mails)
    assert all(mail.token in mail.text for mail in mails)


def test_plain_parts_read_as_their_senders_typed_them():
    for mail in mailing(60).mails:
        part = message_from_bytes(mail.raw, policy=default).get_body(("plain",))
        if part is not None:
            assert part.get_content().split()[: len(mail.text.split())] == mail.text.split()


def test_replies_name_a_mail_of_their_own_thread():
    by_id = {}
    for mail in mailing(200).mails:
        read = message_from_bytes(mail.raw, policy=default)
        ancestors = (read["References"] or "").split()
        assert {by_id[i] for i in ancestors if i in by_id} <= {mail.thread}
        by_id[read["Message-ID"]] = mail.thread


def test_orders_belong_to_the_buyers_who_name_them():
    made = mailing(100)
    numbers = [row["order_number"] for row in made.orders]
    assert len(set(numbers)) == len(numbers)
    assert any(number in mail.text for mail in made.mails for number in numbers)
