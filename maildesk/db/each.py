"""The first few rows of each of many keys, asked in one statement.

In: a query with `KEY` in its condition, and keys. Out: rows. An `IN` cannot bound how many rows one busy key brings (an address with
a million mails); here each key has its own limit, and a batch of mails still costs one statement per question.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Any

from sqlalchemy import Dialect, Select, TextualSelect, literal_column, text
from sqlalchemy.orm import Session

#: Stands in a query where each key goes.
KEY: Any = literal_column("@key@")
#: Keys of one statement. Few sizes, so that each statement is prepared once; what is left over stays empty and finds nothing.
_SIZES = (1, 4, 16, 48, 128)


class FewOfEach:
    """A query for one key, with its order and its limit, to be asked for many."""

    def __init__(self, query: Select[*tuple[Any, ...]]) -> None:
        self._columns = tuple(query.selected_columns)
        self._query = query
        self._sized = lru_cache(maxsize=10)(self._statement)

    def rows(self, session: Session, keys: Iterable[str | int]) -> list[Any]:
        """The rows of all keys, each as the query selects it."""
        found: list[Any] = []
        dialect = session.get_bind().dialect
        for chunk in _chunks(keys):
            size = next(size for size in _SIZES if size >= len(chunk))
            empty = dict.fromkeys((f"k{n}" for n in range(size)), None)
            found += session.execute(self._sized(dialect, size), empty | {f"k{n}": key for n, key in enumerate(chunk)})
        return found

    def _statement(self, dialect: Dialect, size: int) -> TextualSelect:
        one = str(self._query.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))
        # Our own query around our own names; every key is bound.
        many = (f"SELECT * FROM ({one.replace('@key@', f':k{n}')}) AS q{n}" for n in range(size))  # noqa: S608
        return text(" UNION ALL ".join(many)).columns(*self._columns)


def _chunks(keys: Iterable[str | int]) -> Iterator[list[str | int]]:
    source = iter(dict.fromkeys(keys))
    while chunk := list(islice(source, _SIZES[-1])):
        yield chunk
