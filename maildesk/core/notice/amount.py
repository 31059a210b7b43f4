"""The amount a notice is about, with its currency, in every country's way of writing money.

In: text. Out: an amount and an ISO 4217 code, or nothing. It converts nothing and guesses no currency from a bare number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

#: How currencies are written; the longest first, so that `US$` is not read as `$`. `$` alone is the dollar of the platforms' home.
_WRITTEN = {
    "us$": "USD", "usd": "USD", "u$s": "USD", "au$": "AUD", "a$": "AUD", "aud": "AUD", "ca$": "CAD", "c$": "CAD", "cad": "CAD",
    "sg$": "SGD", "s$": "SGD", "sgd": "SGD", "hk$": "HKD", "hkd": "HKD", "nt$": "TWD", "twd": "TWD", "mx$": "MXN", "mxn": "MXN",
    "nz$": "NZD", "nzd": "NZD", "r$": "BRL", "brl": "BRL", "cn¥": "CNY", "rmb": "CNY", "cny": "CNY", "元": "CNY", "人民币": "CNY",
    "jp¥": "JPY", "jpy": "JPY", "¥": "JPY", "￥": "JPY", "円": "JPY", "eur": "EUR", "euros": "EUR", "euro": "EUR", "€": "EUR",
    "gbp": "GBP", "£": "GBP", "pln": "PLN", "zł": "PLN", "sek": "SEK", "kr": "SEK", "dkk": "DKK", "nok": "NOK", "chf": "CHF",
    "czk": "CZK", "kč": "CZK", "huf": "HUF", "ft": "HUF", "rub": "RUB", "руб": "RUB", "₽": "RUB", "uah": "UAH", "грн": "UAH",
    "₴": "UAH", "try": "TRY", "tl": "TRY", "₺": "TRY", "krw": "KRW", "₩": "KRW", "￦": "KRW", "원": "KRW", "ils": "ILS", "nis": "ILS",
    "₪": "ILS", "ש\"ח": "ILS", "sar": "SAR", "ر.س": "SAR", "ريال": "SAR", "aed": "AED", "د.إ": "AED", "درهم": "AED", "egp": "EGP",
    "ج.م": "EGP", "thb": "THB", "฿": "THB", "vnd": "VND", "₫": "VND", "idr": "IDR", "rp": "IDR", "myr": "MYR", "rm": "MYR",
    "php": "PHP", "₱": "PHP", "inr": "INR", "₹": "INR", "ars": "ARS", "clp": "CLP", "cop": "COP", "ron": "RON", "kwd": "KWD",
    "$": "USD",
}  # fmt: skip
_CURRENCY = "|".join(re.escape(word) for word in sorted(_WRITTEN, key=len, reverse=True))
_NUMBER = r"\d(?:[\d.,'’]|[ \u00a0\u202f\u2009](?=\d{3}(?!\d))){0,17}"
_MONEY = re.compile(
    rf"(?<![\w#])(?P<before>{_CURRENCY})[ \u00a0\u202f]?(?P<first>{_NUMBER})"
    rf"|(?<![\w.,#-])(?P<second>{_NUMBER})[ \u00a0\u202f]?(?P<after>{_CURRENCY})(?![a-zа-яіїєà-ž])",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"amount|betrag|streitwert|montant|importe|monto|importo|valor|bedrag|kwot|belopp|сумм|сум[аиу]|tutar|金額|金额|금액|مبلغ|סכום|"
    r"částk|disputed|transaction|total|refund|erstattung|remboursement|reembolso|rimborso|zwrot|iade|返金|환불|退款",
    re.IGNORECASE,
)
_FEE = re.compile(
    r"\bfees?\b|gebühr|\bfrais|comisi[oó]n|tarifa|commission|\btaxa|kosten|opłat|avgift|комисси|комісі|ücret|手数料|수수료|手續費|手续费|"
    r"رسوم|עמלה|poplat|shipping|versandk",
    re.IGNORECASE,
)
_MOST = 40


@dataclass(frozen=True, slots=True)
class Money:
    amount: Decimal
    currency: str


def amount_in(text: str) -> Money | None:
    """The amount the text is about: one that is called so, else the first that is no fee. `1.234,50 €` is 1234.50 EUR."""
    found = list(_found(text))
    if not found:
        return None
    return max(found, key=lambda each: each[0])[1]


def _found(text: str) -> Iterator[tuple[int, Money]]:
    """(worth, money): `max` takes the first of the worthiest."""
    for count, match in enumerate(_MONEY.finditer(text)):
        if count == _MOST:
            return
        number = number_of(match["first"] or match["second"])
        if number is None or number == 0:
            continue
        before = text[max(0, match.start() - 40) : match.start()]
        line = before.rpartition("\n")[2]
        worth = 2 * bool(_ABOUT.search(line)) - 3 * bool(_FEE.search(line))
        yield worth, Money(number, _WRITTEN[(match["before"] or match["after"]).lower()])


def number_of(written: str) -> Decimal | None:
    """`1 234,50`, `1,234.50`, `1'234.5`, `3,200` as a number. One separator before exactly three digits groups thousands."""
    compact = re.sub(r"[ \u00a0\u202f\u2009'’]", "", written).rstrip(".,")
    decimals = max(compact.rfind("."), compact.rfind(","))
    if decimals < 0:
        return Decimal(compact) if compact.isascii() and compact.isdigit() else None
    mark, tail = compact[decimals], compact[decimals + 1 :]
    grouped = len(tail) == 3 and (compact.count(mark) > 1 or not {".", ","} <= set(compact)) and compact[0] != "0"
    whole = re.sub(r"[.,]", "", compact if grouped else compact[:decimals])
    fraction = "" if grouped else tail
    if not (whole + fraction).isascii() or not (whole + fraction).isdigit():
        return None
    return Decimal(f"{whole or '0'}.{fraction}" if fraction else whole)
