"""The schema's history: bring a store to the newest tables, and check it. `standing` tells where it is.

In: a `Store`. Out: nothing but the changed store, or the differences found.
"""

from __future__ import annotations

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection

from maildesk.db import tables  # noqa: F401 - registers every table
from maildesk.db.base import Base
from maildesk.db.engine import Store
from maildesk.db.standing import MIGRATIONS


def upgrade(store: Store, revision: str = "head") -> None:
    """Run the migrations up to `revision`. Several processes may call it at once: the first does the work."""
    with store.engine.begin() as connection:
        if not store.is_sqlite:
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(20251)")
        command.upgrade(_config(connection), revision)


def downgrade(store: Store, revision: str) -> None:
    with store.engine.begin() as connection:
        command.downgrade(_config(connection), revision)


def differences(store: Store) -> list[str]:
    """What the store's tables differ in from the code's, in words; empty when they agree."""
    with store.engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "include_name": lambda name, kind, _: kind != "table" or not str(name).startswith("search"),
            },
        )
        return [str(difference) for difference in compare_metadata(context, Base.metadata)]


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config
