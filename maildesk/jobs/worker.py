"""The working half as one thing that starts and stops: the engine, its jobs, and a listener for each mailbox."""

from __future__ import annotations

import gc
from typing import Self

from sqlalchemy import select

from maildesk.db import tables as t
from maildesk.jobs.desk import Desk
from maildesk.jobs.engine import Engine
from maildesk.jobs.listen import Listener
from maildesk.jobs.table import clear_up, ensure, table

#: New values between two looks of the collector: half a batch's worth. Hardly any of them is part of a cycle.
_LOOK_AFTER = 50_000


def spare_the_collector() -> None:
    """Packs, models and texts stay as long as the process: the collector need not walk them, nor look after every mail."""
    gc.freeze()
    gc.set_threshold(_LOOK_AFTER)


class Worker:
    """Runs on threads of its own between `start` and `stop`. Several may run on one store."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.engine = Engine(desk.store, table(desk))
        self._listeners: list[Listener] = []

    def start(self) -> None:
        spare_the_collector()
        clear_up(self._desk)
        ensure(self._desk)
        self.engine.start()
        with self._desk.store.reading() as session:
            ids = session.scalars(select(t.Mailbox.id).where(t.Mailbox.active, t.Mailbox.imap_host != "")).all()
        self._listeners = [Listener(self._desk, self.engine, mailbox_id) for mailbox_id in ids]
        for listener in self._listeners:
            listener.start()

    def stop(self) -> None:
        """Lets the jobs at hand finish, then closes the connections."""
        for listener in self._listeners:
            listener.stop()
        self.engine.stop()
        self._desk.lines.close()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
