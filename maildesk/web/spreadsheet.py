"""A table as a CSV file: what somebody outside wrote is words to a spreadsheet, never a formula.

In: rows of cells. Out: the file's text, with the mark by which spreadsheets know UTF-8.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

#: A cell that begins with one of these is run, the wide forms in the spreadsheets of East Asia (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def written(rows: Iterable[Sequence[object]]) -> str:
    """The rows; numbers stay numbers, and words that would be run get an apostrophe before them."""
    out = StringIO()
    csv.writer(out).writerows([_plain(cell) for cell in row] for row in rows)
    return "\ufeff" + out.getvalue()


def _plain(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
