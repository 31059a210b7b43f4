"""Fixtures that every room's tests may use: private servers, started when first asked for."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from maildesk.db.engine import Store, open_store
from maildesk.db.schema import upgrade
from tests.support.dovecot import Dovecot
from tests.support.dovecot import dovecot as private_dovecot
from tests.support.postgres import Cluster
from tests.support.postgres import postgres as private_postgres
from tests.support.smtp_sink import Sink, smtp_sink

#: Where Linux keeps files in memory. The desk waits for the disk at each commit, as it must; thousands of tests need not.
_MEMORY = Path("/dev/shm")
_ENOUGH = 2 << 30


def _files_in_memory() -> None:
    if "TMPDIR" not in os.environ and _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ENOUGH:
        os.environ["TMPDIR"] = tempfile.tempdir = str(_MEMORY)


_files_in_memory()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """One PostgreSQL cluster for the run of this worker."""
    with private_postgres() as cluster:
        yield cluster


@pytest.fixture
def fresh_database(postgres: Cluster) -> Iterator[Callable[[], str]]:
    """Each call gives the URL of a new database, a copy of the cluster's template if it has been built."""
    with ExitStack() as stack:
        yield lambda: stack.enter_context(postgres.fresh_database())


@pytest.fixture
def postgres_url(fresh_database: Callable[[], str]) -> str:
    return fresh_database()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty desk's SQLite file, migrated once for the run of this worker."""
    path = tmp_path_factory.mktemp("template") / "desk.sqlite"
    with closing(open_store(f"sqlite:///{path}")) as store:
        upgrade(store)
    return path


def _build(url: str) -> None:
    with closing(open_store(url)) as store:
        upgrade(store)


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store, migrated; every test that takes it runs on SQLite and on PostgreSQL."""
    with ExitStack() as stack:
        if request.param == "sqlite":
            path = tmp_path / "desk.sqlite"
            shutil.copy(request.getfixturevalue("sqlite_template"), path)
            url = f"sqlite:///{path}"
        else:
            cluster: Cluster = request.getfixturevalue("postgres")
            cluster.make_template(_build)
            url = stack.enter_context(cluster.lent_database())
        yield stack.enter_context(closing(open_store(url)))


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    """One Dovecot for the run of this worker; each test takes a user of its own."""
    with private_dovecot() as server:
        yield server


@pytest.fixture
def sink() -> Iterator[Sink]:
    """An SMTP server that keeps what it gets."""
    with smtp_sink() as running:
        yield running
