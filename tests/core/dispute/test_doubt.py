"""What is not sure about a case is said."""

from dataclasses import replace
from decimal import Decimal

import pytest

from maildesk.core.dispute.doubt import Held, doubts

SURE = Held("1034", True, Decimal(20), "EUR", Decimal(84), "EUR")


@pytest.mark.parametrize(
    ("other", "codes"),
    [
        ({}, ()),
        ({"in_book": False}, ("order_not_in_book",)),
        ({"in_book": False, "order_number": ""}, ("order_not_named",)),
        ({"currency": "USD"}, ("currency_differs",)),
        ({"amount": Decimal(90)}, ("amount_above_order",)),
        ({"amount": Decimal(90), "currency": "USD"}, ("currency_differs",)),
        ({"told": ("past_date",), "reopened": True}, ("past_date", "reopened")),
    ],
)
def test_each_doubt_has_its_code(other, codes):
    assert doubts(replace(SURE, **other)) == codes
