"""What is not sure about a case, so that nothing of it is taken for granted: stable codes that its page shows.

In: what the notice said, what the order book has. Out: codes, in the order of how much depends on them. It changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Held:
    """A case beside its order. `told`: doubts of the notice itself (`core.notice.due`). `reopened`: a notice opened it after its end."""

    order_number: str = ""
    in_book: bool = False
    amount: Decimal | None = None
    currency: str = ""
    order_total: Decimal | None = None
    order_currency: str = ""
    told: tuple[str, ...] = ()
    reopened: bool = False


def doubts(held: Held) -> tuple[str, ...]:
    """Codes: past_date, several_dates, order_not_named, order_not_in_book, currency_differs, amount_above_order, reopened."""
    priced = held.in_book and bool(held.currency and held.order_currency)
    same = priced and held.currency == held.order_currency
    above = same and held.amount is not None and held.order_total is not None and held.amount > held.order_total
    rows = (
        ("order_not_named", not held.order_number and not held.in_book),
        ("order_not_in_book", bool(held.order_number) and not held.in_book),
        ("currency_differs", priced and not same),
        ("amount_above_order", above),
        ("reopened", held.reopened),
    )
    return (*held.told, *(code for code, holds in rows if holds))
