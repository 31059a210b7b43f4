"""The embedded mail server: what comes by SMTP stands in the right mailbox, byte for byte, and all ends at stop."""

from __future__ import annotations

import gc
import smtplib
import threading
from collections.abc import Iterator

import pytest

from maildesk.demo.server import DemoServer
from maildesk.edge import Account
from maildesk.errors import EdgeError
from maildesk.imap.mailbox import open_mailbox
from maildesk.smtp.sender import Sender
from tests.support.children import listens

SHOP = "support@shop.example"
ANNA = "anna@buyer.example"
RAW = b"Message-ID: <1@buyer.example>\r\nSubject: \xe9 raw 8-bit\r\n\r\n.dot\r\n\xff\xfe\r\n"


@pytest.fixture
def server() -> Iterator[DemoServer]:
    with DemoServer({SHOP: "demo", "sales@shop.example": "demo2"}) as running:
        yield running


def imap(server: DemoServer, user: str = SHOP, secret: str = "demo") -> Account:
    return Account("127.0.0.1", server.imap_port, user, secret, security="none", timeout=10)


def smtp(server: DemoServer, user: str = "", secret: str = "") -> Account:
    return Account("127.0.0.1", server.smtp_port, user, secret, security="none", timeout=10)


def inbox(account: Account) -> list[bytes]:
    with open_mailbox(account) as mailbox:
        return [mail.raw for mail in mailbox.fetch(mailbox.uids_after("INBOX", 0), 10**6)]


def test_a_mail_sent_to_an_account_stands_in_its_inbox(server: DemoServer) -> None:
    with Sender(smtp(server)) as sender:
        sender.send(ANNA, ["Support@Shop.example"], RAW)
    assert inbox(imap(server)) == [RAW]
    assert inbox(imap(server, "sales@shop.example", "demo2")) == []


def test_a_mail_sent_to_anybody_else_is_kept_for_the_buyer(server: DemoServer) -> None:
    with Sender(smtp(server, SHOP, "demo")) as sender:
        sender.send(SHOP, [ANNA, "ben@buyer.example"], RAW)
        sender.send(SHOP, ["Anna@buyer.example"], RAW + b"again\r\n")
    assert server.mails_of(ANNA) == [RAW, RAW + b"again\r\n"]
    assert server.mails_of("nobody@buyer.example") == []
    assert server.buyers() == [ANNA, "ben@buyer.example"]


def test_a_delivered_mail_keeps_its_flags(server: DemoServer) -> None:
    server.deliver(SHOP, RAW, ("\\Seen",))
    with open_mailbox(imap(server)) as mailbox:
        [mail] = mailbox.fetch(mailbox.uids_after("INBOX", 0), 10**6)
    assert "\\Seen" in mail.flags
    assert mail.raw == RAW


def test_a_folder_for_sent_mails_is_there_from_the_start(server: DemoServer) -> None:
    with open_mailbox(imap(server)) as mailbox:
        assert [folder.name for folder in mailbox.folders()] == ["INBOX", "Sent"]


def test_a_mail_can_be_put_into_any_folder(server: DemoServer) -> None:
    server.deliver(SHOP, RAW, folder="Sent")
    server.deliver(SHOP, RAW, folder="已发送")
    with open_mailbox(imap(server)) as mailbox:
        assert [folder.name for folder in mailbox.folders()] == ["INBOX", "Sent", "已发送"]
        assert [mailbox.examine(name).exists for name in ("INBOX", "Sent", "已发送")] == [0, 1, 1]


@pytest.mark.parametrize("secret", ["", "demo2", "DEMO"])
def test_a_wrong_password_opens_nothing(server: DemoServer, secret: str) -> None:
    with pytest.raises(EdgeError) as error:
        inbox(imap(server, SHOP, secret))
    assert error.value.code == "wrong_password"
    with Sender(smtp(server, SHOP, secret)) as sender, pytest.raises(EdgeError) as error:
        sender.check()
    assert error.value.code == "wrong_password"


def test_sessions_live_through_garbage_collection(server: DemoServer) -> None:
    with open_mailbox(imap(server)) as mailbox:
        for number in range(20):
            server.deliver(SHOP, RAW)
            gc.collect()
            assert len(mailbox.uids_after("INBOX", 0)) == number + 1


def test_several_mailboxes_are_read_at_once(server: DemoServer) -> None:
    for _ in range(50):
        server.deliver(SHOP, RAW)
    found: list[int] = []
    readers = [threading.Thread(target=lambda: found.append(len(inbox(imap(server))))) for _ in range(6)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join(30)
    assert found == [50] * 6


def test_stopping_closes_both_ports_though_somebody_is_still_connected() -> None:
    server = DemoServer({SHOP: "demo"})
    server.start()
    line = smtplib.SMTP("127.0.0.1", server.smtp_port, timeout=5)
    with pytest.raises(EdgeError), open_mailbox(imap(server)) as mailbox:
        server.stop()
        mailbox.examine("INBOX")
    line.close()
    assert not listens(server.imap_port)
    assert not listens(server.smtp_port)


def test_a_port_may_be_chosen(server: DemoServer) -> None:
    port = server.imap_port
    server.stop()
    with DemoServer({SHOP: "demo"}, imap_port=port) as again:
        assert again.imap_port == port
        assert inbox(imap(again)) == []


def test_a_port_that_is_taken_is_told(server: DemoServer) -> None:
    with pytest.raises(OSError, match="address already in use"):
        DemoServer({}, smtp_port=server.smtp_port).start()
