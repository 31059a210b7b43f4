"""The mails of the sample shop as they are meant: who writes what about which order, when, and what the desk should make of it.

In: `sample/mails/*.toml`, one file per language, and the order book. Out: `Letter`s. Their bytes are made by `clients`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from email.utils import parseaddr
from enum import StrEnum
from functools import cache
from itertools import zip_longest
from typing import Any

from maildesk.core.order import Order
from maildesk.demo.shop import SAMPLE, Shop, toml


class Phase(StrEnum):
    """When a mail comes: long before the desk did, in the hours before its start, or while one looks."""

    HISTORY = "history"
    START = "start"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the shop answered from another client, found in its Sent folder; `age` before now."""

    text: str
    age: timedelta


@dataclass(frozen=True, slots=True)
class Expected:
    """What the desk should make of a mail: held by the tests, shown nowhere.

    `intents`: the first and others that would be right too. `orders`: those its conversation is linked to.
    """

    kind: str
    language: str
    intents: frozenset[str]
    orders: frozenset[str]
    flag: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail to the shop. `orders` are the orders it is about; `to` is a mailbox's address; `age` before now."""

    key: str
    locale: str
    name: str
    email: str
    to: str
    subject: str
    text: str
    client: str
    charset: str
    phase: Phase
    age: timedelta
    orders: tuple[str, ...]
    item: str
    expected: Expected
    photo: bool = False
    answers: str = ""
    answer: Answer | None = None
    solved: bool = False

    @property
    def message_id(self) -> str:
        """Without its angle brackets, as the store keeps it."""
        return f"{self.key}@{self.email.rpartition('@')[2]}"

    @property
    def answer_id(self) -> str:
        """The Message-ID of the shop's answer to it."""
        return f"re.{self.key}@{self.to.rpartition('@')[2]}"


def letters(shop: Shop, orders: Mapping[str, Order]) -> tuple[Letter, ...]:
    """All mails, the languages mixed: the first of each file, then the second of each."""
    files = [[_letter(row, path, shop, orders) for row in rows] for path, rows in _files().items()]
    return tuple(letter for row in zip_longest(*files) for letter in row if letter is not None)


@cache
def _files() -> dict[str, list[dict[str, Any]]]:
    paths = sorted((SAMPLE / "mails").glob("*.toml"))
    return {path.stem: toml(f"mails/{path.name}")["mail"] for path in paths}


def _letter(row: Mapping[str, Any], stem: str, shop: Shop, orders: Mapping[str, Order]) -> Letter:
    about = tuple(orders[number] for number in row.get("order", "").split())
    locale = "en" if stem == "machines" else stem
    name, email = parseaddr(row["from"]) if "from" in row else (about[0].buyer_name, about[0].buyer_email)
    box = shop.box(row["to"]) if "to" in row else shop.box_of(about[0].channel if about else "own")
    phase, age = _when(row)
    return Letter(
        key=row["key"],
        locale=locale,
        name=name,
        email=email,
        to=box.address,
        subject=row["subject"],
        text=row["text"].strip().replace("{tracking}", next(_trackings(about), "")),
        client=row["client"],
        charset=row.get("charset", "utf-8"),
        phase=phase,
        age=age,
        orders=tuple(order.number for order in about),
        item=about[0].lines[0].title if about else "",
        expected=_expected(row, locale),
        photo=row.get("photo", False),
        answers=row.get("reply_to", ""),
        answer=_answer(row),
        solved=row.get("solved", False),
    )


def _trackings(orders: tuple[Order, ...]) -> Iterator[str]:
    return (parcel.tracking_number for order in orders for parcel in order.parcels)


def _when(row: Mapping[str, Any]) -> tuple[Phase, timedelta]:
    if "days" in row:
        return Phase.HISTORY, timedelta(days=row["days"])
    if "start" in row:
        return Phase.START, timedelta(hours=row["start"])
    return Phase.LATER, timedelta(0)


def _expected(row: Mapping[str, Any], locale: str) -> Expected:
    intents = frozenset({row["intent"], *row.get("also", ())}) if "intent" in row else frozenset()
    placed = frozenset(row.get("placed", row.get("order", "")).split())
    return Expected(row.get("kind", "buyer"), locale, intents, placed, row.get("flag", ""))


def _answer(row: Mapping[str, Any]) -> Answer | None:
    return Answer(row["answer"].strip(), timedelta(days=row["answered"])) if "answer" in row else None
