"""One row of an order file or of the API becomes an `Order`, or says which column is wrong.

In: a mapping of column to value (design 5, "Order file"). Out: `Order`, or `RowError` naming column, value and what was wanted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from maildesk.core.moment import read_moment
from maildesk.core.order import Channel, Order, OrderLine, OrderStatus, Parcel
from maildesk.errors import DeskError

COLUMNS = (
    "order_number", "channel", "buyer_name", "buyer_email", "country", "language", "currency", "total", "items", "status",
    "ordered_at", "shipped_at", "delivered_at", "tracking_number", "carrier",
)  # fmt: skip
_ADDRESS = re.compile(r"[^@\s]{1,128}@[^@\s]{1,255}")
_CURRENCIES = frozenset(get_global("all_currencies"))
_TERRITORIES = frozenset(get_global("territory_languages"))


E = TypeVar("E", Channel, OrderStatus)


class RowError(DeskError):
    """A row of an order book that cannot be taken: `column`, what it held (`value`) and what was wanted."""

    def __init__(self, column: str, value: str, wanted: str) -> None:
        shown = value if len(value) <= 60 else value[:57] + "..."
        super().__init__(f"{column} is {shown!r}; {wanted}")
        self.column = column


def read_row(row: Mapping[str, Any]) -> Order:
    """The order of one row. Unknown columns are left alone; empty ones mean "not known"."""
    get = Texts(row)
    number = _wanted(get, "order_number", "the order's number was wanted")
    return Order(
        channel=_one_of(get, "channel", Channel, Channel.OWN),
        number=number[:80],
        status=_one_of(get, "status", OrderStatus, OrderStatus.PAID),
        buyer_name=get["buyer_name"][:200],
        buyer_email=_email(get),
        country=_country(get),
        language=_language(get),
        currency=currency(get),
        total=amount(get, "total"),
        lines=_lines(row.get("items")),
        parcels=_parcels(get),
        ordered_at=moment(get, "ordered_at"),
        shipped_at=moment(get, "shipped_at"),
        delivered_at=moment(get, "delivered_at"),
    )


class Texts:
    """The row's values as stripped text; a column that is not there is an empty one."""

    def __init__(self, row: Mapping[str, Any]) -> None:
        self._row = row

    def __getitem__(self, column: str) -> str:
        value = self._row.get(column)
        return "" if value is None else str(value).replace("\x00", "").strip()


def _wanted(get: Texts, column: str, wanted: str) -> str:
    if not get[column]:
        raise RowError(column, "", wanted)
    return get[column]


def _one_of(get: Texts, column: str, words: type[E], default: E) -> E:
    text = get[column].lower()
    if not text:
        return default
    try:
        return words(text)
    except ValueError:
        raise RowError(column, text, f"one of {', '.join(words)} was wanted") from None


def _email(get: Texts) -> str:
    text = get["buyer_email"].lower()
    if text and not _ADDRESS.fullmatch(text):
        raise RowError("buyer_email", text, "an e-mail address was wanted")
    return text


def _country(get: Texts) -> str:
    text = get["country"].upper()
    if text and text not in _TERRITORIES:
        raise RowError("country", text, "two letters of ISO 3166-1 were wanted, such as DE")
    return text


def _language(get: Texts) -> str:
    text = get["language"].replace("_", "-")
    try:
        return str(Locale.parse(text, sep="-")).replace("_", "-") if text else ""
    except (ValueError, UnknownLocaleError):
        raise RowError("language", text, "a BCP 47 tag was wanted, such as pt-BR") from None


def currency(get: Texts) -> str:
    """ISO 4217, or empty."""
    text = get["currency"].upper()
    if text and text not in _CURRENCIES:
        raise RowError("currency", text, "three letters of ISO 4217 were wanted, such as EUR")
    return text


def amount(get: Texts, column: str) -> Decimal | None:
    """An amount to the cent, or nothing."""
    text = get[column]
    return _decimal(column, text) if text else None


def _decimal(column: str, text: str) -> Decimal:
    try:
        read = Decimal(text)
    except InvalidOperation:
        read = Decimal("NaN")
    if not read.is_finite() or abs(read) >= Decimal(10) ** 12:
        raise RowError(column, text, "an amount with a point was wanted, such as 84.90")
    return read.quantize(Decimal("0.01"))


def moment(get: Texts, column: str) -> datetime | None:
    """A moment in UTC, or nothing; without an offset it is read as UTC."""
    text = get[column]
    if not text:
        return None
    try:
        return read_moment(text)
    except ValueError:
        raise RowError(column, text, "a moment of ISO 8601 was wanted, such as 2026-11-05T14:30:00+01:00") from None


def _lines(value: Any) -> tuple[OrderLine, ...]:
    """`items`: a JSON list of {sku, title, qty, price}, as text or already read."""
    if value is None or value == "":
        return ()
    try:
        items = json.loads(value) if isinstance(value, str) else value
        return tuple(_line(item) for item in items)
    except (ValueError, TypeError, AttributeError, OverflowError):
        raise RowError("items", str(value), "a JSON list of {sku, title, qty, price} was wanted") from None


def _line(item: Mapping[str, Any]) -> OrderLine:
    return OrderLine(
        sku=str(item.get("sku") or "")[:80],
        title=str(item.get("title") or "")[:300],
        qty=int(item.get("qty") or 1),
        price=_decimal("items.price", str(item.get("price") or "0")),
    )


def _parcels(get: Texts) -> tuple[Parcel, ...]:
    """One parcel per tracking number; several are separated by comma or semicolon."""
    numbers = [part.strip()[:60] for part in re.split(r"[,;]", get["tracking_number"])]
    return tuple(Parcel(number, get["carrier"][:60]) for number in numbers if number)
