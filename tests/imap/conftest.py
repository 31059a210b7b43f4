"""The two mail servers that must look alike to the desk: a real Dovecot, and the embedded one of the demo."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import pytest

from maildesk.demo.server import DemoServer
from maildesk.edge import Account
from maildesk.imap.mailbox import Mailbox, open_mailbox


class Server(Protocol):
    def account(self) -> Account: ...

    def deliver(self, user: str, raw: bytes, folder: str = "INBOX") -> None: ...


@dataclass
class Embedded:
    server: DemoServer

    def account(self) -> Account:
        [(user, password)] = self.server.accounts.items()
        return Account("127.0.0.1", self.server.imap_port, user, password, security="none", timeout=10)

    def deliver(self, user: str, raw: bytes, folder: str = "INBOX") -> None:
        self.server.deliver(user, raw, folder=folder)


@dataclass
class Post:
    """A mailbox of its own for one test: its login, and somebody who brings mails."""

    server: Server
    account: Account

    def deliver(self, *mails: bytes, folder: str = "INBOX") -> None:
        for raw in mails:
            self.server.deliver(self.account.username, raw, folder)


@pytest.fixture(params=["dovecot", "embedded"])
def post(request: pytest.FixtureRequest) -> Iterator[Post]:
    if request.param == "dovecot":
        server = request.getfixturevalue("dovecot")
        yield Post(server, server.account())
        return
    with DemoServer({"support@shop.example": "open sesame"}) as embedded:
        server = Embedded(embedded)
        yield Post(server, server.account())


@pytest.fixture
def mailbox(post: Post) -> Iterator[Mailbox]:
    with open_mailbox(post.account) as opened:
        yield opened
