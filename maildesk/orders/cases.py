"""Cases as a file or the HTTP API tells them: one row, checked against the packs.

In: a mapping of column to value. Out: `Entered`, or `RowError` naming column, value and what was wanted. The columns: platform, case,
stage (the words of `maildesk deadline`), number, order_number, amount, currency, opened_at, respond_by.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from maildesk.core.dispute.case import Entered
from maildesk.core.dispute.row import DisputePacks
from maildesk.core.notice.platform import NoticeKind
from maildesk.orders.file import BadRow, rows_of
from maildesk.orders.row import RowError, Texts, amount, currency, moment

COLUMNS = (
    "platform",
    "case",
    "stage",
    "kind",
    "number",
    "order_number",
    "amount",
    "currency",
    "opened_at",
    "respond_by",
)


def read_case(row: Mapping[str, Any], packs: DisputePacks, source: str) -> Entered:
    """The case of one row. Unknown columns are left alone; `opened_at` is wanted, for a clock begins there."""
    get = Texts(row)
    platform, case, stage = _deadline(get, packs)
    opened = moment(get, "opened_at")
    if opened is None:
        raise RowError("opened_at", "", "the moment when the case was opened was wanted, such as 2026-11-05T14:30:00Z")
    return Entered(
        platform, case, stage, opened, source, _kind(get), get["order_number"][:80], get["number"][:80],
        amount(get, "amount"), currency(get), moment(get, "respond_by"),
    )  # fmt: skip


def read_cases(path: Path, packs: DisputePacks) -> Iterator[Entered | BadRow]:
    """The rows of a file of cases. Raises `UsageError` when it cannot be read or has no header."""
    for line, row in rows_of(path, "platform"):
        try:
            if isinstance(row, RowError):
                raise row
            yield read_case(row, packs, "file")
        except RowError as error:
            yield BadRow(line, error.column, str(error))


def _deadline(get: Texts, packs: DisputePacks) -> tuple[str, str, str]:
    """Platform, case and stage, as the packs know them together."""
    platform = get["platform"].lower()
    if platform not in packs.platforms:
        raise RowError("platform", platform, f"one of {', '.join(sorted(packs.platforms))} was wanted")
    rows = packs.platforms[platform].rows
    case = _known("case", get["case"], {row.case for row in rows})
    return platform, case, _known("stage", get["stage"] or "respond", {row.stage for row in rows if row.case == case})


def _known(column: str, word: str, known: set[str]) -> str:
    plain = word.lower().replace("-", "_").replace(" ", "_")
    if plain not in known:
        raise RowError(column, word, f"one of {', '.join(sorted(known))} was wanted")
    return plain


def _kind(get: Texts) -> NoticeKind:
    word = get["kind"].lower()
    try:
        return NoticeKind(word) if word else NoticeKind.INQUIRY
    except ValueError:
        raise RowError("kind", word, f"one of {', '.join(NoticeKind)} was wanted") from None
