"""`maildesk deadline --platform P --case C --stage S --opened ISO [--region R] [--due ISO] [--json]`, or `--list`: no database, no
settings."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from maildesk.cli.words import Words, command
from maildesk.core.dispute.deadline import Asked, deadline
from maildesk.core.dispute.page import deadlines_page
from maildesk.core.dispute.told import told
from maildesk.errors import UsageError
from maildesk.packs.calendars import Shelf
from maildesk.packs.disputes import load_disputes

#: What a question needs, unless everything is listed.
_NEEDED = ("platform", "case", "stage", "opened")


def run(argv: Sequence[str]) -> int:
    """Tell the deadline that the packs give, or the given date with the row it belongs to."""
    given = _words().parse_args(argv)
    if given.list:
        print(deadlines_page(load_disputes()), end="")
        return 0
    missing = [f"--{word}" for word in _NEEDED if not getattr(given, word)]
    if missing:
        raise UsageError(f"{', '.join(missing)} wanted; try `maildesk deadline --help`")
    opened = _moment("--opened", given.opened)
    due = _moment_or_day("--due", given.due) if given.due else None
    asked = Asked(given.platform, given.case, given.stage, opened, given.region, due)
    shelf = Shelf(opened.year)
    row = told(deadline(load_disputes(), shelf, asked, datetime.now(UTC).date()), shelf)
    print(json.dumps(row, ensure_ascii=False) if given.json else _said(row))
    return 0


def _words() -> Words:
    words = command("deadline", "The deadline of a case, by the packs or by the date that the platform named.")
    words.add_argument("--platform", help="amazon, ebay, paypal ... or eu for consumer law")
    words.add_argument("--case", help="item_not_received, return, chargeback, withdrawal ...")
    words.add_argument("--stage", help="respond, reply, refund, appeal ...")
    words.add_argument(
        "--opened", metavar="ISO", help="when it began, e.g. 2026-11-27T09:30:00Z; without an offset: UTC"
    )
    words.add_argument("--region", default="", help="the marketplace's country (ISO 3166), or EU")
    words.add_argument("--due", default="", metavar="ISO", help="the date that the platform named; it beats the pack")
    words.add_argument("--json", action="store_true", help="one JSON object")
    words.add_argument("--list", action="store_true", help="all deadlines of the packs, as Markdown")
    return words


def _said(row: Mapping[str, Any]) -> str:
    """The same in lines; what is empty is left out."""
    shown = {key: ", ".join(map(str, value)) if isinstance(value, list) else value for key, value in row.items()}
    shown["ladder"] = ", ".join(f"{rung['act']} {rung['at']}" for rung in row["ladder"])
    return "\n".join(f"{key:<12} {value}" for key, value in shown.items() if value not in ("", None, False))


def _moment_or_day(word: str, text: str) -> datetime | date:
    """A date without a time stays a date."""
    if len(text.strip()) <= len("2026-11-27"):
        return _moment(word, text).date()
    return _moment(word, text)


def _moment(word: str, text: str) -> datetime:
    """An aware moment; without an offset it is read as UTC."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError as wrong:
        raise UsageError(f"{word} is {text!r}, wanted a moment like 2026-11-27T09:30:00Z") from wrong
    if not 2000 <= moment.year <= 2100:
        raise UsageError(f"{word} is {text!r}, wanted a moment of this century")
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
