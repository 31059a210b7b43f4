"""The private PostgreSQL of the tests."""

from collections.abc import Callable

from sqlalchemy import create_engine, inspect, text

from tests.support.postgres import Cluster
from tests.support.postgres import postgres as private_postgres


def tables(url: str) -> list[str]:
    engine = create_engine(url)
    try:
        return inspect(engine).get_table_names()
    finally:
        engine.dispose()


def build(url: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE parcel (id int)"))
    engine.dispose()


def test_each_call_gives_an_empty_database_of_its_own(fresh_database: Callable[[], str]) -> None:
    first, second = fresh_database(), fresh_database()
    before = tables(second)
    build(first)
    assert "parcel" in tables(first)
    assert tables(second) == before


def test_a_fresh_database_is_a_copy_of_the_template_once_that_is_built() -> None:
    with private_postgres() as cluster:
        cluster.make_template(build)
        cluster.make_template(build)
        with cluster.fresh_database() as url, cluster.fresh_database(empty=True) as empty:
            assert tables(url) == ["parcel"]
            assert tables(empty) == []


def test_a_database_is_dropped_even_while_somebody_is_connected(postgres: Cluster) -> None:
    with postgres.fresh_database(empty=True) as url:
        engine = create_engine(url)
        connection = engine.connect()
    connection.invalidate()
    connection.close()
    engine.dispose()
    assert url.startswith("postgresql+psycopg://")


def test_a_lent_database_comes_back_empty_and_its_numbers_begin_anew() -> None:
    def count(url: str) -> int:
        engine = create_engine(url)
        with engine.begin() as connection:
            number = connection.execute(text("INSERT INTO buyer DEFAULT VALUES RETURNING id")).scalar_one()
        engine.dispose()
        return int(number)

    def build_numbered(url: str) -> None:
        engine = create_engine(url)
        with engine.begin() as connection:
            connection.execute(text("CREATE TABLE buyer (id serial PRIMARY KEY)"))
        engine.dispose()

    with private_postgres() as cluster:
        cluster.make_template(build_numbered)
        for _ in range(2):
            with cluster.lent_database() as url:
                assert count(url) == 1
        with cluster.lent_database() as changed:
            build(changed)
        with cluster.lent_database() as url:
            assert tables(url) == ["buyer"]
            assert count(url) == 1
