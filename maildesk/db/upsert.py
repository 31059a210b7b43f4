"""Inserts that meet an existing row: the two stores say it in two dialects, everybody else says it here.

In: a session and rows. Out: rows written. Counts are summed in the session and written once, at the end of its transaction, in the
order of their keys: a batch of mails moves each counter once, and two workers never wait for each other crosswise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any, cast

from sqlalchemy import Table, bindparam, func, literal_column, select, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from maildesk.db.base import Base

#: Where a session keeps the counts that it has not yet written: (table, column, names of the key) to sums by key.
_COUNTS = "maildesk_counts"
_Counts = dict[tuple[type[Base], str, tuple[str, ...]], Counter[tuple[Any, ...]]]


def add_count(session: Session, table: type[Base], key: Mapping[str, Any], column: str, by: int) -> None:
    """Add `by` to a counter row, making it when it is not there; written when the transaction ends (`write_counts`)."""
    counts: _Counts = session.info.setdefault(_COUNTS, {})
    counts.setdefault((table, column, tuple(key)), Counter())[tuple(key.values())] += by


def write_counts(session: Session) -> None:
    """Write the counts summed so far. One statement adds: two workers never lose a count."""
    counts: _Counts = session.info.pop(_COUNTS, {})
    for (table, column, names), sums in counts.items():
        rows = [{**dict(zip(names, key, strict=True)), column: by} for key, by in sorted(sums.items()) if by]
        if rows:
            insert = _insert(session, table).values({name: bindparam(name) for name in (*names, column)})
            total = table.__table__.c[column] + insert.excluded[column]
            session.execute(insert.on_conflict_do_update(index_elements=names, set_={column: total}), rows)


def add_missing(session: Session, table: type[Base], row: Mapping[str, Any]) -> bool:
    """Insert a row unless its key is taken; True when it was inserted."""
    # Asked for, not counted: psycopg gives no count of a statement that may return ids.
    insert = _insert(session, table).values(row).on_conflict_do_nothing().returning(literal_column("1"))
    return session.execute(insert).first() is not None


def add_all(session: Session, table: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert many rows in one statement, past the session's bookkeeping. All rows have the same columns."""
    if rows:
        session.execute(_insert(session, table), list(rows))


def add_all_missing(session: Session, table: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert those rows whose keys are not taken. All rows have the same columns."""
    if rows:
        insert = _insert(session, table).values({name: bindparam(name) for name in rows[0]})
        session.execute(insert.on_conflict_do_nothing(), list(rows))


def change_all(session: Session, table: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Update many rows by their `id` in one statement, past the session's bookkeeping. All rows have the same columns."""
    if rows:
        stored = cast(Table, table.__table__)
        columns = stored.c
        changed = {name: bindparam(f"to_{name}", type_=columns[name].type) for name in rows[0] if name != "id"}
        statement = update(stored).where(columns.id == bindparam("to_id")).values(changed)
        session.execute(statement, [{f"to_{name}": value for name, value in row.items()} for row in rows])


def new_ids(session: Session, table: type[Base], wanted: int) -> Iterator[int]:
    """Ids for rows to be inserted in this transaction, known before they are.

    SQLite lets one transaction write at a time, so that the ids above the highest are ours; PostgreSQL's sequence gives each once.
    """
    column = table.__table__.c["id"]
    if session.get_bind().dialect.name == "sqlite":
        return count((session.scalar(select(func.max(column))) or 0) + 1)
    sequence = f"{table.__tablename__}_id_seq"
    drawn = session.scalars(
        text("SELECT nextval(:name) FROM generate_series(1, :wanted)"), {"name": sequence, "wanted": wanted}
    )
    return iter(drawn.all())


def _insert(session: Session, table: type[Base]) -> Any:
    dialect = session.get_bind().dialect.name
    return (sqlite if dialect == "sqlite" else postgresql).insert(table.__table__)
