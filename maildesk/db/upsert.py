"""Inserts that meet an existing row: the two stores say it in two dialects, everybody else says it here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from maildesk.db.base import Base


def add_count(session: Session, table: type[Base], key: Mapping[str, Any], column: str, by: int) -> None:
    """Add `by` to a counter row, making it when it is not there. One statement: two workers never lose a count."""
    insert = _insert(session, table).values({**key, column: by})
    total = getattr(table, column) + insert.excluded[column]
    session.execute(insert.on_conflict_do_update(index_elements=list(key), set_={column: total}))


def add_missing(session: Session, table: type[Base], row: Mapping[str, Any]) -> bool:
    """Insert a row unless its key is taken; True when it was inserted."""
    insert = _insert(session, table).values(row).on_conflict_do_nothing()
    return session.execute(insert).rowcount == 1  # type: ignore[attr-defined,no-any-return]


def _insert(session: Session, table: type[Base]) -> Any:
    dialect = session.get_bind().dialect.name
    return (sqlite if dialect == "sqlite" else postgresql).insert(table)
