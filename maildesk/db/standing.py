"""Where a store stands in the schema's history: asked by every command, and told without the library that moves the tables.

In: a `Store`. Out: two revisions. It changes nothing; `schema` does. The migrations are numbered in the names of their files, one after
the other.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import inspect, text

from maildesk.db.engine import Store

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"


def standing(store: Store) -> tuple[str | None, str]:
    """The revision the store is at, None for one without tables, and the newest one; equal when the store is up to date."""
    with store.engine.connect() as connection:
        kept = inspect(connection).has_table("alembic_version")
        at = connection.scalar(text("SELECT version_num FROM alembic_version")) if kept else None
    return at, newest()


def newest() -> str:
    """The revision of the newest migration."""
    return max(file.name.partition("_")[0] for file in (MIGRATIONS / "versions").glob("[0-9]*.py"))
