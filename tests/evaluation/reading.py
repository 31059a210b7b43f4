"""What the desk makes of every mail of the corpus: the very inspector behind `maildesk inspect`.

In: rows. Out: `Reading`s. The order book is the corpus's own; nothing else is known of a mail than its bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from maildesk.core.inspection import Book, Inspector
from maildesk.core.order import Order
from maildesk.core.understanding import taught
from maildesk.orders.file import read_file
from maildesk.packs import knowledge
from tests.evaluation.build import build
from tests.evaluation.letter import MX
from tests.evaluation.measures import Reading
from tests.evaluation.quoted import SHOP_MAIL
from tests.evaluation.rows import BUYERS, MAILS, Row, rows

FILES = (BUYERS, "others.jsonl", "hostile.jsonl")


def corpus() -> list[Row]:
    """Every row of single mails."""
    return [row for pattern in FILES for row in rows(pattern)]


def read(wanted: Iterable[Row]) -> Iterator[Reading]:
    """Build and read these rows. What a mail breaks is a fault of the desk and stops the evaluation."""
    book = Book.of(row for row in read_file(MAILS / "orders.jsonl") if isinstance(row, Order))
    inspector = Inspector(taught(knowledge.load(), book.own_numbers()), book, (MX,), frozenset({SHOP_MAIL}))
    for row, raw in build(wanted):
        yield Reading(row, inspector.inspect(raw).row())
