"""Orders as the HTTP API takes them: the columns of an order file, and parcels with their events.

In: one value of decoded JSON, and the channel whose key was presented. Out: `Order`, or `RowError` naming the column. Whatever JSON
can hold is answered with a sentence: no value of any type reaches the store unchecked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from maildesk.core.dispute.case import Entered
from maildesk.core.dispute.row import DisputePacks
from maildesk.core.moment import read_moment
from maildesk.core.order import Order, Parcel, ParcelEvent, ParcelState
from maildesk.orders import cases
from maildesk.orders.row import COLUMNS, RowError, read_row

MOST_PARCELS, MOST_EVENTS, MOST_ITEMS = 50, 200, 500
_PLAIN = tuple(column for column in COLUMNS if column != "items")


def read_order(value: Any, channel: str) -> Order:
    """One order. `channel` stands where the row names none."""
    if not isinstance(value, dict):
        raise RowError("row", repr(value)[:60], "an object with the columns of an order was wanted")
    _checked(value)
    order = read_row({**value, "channel": value.get("channel") or channel})
    parcels = value.get("parcels")
    return replace(order, parcels=_parcels(parcels)) if parcels is not None else order


def case_of(value: Any, packs: DisputePacks) -> Entered:
    """One case. Raises `RowError` naming the column."""
    if not isinstance(value, dict):
        raise RowError("row", repr(value)[:60], "an object with the columns of a case was wanted")
    _plain_values(value, cases.COLUMNS)
    _encodable(value)
    return cases.read_case(value, packs, "api")


def _checked(row: Mapping[str, Any]) -> None:
    _plain_values(row, _PLAIN)
    items = row.get("items")
    if isinstance(items, list) and len(items) > MOST_ITEMS:
        raise RowError("items", f"{len(items)} of them", f"at most {MOST_ITEMS} were wanted")
    _encodable(row)


def _plain_values(row: Mapping[str, Any], columns: Iterable[str]) -> None:
    for column in columns:
        if isinstance(row.get(column), (dict, list, bool)):
            raise RowError(column, repr(row[column])[:60], "a text or a number was wanted")


def _encodable(row: Mapping[str, Any]) -> None:
    """Half a surrogate pair is no text, and NUL is none to PostgreSQL; JSON can hold both."""
    for column, value in row.items():
        wrong = next((text for text in _texts(value) if not _is_text(text)), None)
        if wrong is not None:
            raise RowError(_plain(column)[:40], _plain(wrong), "text in Unicode without NUL was wanted")


def _plain(text: object) -> str:
    """Any text as ASCII, so that an answer can name it."""
    return str(text).encode("ascii", "backslashreplace").decode().replace("\0", "\\0")


def _texts(value: Any) -> Iterator[str]:
    """Every text within a value, however deep."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            yield each
        elif isinstance(each, dict):
            waiting += each.values()
        elif isinstance(each, list):
            waiting += each


def _is_text(text: str) -> bool:
    return "\0" not in text and (text.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in text))


def _parcels(value: Any) -> tuple[Parcel, ...]:
    rows = _list("parcels", value, MOST_PARCELS)
    return tuple(_parcel(f"parcels[{i}]", row) for i, row in enumerate(rows))


def _parcel(at: str, row: Any) -> Parcel:
    fields = _object(at, row)
    number = _text(at, fields, "tracking_number", 60)
    if not number:
        raise RowError(f"{at}.tracking_number", "", "the parcel's number was wanted")
    rows = _list(f"{at}.events", fields.get("events") or [], MOST_EVENTS)
    events = [_event(f"{at}.events[{i}]", each) for i, each in enumerate(rows)]
    return Parcel(number, _text(at, fields, "carrier", 60), tuple(sorted(events, key=lambda event: event.at)))


def _event(at: str, row: Any) -> ParcelEvent:
    fields = _object(at, row)
    state = _text(at, fields, "state", 40)
    if state not in list(ParcelState):
        raise RowError(f"{at}.state", state, f"one of {', '.join(ParcelState)} was wanted")
    return ParcelEvent(
        _moment(f"{at}.at", _text(at, fields, "at", 40)),
        ParcelState(state),
        _text(at, fields, "text", 300),
        _text(at, fields, "place", 120),
    )


def _moment(at: str, text: str) -> datetime:
    try:
        return read_moment(text)
    except ValueError:
        raise RowError(at, text, "a moment of ISO 8601 was wanted, such as 2026-11-05T14:30:00+01:00") from None


def _list(at: str, value: Any, most: int) -> list[Any]:
    if not isinstance(value, list):
        raise RowError(at, repr(value)[:60], "a list was wanted")
    if len(value) > most:
        raise RowError(at, f"{len(value)} of them", f"at most {most} were wanted")
    return value


def _object(at: str, value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise RowError(at, repr(value)[:60], "an object was wanted")
    return value


def _text(at: str, fields: Mapping[str, Any], name: str, most: int) -> str:
    value = fields.get(name)
    if value is None:
        return ""
    if not isinstance(value, (str, int)) or isinstance(value, bool):
        raise RowError(f"{at}.{name}", repr(value)[:60], "a text was wanted")
    return str(value).strip()[:most]
