"""Money as a reader writes it."""

from decimal import Decimal

import pytest

from maildesk.web.amounts import amounts, money


@pytest.mark.parametrize(
    ("amount", "currency", "written"),
    [
        ("50660.00", "KRW", "50,660 KRW"),
        ("8232", "RUB", "8,232.00 RUB"),
        ("12.5", "KWD", "12.500 KWD"),
        ("39.9", "", "39.90"),
        ("1", "a currency that nobody knows", "1.00 A CURRENCY THAT NOBODY KNOWS"),
        (None, "EUR", ""),
    ],
)
def test_an_amount_has_the_digits_of_its_currency(amount, currency, written):
    assert money(amount and Decimal(amount), currency) == written


def test_sums_of_different_currencies_stand_beside_each_other():
    assert amounts({"USD": Decimal(5), "EUR": Decimal(1200)}) == "1,200.00 EUR · 5.00 USD"
