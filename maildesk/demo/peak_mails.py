"""The mails of a compressed Black Friday: who asks what about which order at which minute, the same for the same seed.

In: how many, a seed, the first moment. Out: `Ask`s in the order of their arrival, with their orders and bytes. Invented people only.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from maildesk.demo.shop import toml

_COUNTRY = {"en": "GB", "de": "DE", "fr": "FR", "es": "ES", "it": "IT", "pl": "PL"}
#: Days before the peak on which an order of each kind was placed, and the status, the total and whether it has left.
_ORDERS: dict[str, tuple[int, str, str]] = {
    "shipped": (6, "shipped", "39.00"),
    "delivered": (12, "delivered", "39.00"),
    "paid": (1, "paid", "39.00"),
    "old": (9, "paid", "39.00"),
    "large": (12, "delivered", "480.00"),
}


@dataclass(frozen=True, slots=True)
class Ask:
    """One mail. `exceptional`: a matter that must not wait among the others, as the scenario means it. `patience`: how long this buyer
    waits for an answer before going to the platform; nothing for one who does not threaten to."""

    number: int
    at: datetime
    kind: str
    locale: str
    exceptional: bool
    order: dict[str, str]
    raw: bytes
    patience: timedelta | None = None

    @property
    def email(self) -> str:
        return self.order["buyer_email"]


def asks(count: int, seed: int, start: datetime) -> list[Ask]:
    """The mails of a day, the first at `start`."""
    plan = _plan()
    chance = random.Random(seed)  # noqa: S311 - a scenario, no secret
    minutes = sorted(_minutes(count, plan["hours"], chance))
    return [_ask(number, minute, plan, chance, start) for number, minute in enumerate(minutes)]


def patience(kind: str) -> tuple[float, float] | None:
    """Between how many and how many hours a buyer of this kind waits; nothing for one who does not threaten."""
    held = next((ask.get("patience") for ask in _plan()["ask"] if ask["kind"] == kind), None)
    return (held[0], held[1]) if held else None


def _minutes(count: int, hours: list[int], chance: random.Random) -> Iterator[float]:
    """Moments of a day in minutes, more in its busy hours."""
    for hour in chance.choices(range(len(hours)), weights=hours, k=count):
        yield hour * 60 + chance.uniform(0, 60)


def _ask(number: int, minute: float, plan: dict[str, Any], chance: random.Random, start: datetime) -> Ask:
    open_now = [ask for ask in plan["ask"] if minute >= 60 * ask.get("from_hour", 0)]
    ask = chance.choices(open_now, weights=[each["weight"] for each in open_now])[0]
    locale = chance.choice(plan["locales"])
    at = start + timedelta(minutes=minute)
    order = _order(number, ask["order"], locale, start)
    raw = _raw(number, ask["words"][locale].format(order=order["order_number"]), order, at)
    waits = timedelta(hours=chance.uniform(*ask["patience"])) if "patience" in ask else None
    return Ask(number, at, ask["kind"], locale, bool(ask.get("exceptional")), order, raw, waits)


def _order(number: int, kind: str, locale: str, start: datetime) -> dict[str, str]:
    """A row of the order book."""
    days, status, total = _ORDERS[kind]
    ordered = start - timedelta(days=days)
    row = {
        "order_number": f"#{50_000 + number}", "channel": "shopify", "status": status, "currency": "EUR", "total": total,
        "buyer_name": f"Buyer {number}", "buyer_email": f"buyer{number}@kunde.example", "country": _COUNTRY[locale],
        "language": locale, "ordered_at": ordered.isoformat(),
    }  # fmt: skip
    if status != "paid":
        row["shipped_at"] = (ordered + timedelta(days=1)).isoformat()
    if status == "delivered":
        row["delivered_at"] = (start - timedelta(days=2)).isoformat()
    return row


def _raw(number: int, text: str, order: dict[str, str], at: datetime) -> bytes:
    lines = (
        f"From: {order['buyer_name']} <{order['buyer_email']}>", "To: support@shop.example", f"Subject: {order['order_number']}",
        f"Message-ID: <peak.{number}@kunde.example>", f"Date: {at:%a, %d %b %Y %H:%M:%S} +0000", "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit", "", text, "",
    )  # fmt: skip
    return "\r\n".join(lines).encode()


@cache
def _plan() -> dict[str, Any]:
    return toml("peak.toml")
