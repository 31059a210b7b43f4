"""The first few rows of each of many keys, asked in one statement.

In: a query with `KEY` in its condition, and keys. Out: rows. An `IN` cannot bound how many rows one busy key brings (an address with
a million mails); here each key has its own limit, and a batch of mails still costs one statement per question.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import Dialect, Select, TextualSelect, literal_column, text
from sqlalchemy.orm import Session

#: Stands in a query where each key goes.
KEY: Any = literal_column("asked.value")
#: The query once for each key: a lateral join. SQLite has it for its own table functions only, so that the rows pass through one.
_SQLITE = (
    "SELECT {fields} FROM json_each(:keys) AS asked,"
    " json_each((SELECT json_group_array(json_array({names})) FROM ({query}))) AS found"
)
_POSTGRESQL = "SELECT found.* FROM unnest(CAST(:keys AS {kind})) AS asked(value) CROSS JOIN LATERAL ({query}) AS found"


class FewOfEach:
    """A query for one key, with its order and its limit, to be asked for many."""

    def __init__(self, query: Select[*tuple[Any, ...]]) -> None:
        self._columns = query.selected_columns
        self._query = query
        self._statement = cache(self._written)

    def rows(self, session: Session, keys: Iterable[str | int]) -> list[Any]:
        """The rows of all keys, each as the query selects it, in the order of the keys."""
        asked = list(dict.fromkeys(keys))
        if not asked:
            return []
        dialect = session.get_bind().dialect
        statement = self._statement(dialect, "bigint[]" if isinstance(asked[0], int) else "text[]")
        return list(session.execute(statement, {"keys": json.dumps(asked) if dialect.name == "sqlite" else asked}))

    def _written(self, dialect: Dialect, kind: str) -> TextualSelect:
        query = str(self._query.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))
        names = [dialect.identifier_preparer.quote(str(column.key)) for column in self._columns]
        fields = [f"json_extract(found.value, '$[{at}]') AS {name}" for at, name in enumerate(names)]
        frame = _SQLITE if dialect.name == "sqlite" else _POSTGRESQL
        # Our own query around our own names; every key is bound.
        written = frame.format(fields=", ".join(fields), names=", ".join(names), query=query, kind=kind)
        return text(written).columns(*self._columns)
