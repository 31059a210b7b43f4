"""Raw bytes for every row of the corpus, the same every time.

In: rows. Out: bytes by id. A buyer's row becomes a letter; any other kind has a shape of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tests.evaluation.letter import letter
from tests.evaluation.quoted import chance
from tests.evaluation.rows import Row
from tests.evaluation.shapes import SHAPES


def build(rows: Iterable[Row]) -> Iterator[tuple[Row, bytes]]:
    """Each row with its mail."""
    every = list(rows)
    words = _words_by_locale(every)
    for row in every:
        yield row, raw_mail(row, words)


def raw_mail(row: Row, words: dict[str, list[Row]]) -> bytes:
    """The mail of one row; in long histories the buyer's earlier words are those of another row of the locale."""
    if row.shape in SHAPES:
        return SHAPES[row.shape](row)
    others = [each for each in words.get(row.locale, ()) if each.id != row.id]
    earlier = others[chance(row, "earlier", len(others))].body if others else ""
    return letter(row, earlier)


def _words_by_locale(rows: list[Row]) -> dict[str, list[Row]]:
    words: dict[str, list[Row]] = {}
    for row in rows:
        if row.kind == "buyer" and row.body and not row.shape:
            words.setdefault(row.locale, []).append(row)
    return words
