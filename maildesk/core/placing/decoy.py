"""Numbers that are never an order's by their form alone: dates, times, prices, phones, links, addresses, measures.

In: plain text. Out: the places they take in it. What needs words to be told apart is not decided here.
"""

from __future__ import annotations

import re

_SIGN = "[$€£¥₺₽₴₪₩₹฿]"
_AMOUNT = r"\d{1,9}(?:[.,']\d{1,6}){0,3}(?: \d{3}(?!\d)){0,2}"
_LINK = re.compile(
    r"(?:https?://|www\.)\S{1,2000}|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}", re.IGNORECASE
)
#: What a form may begin with: one look ahead spares the walk through all of them at every letter.
_BEGINS = r"(?=[\d$€£¥₺₽₴₪₩₹฿+(〒])"
#: Tried in this order at each place; every part is bounded, so that the walk is linear.
_FORMS = (
    # IBAN, from the check digits behind the country on
    r"(?<![A-Z\d][A-Z]{2})(?<=[A-Z]{2})\d{2}(?: ?[A-Z\d]{4}){3,7}(?: ?[A-Z\d]{1,3})?(?![A-Z\d])",
    # 2026-05-12, 12.05.2026, 12/5/26, 2026年5月12日, 5월 12일
    r"(?<!\d)(?:19|20)\d{2}(?P<s>[-/.])\d{1,2}(?P=s)\d{1,2}(?!\d)(?:T[\d:.Z+-]{0,24})?",
    r"(?<!\d)(?<!\d-)\d{1,2}(?P<t>[./-]) ?\d{1,2}(?P=t) ?(?:(?:19|20)\d{2}|\d{2})(?![\d-])",
    r"(?<!\d)(?:\d{2,4} ?[年년] ?)?\d{1,2} ?[月월](?: ?\d{1,2} ?[日일])?",
    # 14:30, 14h30
    r"(?<![\d.,/:])\d{1,2}[:h]\d{2}(?::\d{2})?(?!\d)",
    # €49.90, 1 500 ₽, 49,90, 15 %
    rf"{_SIGN} ?{_AMOUNT}(?:[.,]-)?(?!\d)",
    rf"(?<![\d.,#-]){_AMOUNT}(?:,-)? ?{_SIGN}(?! ?\d)",
    r"(?<![\d.,#])\d{1,7}[.,]\d{1,2}(?!\d|[.,]\d)",
    r"(?<!\d)\d{1,5} ?%",
    # phones: +49 151 2345678, (030) 123456, 0151/2345678, 555-123-4567
    r"(?<![\d#])\+\d{1,3}[ ()/.-]{0,3}\d[\d ()/.-]{4,18}\d",
    r"\(0?\d{1,5}\) ?\d[\d -]{3,12}\d",
    r"(?<![\d#-])0\d{1,4}(?:[ /.-]{1,3}\d{2,8}){1,5}(?![\d-])",
    r"(?<![\d-])\d{3}-\d{3}-\d{4}(?![\d-])",
    # postcodes: 〒100-0001, 00-950, 01310-100
    r"〒 ?\d{3}-?\d{4}",
    r"(?<![\d-])(?:\d{2}-\d{3}|\d{5}-\d{3})(?![\d-])",
    # 30 x 40
    r"(?<![\w#])\d{1,5} ?[x×*] ?\d{1,5}(?: ?[x×*] ?\d{1,5})?(?!\w)",
)
_DECOYS = re.compile(_BEGINS + "(?:" + "|".join(f"(?:{form})" for form in _FORMS) + ")", re.IGNORECASE)
#: A digit first, so that the engine leaps from digit to digit.
_POSTCODE = re.compile(
    r"\d(?:\d{3} ?[A-Z]{2}(?![A-Za-z\d])|(?<![A-Za-z][A-Z]{2}[ ,].)(?<=[A-Z]{2}[ ,].)\d{4}(?:-\d{4})?(?!\d)"
    r"|(?<![A-Za-z][A-Z]{2}, .)(?<=[A-Z]{2}, .)\d{4}(?!\d))"
)


def links(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of links and e-mail addresses: no number inside counts, whatever its form."""
    if "@" not in text and "://" not in text and "www." not in text.lower():
        return ()
    return tuple(m.span() for m in _LINK.finditer(text))


def decoys(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of numbers that no words can make an order's."""
    return tuple(m.span() for m in _DECOYS.finditer(text))


def postcodes(text: str) -> tuple[tuple[int, int], ...]:
    """Spans that look like a postcode in capitals (`1034 AB`, `TX 75201`): weak, a word beside the number overrules them."""
    return tuple(m.span() for m in _POSTCODE.finditer(text))
