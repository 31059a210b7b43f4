"""The store: how sessions to SQLite or PostgreSQL are opened.

In: a database URL. Out: a `Store` whose `reading()` and `writing()` give one session, one transaction each.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from maildesk.db.upsert import write_counts

_WRITE = "maildesk_write"


class Store:
    """One database. `writing()` takes the write lock at once: on SQLite a transaction that reads first and writes
    later fails under a second writer whatever the time-out says."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for looking. What it changed is thrown away, and never on its way to the store: a reader holds up no writer."""
        with Session(self.engine, autoflush=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session whose changes are committed together when the block ends, or not at all."""
        with (
            self.engine.connect().execution_options(**{_WRITE: True}) as connection,
            Session(connection, expire_on_commit=False) as session,
            session.begin(),
        ):
            yield session
            write_counts(session)

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    def close(self) -> None:
        self.engine.dispose()


def open_store(url: str) -> Store:
    """Open the store at `url` (`sqlite:///FILE` or `postgresql://…`). Connects lazily.

    Errors do not quote the values of a statement: they go into the log, and a mail's text or a sealed secret does not.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        engine = create_engine(parsed, connect_args={"timeout": 10}, hide_parameters=True)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        engine = create_engine(parsed, pool_pre_ping=True, pool_size=10, max_overflow=10, hide_parameters=True)
    return Store(engine)


def _prepare_sqlite(connection: sqlite3.Connection, _: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, see _begin_sqlite
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "busy_timeout=10000",
        "cache_size=-32000",
    ):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITE)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
