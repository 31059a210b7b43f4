"""One mailbox on an IMAP server, in the few verbs the road needs.

In: an `Account`. Out: folders, UIDs above a cursor, raw bytes. Every error leaves as `EdgeError`; the connection is then
spent, and the caller opens a new one after a while (`backoff`). It reads by EXAMINE and BODY.PEEK and so changes nothing
on the server; only `append`, `flag` and `move` write. It keeps no cursor: that stands in the database, beside the mails.
"""

from __future__ import annotations

import re
import selectors
import socket
import ssl
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from imapclient import exceptions as imap

from maildesk.edge import Account
from maildesk.errors import EdgeError
from maildesk.imap.connect import logged_in, speaks_to_server
from maildesk.imap.fetched import FETCH_HEAD, Fetched, Head, Missing, head_of, in_groups
from maildesk.imap.folders import Folder, folder_of

#: Mails asked for in one command.
BATCH = 100
#: Sequence numbers searched in one command: imaplib gives up on an answer line of more than a million bytes.
WINDOW = 50_000
#: RFC 2177 wants IDLE renewed before 29 minutes; many routers forget a silent connection after five.
IDLE_SECONDS = 4 * 60.0
#: Between two looks where the server cannot push.
POLL_SECONDS = 15.0
APPENDUID = re.compile(rb"\[APPENDUID \d+ (\d+)\]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FolderState:
    """`uidvalidity` other than the remembered one: all remembered UIDs of the folder mean nothing any more (RFC 3501, 2.3.1.1)."""

    uidvalidity: int
    uidnext: int
    exists: int


@contextmanager
def open_mailbox(account: Account) -> Iterator[Mailbox]:
    """A logged-in mailbox, for as many verbs as the caller likes; logged out at the end."""
    with logged_in(account) as client:
        yield Mailbox(client, account)


class Mailbox:
    """The verbs. Not for two threads at once: a connection says one thing at a time."""

    def __init__(self, client: Any, account: Account) -> None:
        self.account = account
        self._client = client
        self._folder = ""
        self._readonly = True
        self._exists = 0
        self._seen_uid = 0

    @speaks_to_server
    def folders(self) -> tuple[Folder, ...]:
        return tuple(
            folder_of((text_of(flag) for flag in flags), text_of(separator or b""), name)
            for flags, separator, name in self._client.list_folders()
        )

    @speaks_to_server
    def examine(self, folder: str) -> FolderState:
        """Enters `folder` for reading. What `fetch` and `wait` do is done there."""
        return self._select(folder, readonly=True)

    @speaks_to_server
    def uids_after(self, folder: str, last_uid: int) -> tuple[int, ...]:
        """All UIDs above `last_uid`, ascending, whatever their flags."""
        self._enter(folder)
        found = self._search_after(last_uid)
        self._seen_uid = max((last_uid, *found))
        return found

    def fetch(self, uids: Sequence[int], max_bytes: int) -> Iterator[Fetched]:
        """The mails of the folder read last, in the order of their UIDs; those gone meanwhile are left out.

        A mail of more than `max_bytes` comes as its headers. So does one that the server cannot give, as happens to single
        broken mails on Exchange: the others still come.
        """
        return self._fetch(self._folder, tuple(sorted(uids)), max_bytes)

    def _fetch(self, folder: str, uids: tuple[int, ...], max_bytes: int) -> Iterator[Fetched]:
        for start in range(0, len(uids), BATCH):
            heads = self._heads(folder, uids[start : start + BATCH])
            for group in in_groups(heads, max_bytes):
                yield from self._bodies(folder, group, max_bytes)

    @speaks_to_server
    def wait(self, timeout: float) -> bool:
        """True as soon as the folder read last holds a mail above what `uids_after` gave; False after `timeout` seconds.

        It looks before it waits: a mail that came during the last fetch was announced then, and never is again.
        """
        end = time.monotonic() + timeout
        while not self._search_after(self._seen_uid):
            left = end - time.monotonic()
            if left <= 0:
                return False
            self._pause(left)
        return True

    @speaks_to_server
    def append(
        self, folder: str, raw: bytes, flags: Sequence[str] = ("\\Seen",), date: datetime | None = None
    ) -> int | None:
        """Puts a copy of `raw` into `folder`, made if missing. Gives its UID where the server tells (UIDPLUS)."""
        answer = self._into(folder, lambda: self._client.append(folder, raw, flags, date))
        told = APPENDUID.search(answer if isinstance(answer, bytes) else str(answer).encode())
        return int(told[1]) if told else None

    @speaks_to_server
    def find_by_message_id(self, folder: str, message_id: str) -> int | None:
        """UID of the newest mail with this Message-ID (with or without its angle brackets)."""
        bare = message_id.strip().strip("<>")
        if not bare or not bare.isascii() or not bare.isprintable():
            return None
        self._enter(folder)
        return max(self._client.search(["HEADER", "Message-ID", f"<{bare}>"]), default=None)

    @speaks_to_server
    def flag(self, folder: str, uids: Sequence[int], flags: Sequence[str]) -> None:
        """Adds `flags` on the server. Only for mailboxes whose owner chose it, and after the mails are safe with us."""
        self._select(folder, readonly=False)
        self._client.add_flags(list(uids), list(flags), silent=True)

    @speaks_to_server
    def move(self, folder: str, uids: Sequence[int], target: str) -> None:
        """Moves mails into `target`, made if missing, under the same conditions as `flag`. Where neither MOVE nor UIDPLUS is offered, the
        originals stay, marked deleted: a plain EXPUNGE would take along what others marked."""
        self._select(folder, readonly=False)
        if self._client.has_capability("MOVE"):
            self._into(target, lambda: self._client.move(list(uids), target))
            return
        self._into(target, lambda: self._client.copy(list(uids), target))
        self._client.delete_messages(list(uids), silent=True)
        if self._client.has_capability("UIDPLUS"):
            self._client.uid_expunge(list(uids))

    def _select(self, folder: str, *, readonly: bool) -> FolderState:
        answer = self._client.select_folder(folder, readonly=readonly)
        state = FolderState(answer.get(b"UIDVALIDITY", 0), answer.get(b"UIDNEXT", 0), answer.get(b"EXISTS", 0))
        self._folder, self._readonly = folder, readonly
        self._exists, self._seen_uid = state.exists, max(state.uidnext - 1, 0)
        return state

    def _enter(self, folder: str) -> None:
        if (folder, True) != (self._folder, self._readonly):
            self._select(folder, readonly=True)

    def _search_after(self, last_uid: int) -> tuple[int, ...]:
        """UIDs ascend with sequence numbers, so it looks from the top and ends at the first window without a new one."""
        self._client.noop()  # gives the server leave to tell what changed in the folder
        found: set[int] = set()
        top, low = "*", max(1, self._exists - WINDOW + 1)
        while True:
            window = [f"{low}:{top}"] if self._exists > WINDOW else []
            # `n:*` always means the last mail too, even one below n (RFC 3501, 6.4.8).
            new = {uid for uid in self._client.search([*window, "UID", f"{last_uid + 1}:*"]) if uid > last_uid}
            found |= new
            if low == 1 or not new:
                return tuple(sorted(found))
            top, low = str(low - 1), max(1, low - WINDOW)

    def _into(self, folder: str, put: Callable[[], Any]) -> Any:
        """`put`, and again with a new folder when the server hints that this would help (RFC 3501, 7.1)."""
        try:
            return put()
        except imap.IMAPClientError as error:
            if "[TRYCREATE]" not in str(error).upper():
                raise
        self._client.create_folder(folder)
        return put()

    def _pause(self, seconds: float) -> None:
        if not self._client.has_capability("IDLE"):
            time.sleep(min(seconds, POLL_SECONDS))
            return
        # Not idle_check: it reads without blocking, and a line of which half has arrived breaks it and the connection.
        self._client.idle()
        wait_for_bytes(self._client.socket(), min(seconds, IDLE_SECONDS))
        self._client.idle_done()

    @speaks_to_server
    def _heads(self, folder: str, uids: Sequence[int]) -> list[Head]:
        self._enter(folder)
        answer = self._client.fetch(uids, FETCH_HEAD)
        return [head_of(uid, answer[uid]) for uid in uids if uid in answer]

    def _bodies(self, folder: str, heads: Sequence[Head], max_bytes: int) -> Iterator[Fetched]:
        """One group. What is too big is a group of its own."""
        if heads[0].size > max_bytes:
            yield self._headers(folder, heads[0], Missing.TOO_BIG)
            return
        try:
            texts = self._texts(folder, [head.uid for head in heads], b"BODY[]")
        except EdgeError as error:
            if error.code != "no":
                raise
            yield from self._one_by_one(folder, heads, max_bytes)
            return
        yield from (head.with_raw(texts[head.uid]) for head in heads if head.uid in texts)

    def _one_by_one(self, folder: str, heads: Sequence[Head], max_bytes: int) -> Iterator[Fetched]:
        if len(heads) == 1:
            yield self._headers(folder, heads[0], Missing.REFUSED)
            return
        for head in heads:
            yield from self._bodies(folder, (head,), max_bytes)

    def _headers(self, folder: str, head: Head, missing: Missing) -> Fetched:
        try:
            texts = self._texts(folder, [head.uid], b"BODY[HEADER]")
        except EdgeError as error:
            if error.code != "no":
                raise
            texts = {}
        return head.with_raw(texts.get(head.uid, b""), missing)

    @speaks_to_server
    def _texts(self, folder: str, uids: list[int], item: bytes) -> dict[int, bytes]:
        self._enter(folder)
        answer = self._client.fetch(uids, [item.replace(b"BODY[", b"BODY.PEEK[")])
        return {uid: answer[uid][item] or b"" for uid in uids if item in answer.get(uid, {})}


def wait_for_bytes(line: socket.socket, seconds: float) -> None:
    """Until the server says something, or `seconds` are over. What TLS has already unpacked is not seen by the selector."""
    if isinstance(line, ssl.SSLSocket) and line.pending():
        return
    with selectors.DefaultSelector() as selector:
        selector.register(line, selectors.EVENT_READ)
        selector.select(seconds)


def text_of(word: bytes | str) -> str:
    return word.decode("utf-8", "replace") if isinstance(word, bytes) else word
