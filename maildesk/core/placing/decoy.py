"""Numbers that are never an order's by their form alone: dates, times, prices, phones, links, addresses, measures.

In: plain text. Out: the places they take in it. What needs words to be told apart is not decided here.
"""

from __future__ import annotations

import re

_CURRENCY = (
    r"(?:[$€£¥₺₽₴₪₩₹฿]|R\$|US\$|NT\$|HK\$|CA\$|AU\$|EUR|USD|GBP|CNY|RMB|JPY|KRW|TWD|NTD|HKD|PLN|SEK|NOK|DKK|CZK|UAH|RUB|TRY|BRL"
    r"|ILS|NIS|SAR|AED|EGP|CHF|CAD|AUD|MXN|euros?|zł|zl|kr|Kc|TL|грн|руб|円|元|원|ريال|درهم|جنيه|שח|ש\"ח)"
)
_AMOUNT = r"\d{1,9}(?:[.,']\d{1,6}){0,3}(?: \d{3}(?!\d)){0,2}"
#: Tried in this order at each place; every part is bounded, so that the walk is linear.
_LINKS = (
    r"(?:https?://|www\.)\S{1,2000}",
    r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}",
)
_FORMS = (
    r"(?<![A-Z\d])[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){3,7}(?: ?[A-Z\d]{1,3})?(?![A-Z\d])",
    r"(?<!\d)(?:19|20)\d{2}(?P<s>[-/.])\d{1,2}(?P=s)\d{1,2}(?!\d)(?:T[\d:.Z+-]{0,24})?",
    r"(?<![\d-])\d{1,2}(?P<t>[./-]) ?\d{1,2}(?P=t) ?(?:(?:19|20)\d{2}|\d{2})(?![\d-])",
    r"(?<!\d)\d{2,4} ?[年년] ?\d{1,2} ?[月월](?: ?\d{1,2} ?[日일])?",
    r"(?<!\d)\d{1,2} ?[月월] ?\d{1,2} ?[日일]",
    r"(?<![\d.,/:])\d{1,2}[:h]\d{2}(?::\d{2})?(?!\d)",
    rf"(?<!\w){_CURRENCY}\.? ?{_AMOUNT}(?:[.,]-)?(?!\d)",
    rf"(?<![\d.,#-]){_AMOUNT}(?:,-)? ?{_CURRENCY}(?![A-Za-z]|[ ]?\d)",
    r"(?<![\d.,#])\d{1,7}[.,]\d{1,2}(?![\d]|[.,]\d)",
    r"(?<!\d)\d{1,5} ?%",
    r"(?<![\d#])\+\d{1,3}[ ()/.-]{0,3}\d[\d ()/.-]{4,18}\d",
    r"\(0?\d{1,5}\) ?\d[\d -]{3,12}\d",
    r"(?<![\d#-])0\d{1,4}(?:[ /.-]{1,3}\d{2,8}){1,5}(?![\d-])",
    r"(?<![\d-])\d{3}-\d{3}-\d{4}(?![\d-])",
    r"〒 ?\d{3}-?\d{4}",
    r"(?<![\d-])\d{2}-\d{3}(?![\d-])|(?<![\d-])\d{5}-\d{3}(?![\d-])",
    r"(?<![\w#])\d{1,5} ?[x×*] ?\d{1,5}(?: ?[x×*] ?\d{1,5})?(?![\w])",
)
_LINK = re.compile("|".join(_LINKS), re.IGNORECASE)
_DECOYS = re.compile("|".join(f"(?:{form})" for form in _FORMS), re.IGNORECASE)
_POSTCODE = re.compile(r"(?<![\d#])\d{4} ?[A-Z]{2}(?![A-Za-z\d])|(?<![A-Za-z])[A-Z]{2},? \d{5}(?:-\d{4})?(?!\d)")


def links(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of links and e-mail addresses: no number inside counts, whatever its form."""
    return tuple(m.span() for m in _LINK.finditer(text))


def decoys(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of numbers that no words can make an order's."""
    return tuple(m.span() for m in _DECOYS.finditer(text))


def postcodes(text: str) -> tuple[tuple[int, int], ...]:
    """Spans that look like a postcode in capitals (`1034 AB`, `TX 75201`): weak, a word beside the number overrules them."""
    return tuple(m.span() for m in _POSTCODE.finditer(text))
