"""Random damage to real-looking mails, through everything the desk makes of one: kind, notice, numbers, language, intent, warnings.

Never raises; what comes out can be written as JSON in UTF-8. The long form as in `parse_target` (needs `atheris`, until stopped):

    python tests/fuzz/inspect_target.py -max_len=65536
"""

from __future__ import annotations

import json
import sys

from maildesk.core.inspection import Book, Inspector
from maildesk.core.understanding import taught
from maildesk.packs import knowledge
from tests.fuzz.parse_target import SEEDS

#: Mails that reach the rooms behind the parser: a notice, its imitation, numbers beside the words that speak of them.
MORE = (
    b"From: service@paypal.com\nTo: shop@shop.example\nSubject: Case PP-D-123456789: respond within 10 days\n"
    b"Authentication-Results: mx.shop.example; dkim=pass header.d=paypal.com; dmarc=pass header.from=paypal.com\n\n"
    b"Your customer filed a chargeback of $84.00 USD for order #1034. Respond by November 30, 2026.\n",
    b"From: PayPal <x@secure-pay.example>\nSubject: A claim was opened\n\nhttps://paypal.example.ru/login respond within 10 days\n",
    b"From: a@x.example\nSubject: Bestellung 1034 / RR123456785CN\n\nWo ist Bestellung Nr. 1034, 302-1234567-1234567?\n",
    "From: a@x.example\nContent-Type: text/plain; charset=utf-8\n\n訂單 20417 還沒收到,我要退款 chargeback?\n".encode(),
)
ALL = (*SEEDS, *MORE)
_TRUSTED = ("mx.shop.example",)


def inspector() -> Inspector:
    """The desk's own knowledge, and a shop whose numbers look like `#1034`."""
    known = taught(knowledge.load(), ["#1034", "#1035", "#1036"])
    return Inspector(known, Book({"1034": "#1034"}), trusted=_TRUSTED)


def check(of: Inspector, raw: bytes) -> None:
    """What holds for every input."""
    row = of.inspect(raw).row()
    json.dumps(row, ensure_ascii=False).encode("utf-8")
    assert (row["intent"] is None) is (row["kind"] != "buyer")
    notice = row["notice"] or {"opens_case": False, "proven": False}
    assert notice["proven"] or not notice["opens_case"]
    assert not (notice["opens_case"] and row["kind"] == "phishing")
    assert 0 <= row["language_confidence"] <= 1


def main() -> None:
    """The long form."""
    import atheris  # noqa: PLC0415 - only here, and only when somebody fuzzes for hours

    of = inspector()
    atheris.instrument_all()
    atheris.Setup(sys.argv, lambda raw: check(of, raw))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
