"""Fixtures that every room's tests may use: private servers, started when first asked for."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.support.postgres import Cluster
from tests.support.postgres import postgres as private_postgres


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
