"""Order files: CSV with a header, or JSON lines with the same keys.

In: a path. Out: one `Order` or `BadRow` per row, in the order of the file. A bad row never stops the others.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from maildesk.core.order import Order
from maildesk.errors import UsageError
from maildesk.orders.row import RowError, read_row


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that was not taken: its line in the file (from 1) and the sentence that says why."""

    line: int
    column: str
    why: str


def read_file(path: Path) -> Iterator[Order | BadRow]:
    """The rows of an order file. Raises `UsageError` when the file cannot be read or has no header."""
    for line, row in rows_of(path, "order_number"):
        try:
            yield read_row(_whole(row))
        except RowError as error:
            yield BadRow(line, error.column, str(error))


def _whole(row: Any) -> Mapping[str, Any]:
    if isinstance(row, RowError):
        raise row
    return row  # type: ignore[no-any-return]


def rows_of(path: Path, column: str) -> Iterator[tuple[int, Any]]:
    """Line number and row of a CSV file with a header that names `column`, or of JSON lines; a `RowError` where a row is none."""
    text = _text(path)
    first = text.lstrip()[:1]
    yield from _json_lines(text) if first in ("{", "[") else _csv(path, text, column)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8 (byte {error.start}); save it as UTF-8") from None
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from None


def _json_lines(text: str) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            yield number, RowError("line", line, "one JSON object per line was wanted")
            continue
        yield number, row if isinstance(row, dict) else RowError("line", line, "one JSON object per line was wanted")


def _csv(path: Path, text: str, column: str) -> Iterator[tuple[int, Any]]:
    head = text.partition("\n")[0]
    separator = max((",", ";", "\t"), key=head.count)
    reader = csv.DictReader(StringIO(text, newline=""), delimiter=separator, strict=False)
    try:
        names = [str(name or "").strip().lower() for name in reader.fieldnames or ()]
        if column not in names:
            raise UsageError(f"{path} has no column {column}; its first line holds {head[:120]!r}")
        reader.fieldnames = names
        for row in reader:
            yield reader.line_num, row if None not in row else _too_wide(row, names)
    except csv.Error as error:  # a quote that is never closed swallows the rest of the file
        raise UsageError(f"{path} cannot be read beyond line {reader.line_num}: {error}") from None


def _too_wide(row: Mapping[Any, Any], names: Sequence[str]) -> RowError:
    return RowError("line", str(row[None])[:60], f"{len(names)} columns were wanted, this row has more")
