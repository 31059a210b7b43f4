"""The floor: the work of a desk's intake as a person would write it in an afternoon, measured on the same mails in the same run.

In: an IMAP login and a file. Out: rows in SQLite. Fetch with IMAPClient, the standard library's `policy.default` parser, langdetect
on 500 characters, one commit per 100 mails. It threads nothing, finds no order, drafts no answer.
"""

from __future__ import annotations

import email
import re
import sqlite3
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import langdetect
from imapclient import IMAPClient

from maildesk.edge import Account

FETCHED, COMMITTED = 500, 100
_TAG = re.compile(r"<[^>]+>")
_TABLES = """
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    CREATE TABLE raw (id INTEGER PRIMARY KEY, body BLOB);
    CREATE TABLE mails (
        id INTEGER PRIMARY KEY, message_id TEXT, sender TEXT, subject TEXT, sent TEXT, parents TEXT, language TEXT, text TEXT
    );
    CREATE INDEX mails_message_id ON mails (message_id);
"""


class Floor:
    """The naive intake, connected and warm; `run` is what is measured."""

    def __init__(self, account: Account, path: Path) -> None:
        langdetect.detect("The profiles of all languages are read before anything is measured.")
        self.client = IMAPClient(account.host, account.port, ssl=False)
        self.client.login(account.username, account.secret)
        self.last_uid = 0
        self.base = sqlite3.connect(path)
        self.base.executescript(_TABLES)

    def run(self) -> int:
        """Takes in everything new in the inbox; returns how many mails."""
        done = 0
        for raw in self._fetched():
            self._store(raw)
            done += 1
            if done % COMMITTED == 0:
                self.base.commit()
        self.base.commit()
        return done

    def close(self) -> None:
        self.base.close()
        self.client.logout()

    def _fetched(self) -> Iterator[bytes]:
        self.client.select_folder("INBOX", readonly=True)
        uids = [uid for uid in self.client.search(["UID", f"{self.last_uid + 1}:*"]) if uid > self.last_uid]
        self.last_uid = max((self.last_uid, *uids))
        for start in range(0, len(uids), FETCHED):
            answer = self.client.fetch(uids[start : start + FETCHED], ["BODY.PEEK[]"])
            yield from (answer[uid][b"BODY[]"] for uid in sorted(answer))

    def _store(self, raw: bytes) -> None:
        mail = email.message_from_bytes(raw, policy=default)
        text = _text(mail)
        named = (
            mail["Message-ID"],
            mail["From"],
            mail["Subject"],
            mail["Date"],
            mail["References"] or mail["In-Reply-To"],
        )
        row = self.base.execute("INSERT INTO raw (body) VALUES (?)", (raw,)).lastrowid
        self.base.execute(
            "INSERT INTO mails VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (row, *(str(value or "") for value in named), langdetect.detect(text[:500]), text),
        )


def _text(mail: EmailMessage) -> str:
    body = mail.get_body(preferencelist=("plain", "html"))
    if body is None:
        return ""
    text = str(body.get_content())
    return _TAG.sub(" ", text) if body.get_content_type() == "text/html" else text
