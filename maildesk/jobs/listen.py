"""Listening: one thread per mailbox waits for the server's word that mail has come, and has it fetched at once.

In: the desk and the engine. Out: jobs brought forward. The fetch itself stays a job: a listener that dies costs only time.
"""

from __future__ import annotations

import threading
from datetime import UTC, datetime

import structlog

from maildesk.errors import EdgeError
from maildesk.flow.house import jobs, mailboxes
from maildesk.imap.backoff import wait_before_retry
from maildesk.imap.mailbox import open_mailbox
from maildesk.jobs.accounts import imap_account
from maildesk.jobs.desk import Desk
from maildesk.jobs.engine import Engine

log = structlog.get_logger()
#: How long one wait lasts before the thread looks whether it should stop.
BREATH = 20.0


class Listener:
    """Waits on one mailbox until told to stop."""

    def __init__(self, desk: Desk, engine: Engine, mailbox_id: int) -> None:
        self._desk, self._engine, self._mailbox_id = desk, engine, mailbox_id
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"listener {mailbox_id}", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()

    def _run(self) -> None:
        failures = 0
        while not self._stop.is_set():
            try:
                self._listen()
                failures = 0
            except EdgeError as error:
                failures += 1
                log.info("listener_waits", mailbox=self._mailbox_id, code=error.code)
                self._stop.wait(wait_before_retry(failures, 0.5))

    def _listen(self) -> None:
        with self._desk.store.reading() as session:
            row = mailboxes.get(session, self._mailbox_id)
        with open_mailbox(imap_account(self._desk, row)) as mailbox:
            newest = max(mailbox.uids_after("INBOX", 0), default=0)
            while not self._stop.is_set():
                if mailbox.wait(BREATH):
                    newest = max(mailbox.uids_after("INBOX", newest), default=newest)
                    self._fetch_now()

    def _fetch_now(self) -> None:
        key = f"fetch:{self._mailbox_id}"
        with self._desk.store.writing() as session:
            jobs.ask(session, "fetch", datetime.now(UTC), {"mailbox_id": self._mailbox_id}, key=key)
        self._engine.poke()
