"""The sample shop's own facts: mailboxes, people, products, prices, towns.

In: `sample/shop.toml`. Out: one frozen `Shop`. It reads files and nothing else.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from maildesk.core.queue.roles import Role
from maildesk.flow.house.people import NewPerson

SAMPLE = Path(__file__).with_name("sample")


@dataclass(frozen=True, slots=True)
class Box:
    """A mailbox of the shop, and the channels whose buyers write to it."""

    name: str
    address: str
    channels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shop:
    """`products` by article number: title and price in euros. `places` by country: the sorting centre, then towns.

    `public_url`: the address of the shop's desk in the internet, which there is not: only the demo's own pages can open it (`inbox`).
    """

    name: str
    public_url: str
    authserv: str
    password: str
    boxes: tuple[Box, ...]
    people: tuple[NewPerson, ...]
    products: Mapping[str, tuple[str, Decimal]]
    rates: Mapping[str, Decimal]
    places: Mapping[str, tuple[str, ...]]

    def box_of(self, channel: str) -> Box:
        """The mailbox that a channel's buyers write to."""
        return next((box for box in self.boxes if channel in box.channels), self.boxes[0])

    @property
    def supervisor(self) -> str:
        """The login of who may let things go."""
        return next(person.login for person in self.people if person.role == Role.SUPERVISOR)

    def box(self, name: str) -> Box:
        return next(box for box in self.boxes if box.name == name)


def toml(name: str) -> dict[str, Any]:
    """One of the sample's files."""
    return tomllib.loads((SAMPLE / name).read_text(encoding="utf-8"))


@cache
def load_shop() -> Shop:
    rows = toml("shop.toml")
    return Shop(
        name=rows["name"],
        public_url=rows["public_url"],
        authserv=rows["authserv"],
        password=rows["password"],
        boxes=tuple(Box(row["name"], row["address"], tuple(row["channels"])) for row in rows["mailbox"]),
        people=tuple(_person(row, rows["password"]) for row in rows["person"]),
        products={sku: (title, Decimal(price)) for sku, (title, price) in rows["products"].items()},
        rates={currency: Decimal(rate) for currency, rate in rows["rates"].items()},
        places={country: tuple(names) for country, names in rows["places"].items()},
    )


def _person(row: Mapping[str, Any], password: str) -> NewPerson:
    return NewPerson(
        login=row["login"],
        name=row["name"],
        password=password,
        role=row["role"],
        locale=row["locale"],
        languages=tuple(row["languages"]),
    )
