"""A coupon as it is typed: in two forms, of a batch and of one buyer.

In: the request's form. Out: the words that `flow.care.letter` reads. Raises `EnteredError` for a field that will not do.
"""

from __future__ import annotations

import re
from datetime import date

from maildesk.core.moment import read_day
from maildesk.flow.house.entered import EnteredError
from maildesk.web.acting import text

_WORTH = re.compile(r"[1-9]\d? ?%|\d{1,6}(?:\.\d{1,2})? [A-Z]{3}", re.ASCII)
_AMOUNT = re.compile(r"\d{1,6}(?:\.\d{1,2})? [A-Z]{3}", re.ASCII)


def typed_coupon() -> dict[str, str]:
    """{code, worth: "10 %" or "5.00 EUR", until: ISO date, minimum?: "50.00 EUR"}."""
    code, worth, minimum = text("code", 40), text("worth", 20).upper(), text("minimum", 20).upper()
    if not code:
        raise EnteredError("coupon_code", "", "needed")
    if not _WORTH.fullmatch(worth):
        raise EnteredError("coupon_worth", worth, "worth")
    if minimum and not _AMOUNT.fullmatch(minimum):
        raise EnteredError("coupon_minimum", minimum, "amount")
    until = typed_day("until", "coupon_until").isoformat()
    return {"code": code, "worth": worth, "until": until} | ({"minimum": minimum} if minimum else {})


def typed_day(name: str, field: str) -> date:
    """A day of the form."""
    try:
        return read_day(text(name, 10))
    except ValueError as wrong:
        raise EnteredError(field, text(name, 10), "a_day") from wrong
