"""What the road may rely on, whichever server: here on a real Dovecot and on the embedded one."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime

import pytest

from maildesk.errors import EdgeError
from maildesk.imap import mailbox as module
from maildesk.imap.fetched import Missing
from maildesk.imap.mailbox import Mailbox, open_mailbox
from tests.imap.conftest import Post

LIMIT = 1_000_000


def mail(number: int, body: bytes = b"Hello") -> bytes:
    return b"Message-ID: <%d@buyer.example>\r\nSubject: Order %d\r\n\r\n%s\r\n" % (number, number, body)


def numbers(mailbox: Mailbox, last_uid: int = 0) -> list[bytes]:
    uids = mailbox.uids_after("INBOX", last_uid)
    return [fetched.raw.split(b"@")[0].partition(b"<")[2] for fetched in mailbox.fetch(uids, LIMIT)]


@pytest.mark.parametrize(
    "raw",
    [
        mail(1),
        mail(1, "退款 Größe".encode("gb18030")),
        mail(1, b"\xff\xfe\x80 8-bit of no charset"),
        mail(1, b".\r\n.dots\r\n"),
        mail(1, b"a line of " + b"x" * 5000),
        b"no header at all",
        b"Subject: only a header\r\n\r\n",
    ],
)
def test_a_mail_comes_byte_for_byte(post: Post, mailbox: Mailbox, raw: bytes) -> None:
    post.deliver(raw)
    [fetched] = mailbox.fetch(mailbox.uids_after("INBOX", 0), LIMIT)
    assert fetched.raw == raw
    assert not fetched.truncated
    assert fetched.size == len(raw)


def test_the_moment_of_arrival_is_in_utc(post: Post, mailbox: Mailbox) -> None:
    post.deliver(mail(1))
    [fetched] = mailbox.fetch(mailbox.uids_after("INBOX", 0), LIMIT)
    assert fetched.internaldate is not None
    assert fetched.internaldate.tzinfo is UTC
    assert abs(fetched.internaldate - datetime.now(UTC)).total_seconds() < 60


def test_a_mail_that_somebody_read_elsewhere_is_still_new(post: Post, mailbox: Mailbox) -> None:
    post.deliver(mail(1), mail(2))
    with open_mailbox(post.account) as elsewhere:
        elsewhere.flag("INBOX", elsewhere.uids_after("INBOX", 0), ["\\Seen"])
    assert numbers(mailbox) == [b"1", b"2"]


def test_fetching_leaves_no_trace_on_the_server(post: Post) -> None:
    """Not even \\Recent goes, by which other mail programs know what is new."""
    post.deliver(mail(1), mail(2, b"x" * 5000))
    flags = []
    for _ in range(2):
        with open_mailbox(post.account) as mailbox:
            flags.append([one.flags for one in mailbox.fetch(mailbox.uids_after("INBOX", 0), 1000)])
    assert flags[0] == flags[1]
    assert "\\Seen" not in str(flags)


def test_only_mails_above_the_cursor_are_given(post: Post, mailbox: Mailbox) -> None:
    post.deliver(mail(1), mail(2))
    uids = mailbox.uids_after("INBOX", 0)
    assert mailbox.uids_after("INBOX", uids[0]) == uids[1:]
    assert mailbox.uids_after("INBOX", uids[1]) == ()
    post.deliver(mail(3))
    assert numbers(mailbox, uids[1]) == [b"3"]


def test_an_empty_folder_has_no_uids(mailbox: Mailbox) -> None:
    assert mailbox.examine("INBOX").exists == 0
    assert mailbox.uids_after("INBOX", 0) == ()


def test_the_next_uid_and_the_count_are_told(post: Post, mailbox: Mailbox) -> None:
    post.deliver(mail(1), mail(2))
    state = mailbox.examine("INBOX")
    assert (state.exists, state.uidnext) == (2, mailbox.uids_after("INBOX", 0)[-1] + 1)
    assert state.uidvalidity > 0
    assert mailbox.examine("INBOX") == state


@pytest.mark.parametrize("known", [0, 1, 4, 6, 7, 9, 10])
def test_a_folder_too_large_for_one_answer_is_searched_in_windows(
    post: Post, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch, known: int
) -> None:
    post.deliver(*(mail(number) for number in range(10)))
    uids = mailbox.uids_after("INBOX", 0)
    monkeypatch.setattr(module, "WINDOW", 3)
    assert mailbox.uids_after("INBOX", uids[known - 1] if known else 0) == uids[known:]


def test_many_mails_come_in_the_order_of_their_uids(post: Post, mailbox: Mailbox) -> None:
    post.deliver(*(mail(number) for number in range(230)))
    assert numbers(mailbox) == [b"%d" % number for number in range(230)]


def test_a_mail_over_the_limit_comes_as_its_headers_among_the_others(post: Post, mailbox: Mailbox) -> None:
    post.deliver(mail(1), mail(2, b"x\r\n" * 2000), mail(3))
    first, big, last = mailbox.fetch(mailbox.uids_after("INBOX", 0), 1000)
    assert big.raw == mail(2).removesuffix(b"Hello\r\n")
    assert (big.truncated, big.missing, big.size) == (True, Missing.TOO_BIG, len(mail(2)) - 5 + 5998 + 2)
    assert [first.raw, last.raw] == [mail(1), mail(3)]


def test_a_mail_that_went_meanwhile_is_left_out(post: Post, mailbox: Mailbox) -> None:
    post.deliver(mail(1), mail(2))
    uids = mailbox.uids_after("INBOX", 0)
    with open_mailbox(post.account) as elsewhere:
        elsewhere.move("INBOX", uids[:1], "Sent")
    mailbox.uids_after("INBOX", 0)
    assert [fetched.uid for fetched in mailbox.fetch((*uids, 9999), LIMIT)] == [uids[1]]


def test_waiting_ends_when_a_mail_comes(post: Post, mailbox: Mailbox) -> None:
    mailbox.uids_after("INBOX", 0)
    threading.Timer(0.2, post.deliver, [mail(1)]).start()
    start = time.monotonic()
    assert mailbox.wait(30)
    assert time.monotonic() - start < 10
    assert numbers(mailbox) == [b"1"]


def test_waiting_ends_in_vain_after_its_time(post: Post, mailbox: Mailbox) -> None:
    post.deliver(mail(1))
    mailbox.uids_after("INBOX", 0)
    assert not mailbox.wait(0.3)
    assert numbers(mailbox) == [b"1"]


def test_a_mail_that_came_before_the_waiting_ends_it_at_once(post: Post, mailbox: Mailbox) -> None:
    mailbox.uids_after("INBOX", 0)
    post.deliver(mail(1))
    list(mailbox.fetch([1], LIMIT))
    start = time.monotonic()
    assert mailbox.wait(30)
    assert time.monotonic() - start < 2


def test_a_sent_answer_is_put_into_sent_and_found_again_by_its_message_id(mailbox: Mailbox) -> None:
    uid = mailbox.append("Sent", mail(7), date=datetime(2026, 1, 2, 3, 4, tzinfo=UTC))
    assert uid is not None
    assert mailbox.find_by_message_id("Sent", "7@buyer.example") == uid
    assert mailbox.find_by_message_id("Sent", "<7@buyer.example>") == uid
    [copy] = mailbox.fetch([uid], LIMIT)
    assert (copy.raw, copy.internaldate) == (mail(7), datetime(2026, 1, 2, 3, 4, tzinfo=UTC))
    assert "\\Seen" in copy.flags


@pytest.mark.parametrize("message_id", ["", "<>", "8@buyer.example", 'x" ALL', "a\r\nTAG LOGOUT", "é@buyer.example"])
def test_a_message_id_that_is_not_there_is_not_found(mailbox: Mailbox, message_id: str) -> None:
    mailbox.append("Sent", mail(7))
    assert mailbox.find_by_message_id("Sent", message_id) is None


@pytest.mark.parametrize("name", ["已发送", "送信済みメール", "Отправленные", "Tom & Jerry", 'with "quotes"'])
def test_folders_may_have_names_in_any_script(mailbox: Mailbox, name: str) -> None:
    mailbox.append(name, mail(1))
    assert name in [folder.name for folder in mailbox.folders()]
    assert mailbox.examine(name).exists == 1


def test_a_mail_can_be_moved_once_it_is_safe(post: Post, mailbox: Mailbox) -> None:
    post.deliver(mail(1), mail(2))
    mailbox.append("Done", mail(0))
    mailbox.move("INBOX", mailbox.uids_after("INBOX", 0)[:1], "Done")
    assert numbers(mailbox) == [b"2"]
    assert mailbox.examine("Done").exists == 2


def test_a_wrong_password_names_the_mailbox_and_what_to_do(post: Post) -> None:
    account = post.account
    wrong = type(account)(account.host, account.port, account.username, "not it", security="none")
    with pytest.raises(EdgeError) as error, open_mailbox(wrong):
        pass
    assert (error.value.permanent, error.value.code) == (True, "wrong_password")
    assert account.username in str(error.value)
    assert "set the password of this mailbox anew" in str(error.value)
    assert "not it" not in str(error.value)


def test_a_folder_that_is_not_there_is_named_as_such(mailbox: Mailbox) -> None:
    with pytest.raises(EdgeError) as error:
        mailbox.examine("Nowhere")
    assert (error.value.permanent, error.value.code) == (True, "no_folder")
