"""A private PostgreSQL cluster: a unix socket in a temporary directory, no TCP port, no fsync.

Out: URLs of empty databases, or of copies of the database `maildesk_template` once it has been built. A copy costs a third of a second, so
that most tests borrow one that was emptied behind the test before.
"""

from __future__ import annotations

import itertools
import signal
import subprocess
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from tests.support.children import as_user, child, need, private_directory, wait_until

TEMPLATE = "maildesk_template"
USER = "postgres"
#: What makes a cluster quick that nobody will miss after a crash.
CARELESS = (
    "listen_addresses=",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "autovacuum=off",
    "max_wal_size=4GB",
    "shared_buffers=64MB",
    "max_connections=100",
    "timezone=UTC",
)


INITDB = ("-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions")


@dataclass
class Cluster:
    """A running cluster. Databases are numbered; each caller gets one of its own."""

    directory: Path
    numbers: Iterator[int] = field(default_factory=itertools.count)
    has_template: bool = False
    built: tuple[list[str], list[str]] = ([], [])
    idle: list[str] = field(default_factory=list)

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://{USER}@/{database}?host={self.directory}"

    def run(self, statement: str) -> None:
        with psycopg.connect(host=str(self.directory), user=USER, dbname="postgres", autocommit=True) as connection:
            connection.execute(statement)

    def make_template(self, build: Callable[[str], None]) -> None:
        """Builds `maildesk_template` once by `build(url)`, which must close its connections: they would forbid copying."""
        if self.has_template:
            return
        self.run(f"CREATE DATABASE {TEMPLATE}")
        build(self.url(TEMPLATE))
        with psycopg.connect(host=str(self.directory), user=USER, dbname=TEMPLATE) as connection:
            self.built = (_relations(connection, "r"), _relations(connection, "S"))
        self.has_template = True

    @contextmanager
    def fresh_database(self, *, empty: bool = False) -> Iterator[str]:
        """URL of a new database, a copy of the template if there is one and `empty` is not asked for; dropped afterwards."""
        name = self._copy(TEMPLATE if self.has_template and not empty else "template0")
        try:
            yield self.url(name)
        finally:
            self.run(f"DROP DATABASE {name} WITH (FORCE)")

    @contextmanager
    def lent_database(self) -> Iterator[str]:
        """URL of a database like the template, perhaps used before: afterwards it is emptied and lent again."""
        name = self.idle.pop() if self.idle else self._copy()
        try:
            yield self.url(name)
        finally:
            if self._emptied(name):
                self.idle.append(name)
            else:
                self.run(f"DROP DATABASE {name} WITH (FORCE)")

    def _copy(self, template: str = TEMPLATE) -> str:
        name = f"maildesk_{next(self.numbers)}"
        # FILE_COPY: with fsync off, copying files is quicker than writing every page to the log.
        self.run(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        return name

    def _emptied(self, name: str) -> bool:
        """Takes every row out (and whoever is still connected), and begins numbers anew; false if its tables are not the template's."""
        with psycopg.connect(host=str(self.directory), user=USER, dbname=name, autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()",
                (name,),
            )
            tables, numbers = _relations(connection, "r"), _relations(connection, "S")
            if (tables, numbers) != self.built:
                return False
            connection.execute(
                "SET session_replication_role = replica"
            )  # else foreign keys ask for an order of deleting
            connection.execute(_script(f"DELETE FROM {table}" for table in tables if table != "alembic_version"))
            connection.execute(_script(f"SELECT setval('{number}', 1, false)" for number in numbers))
        return True


def _relations(connection: psycopg.Connection[Any], kind: str) -> list[str]:
    named = "SELECT quote_ident(relname) FROM pg_class WHERE relkind = %s AND relnamespace = 'public'::regnamespace ORDER BY 1"
    return [name for (name,) in connection.execute(named, (kind,))]


def _script(statements: Iterable[str]) -> bytes:
    return "; ".join(statements).encode()


@contextmanager
def postgres() -> Iterator[Cluster]:
    initdb = need("/usr/lib/postgresql/*/bin/initdb", "postgresql")
    with private_directory("pg", USER) as directory:
        cluster, log = directory / "cluster", directory / "log"
        subprocess.run(
            [*as_user(USER, death=signal.SIGKILL), initdb, "-D", cluster, "-U", USER, *INITDB],
            check=True,
            capture_output=True,
            cwd="/",
        )
        settings = [word for setting in CARELESS for word in ("-c", setting)]
        argv = [initdb.with_name("postgres"), "-D", cluster, "-k", directory, *settings]
        with child(argv, user=USER, log=log, death=signal.SIGQUIT) as running:
            wait_until(lambda: accepts(directory), running, log=log)
            yield Cluster(directory)


def accepts(directory: Path) -> bool:
    try:
        psycopg.connect(host=str(directory), user=USER, dbname="postgres", connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True
