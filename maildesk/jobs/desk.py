"""What the jobs work with: the store, the vault, the settings, and the open connections of this process."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

from maildesk.db.engine import Store
from maildesk.db.secrets import Vault
from maildesk.edge import Account
from maildesk.flow.care.house import Care
from maildesk.flow.house.alarms import Told
from maildesk.flow.mail.road import Road
from maildesk.imap.mailbox import Mailbox, open_mailbox
from maildesk.imap.oauth import Tokens
from maildesk.settings import Settings
from maildesk.smtp.sender import Sender


@dataclass(slots=True)
class Lines:
    """The open connections of one process, one per mailbox and direction: a login costs more than a fetch."""

    _mailboxes: dict[int, tuple[Account, ExitStack, Mailbox]] = field(default_factory=dict)
    _senders: dict[int, tuple[Account, Sender]] = field(default_factory=dict)
    _locks: dict[tuple[int, str], threading.Lock] = field(default_factory=dict)

    @contextmanager
    def mailbox(self, mailbox_id: int, account: Account) -> Iterator[Mailbox]:
        """The open mailbox; one that failed in the block is closed and opened anew next time."""
        with self._locks.setdefault((mailbox_id, "imap"), threading.Lock()):
            opened = self._mailboxes.get(mailbox_id)
            if opened is None or opened[0] != account:
                self._close(mailbox_id)
                stack = ExitStack()
                opened = (account, stack, stack.enter_context(open_mailbox(account)))
                self._mailboxes[mailbox_id] = opened
            try:
                yield opened[2]
            except BaseException:
                self._close(mailbox_id)
                raise

    @contextmanager
    def sender(self, mailbox_id: int, account: Account) -> Iterator[Sender]:
        with self._locks.setdefault((mailbox_id, "smtp"), threading.Lock()):
            opened = self._senders.get(mailbox_id)
            if opened is None or opened[0] != account:
                if opened is not None:
                    opened[1].close()
                opened = self._senders[mailbox_id] = (account, Sender(account))
            yield opened[1]

    def close(self) -> None:
        for mailbox_id in list(self._mailboxes):
            self._close(mailbox_id)
        for _, sender in self._senders.values():
            sender.close()
        self._senders.clear()

    def _close(self, mailbox_id: int) -> None:
        opened = self._mailboxes.pop(mailbox_id, None)
        if opened is not None:
            opened[1].close()


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything a job may touch, handed to it by the wiring."""

    settings: Settings
    store: Store
    vault: Vault
    road: Road
    told: Told
    care: Care
    tokens: Tokens = field(default_factory=Tokens)
    lines: Lines = field(default_factory=Lines)
