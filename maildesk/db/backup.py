"""Backup and restore: every table as lines of JSON in a ZIP, the same from and for both stores.

In: a store and a path. Out: the file, or the rows put back into an empty store. One read transaction sees one moment.
"""

from __future__ import annotations

import base64
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select

from maildesk.core.search.words import index_words
from maildesk.db import search
from maildesk.db.base import Base
from maildesk.db.engine import Store
from maildesk.db.schema import upgrade
from maildesk.db.standing import standing
from maildesk.db.tables import Message
from maildesk.errors import UsageError

_PAGE = 500


def write(store: Store, path: Path) -> int:
    """Write all rows to `path`; returns how many. The file appears whole or not at all."""
    half = path.with_suffix(path.suffix + ".part")
    rows = 0
    with store.engine.connect() as connection, zipfile.ZipFile(half, "w", zipfile.ZIP_DEFLATED) as archive:
        if not store.is_sqlite:
            connection.execution_options(isolation_level="REPEATABLE READ")
        archive.writestr("maildesk.json", json.dumps({"revision": standing(store)[0]}))
        for table in Base.metadata.sorted_tables:
            with archive.open(f"{table.name}.jsonl", "w", force_zip64=True) as file:
                for row in connection.execution_options(yield_per=_PAGE).execute(select(table)):
                    file.write(json.dumps(_out(dict(row._mapping)), ensure_ascii=False).encode() + b"\n")
                    rows += 1
    half.replace(path)
    path.chmod(0o600)
    return rows


def read(store: Store, path: Path) -> int:
    """Put the rows of a backup into an empty store; returns how many. Raises `UsageError` when the store holds anything."""
    if standing(store)[0] is None:
        upgrade(store)
    try:
        archive = zipfile.ZipFile(path)
        revision = json.loads(archive.read("maildesk.json"))["revision"]
    except (OSError, KeyError, zipfile.BadZipFile) as error:
        raise UsageError(f"{path} is no backup of maildesk: {error}") from None
    if revision != standing(store)[0]:
        raise UsageError(
            f"{path} is of revision {revision}, the store is at {standing(store)[0]}; restore with that release, then upgrade"
        )
    with archive, store.engine.begin() as connection:
        _must_be_empty(connection)
        rows = sum(_fill(connection, archive, table) for table in Base.metadata.sorted_tables)
        _go_on_counting(connection, store)
    _index(store)
    return rows


def _must_be_empty(connection: Connection) -> None:
    for table in Base.metadata.sorted_tables:
        if connection.execute(select(table).limit(1)).first() is not None:
            raise UsageError(f"the store is not empty (table {table.name} holds rows); restore into a new one")


def _fill(connection: Connection, archive: zipfile.ZipFile, table: Table) -> int:
    rows = 0
    for page in _pages(archive, table):
        connection.execute(insert(table), page)
        rows += len(page)
    return rows


def _pages(archive: zipfile.ZipFile, table: Table) -> Iterator[list[dict[str, Any]]]:
    page: list[dict[str, Any]] = []
    with archive.open(f"{table.name}.jsonl") as file:
        for line in io.TextIOWrapper(file, encoding="utf-8"):
            page.append(_in(json.loads(line), table))
            if len(page) == _PAGE:
                yield page
                page = []
    if page:
        yield page


def _out(row: dict[str, Any]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in row.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _in(row: dict[str, Any], table: Table) -> dict[str, Any]:
    return {name: _typed(value, table.c[name].type.python_type) for name, value in row.items()}


def _typed(value: Any, wanted: type) -> Any:
    if value is None:
        return None
    if wanted is bytes:
        return base64.b64decode(value)
    if wanted in (datetime, date):
        return wanted.fromisoformat(value)
    return Decimal(value) if wanted is Decimal else value


def _go_on_counting(connection: Connection, store: Store) -> None:
    """PostgreSQL's sequences do not notice rows that bring their own ids."""
    if store.is_sqlite:
        return
    for table in Base.metadata.sorted_tables:
        if "id" in table.c:
            newest = connection.scalar(select(func.max(table.c.id))) or 0
            sequence = func.pg_get_serial_sequence(table.name, "id")
            connection.execute(select(func.setval(sequence, newest + 1, False)))


def _index(store: Store) -> None:
    with store.writing() as session:
        for row in session.execute(
            select(Message.id, Message.subject, Message.newest_text, Message.from_name, Message.from_email)
        ):
            search.write(session, row[0], index_words(*row[1:]))
