"""Amounts of money as a reader writes them, with as many digits as the currency has: `50,660 KRW`."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from babel.numbers import format_currency, format_decimal
from flask import Flask

from maildesk.web.i18n import babel_locale

#: The code, not the sign: twelve currencies are written with a dollar.
_PATTERN = "#,##0.00 ¤¤"


def money(amount: Decimal | None, currency: str = "") -> str:
    """Nothing for an amount that nobody knows; without a currency only its number."""
    if amount is None:
        return ""
    if not currency:
        return format_decimal(amount, "#,##0.00", locale=babel_locale())
    return format_currency(amount, currency, _PATTERN, locale=babel_locale())


def amounts(sums: Mapping[str, Decimal]) -> str:
    """One sum for each currency; different currencies are never added up."""
    return " · ".join(money(amount, currency) for currency, amount in sorted(sums.items()))


def install(app: Flask) -> None:
    app.jinja_env.filters["money"] = money
