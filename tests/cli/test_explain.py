"""`maildesk inspect --explain`: every finding of every kind of mail is explained in words."""

from __future__ import annotations

import re

import pytest

from maildesk.cli.explain import explain
from maildesk.core.inspection import Inspector
from maildesk.packs import knowledge
from tests.evaluation.build import build
from tests.evaluation.reading import corpus

MX, OWN = "mx.shop.example", "support@shop.example"
BUYER = b"From: Anna <anna@x.example>\r\nSubject: Hi\r\n\r\nWhere is my order 1034? I will open a chargeback.\r\n"
NOTICE = (
    b"From: PayPal <service@paypal.com>\r\nSubject: Dispute PP-D-12345678\r\nDate: Sun, 22 Nov 2026 08:00:00 +0000\r\n"
    b"Authentication-Results: mx.shop.example; dkim=pass header.d=paypal.com; dmarc=pass header.from=paypal.com\r\n\r\n"
    b"The item was not received. Amount: $25.90 USD. Respond by November 30, 2026.\r\n"
)


@pytest.fixture(scope="module")
def inspector() -> Inspector:
    return Inspector(knowledge.load(), trusted=(MX,), own=frozenset({OWN}))


@pytest.mark.parametrize(
    ("raw", "lines"),
    [
        (BUYER, ["kind      buyer, because nothing says that a buyer did not write it [no_rule]",
                 "order     #1034, because a word for an order stands right before it [named]",
                 "warning   threat, because of 'chargeback'"]),
        (NOTICE, ["kind      dispute_notice, because From is paypal's own domain [platform_paypal]",
                  "sender    paypal.com proven, because the trusted server, or the signature on the bytes, proves it [pass]",
                  "opens a case, because the sender is proven",
                  "25.90 USD, answer by 2026-11-30T00:00:00Z",
                  "intent    none: only buyers' mails have one"]),
    ],
)  # fmt: skip
def test_each_finding_stands_with_its_reason(inspector: Inspector, raw: bytes, lines: list[str]) -> None:
    told = explain("a.eml", inspector.inspect(raw))
    assert [line for line in lines if line not in told] == []


def test_every_reason_of_every_kind_of_mail_has_words(inspector: Inspector) -> None:
    mails = [raw for row, raw in build(row for row in corpus() if row.kind != "buyer" or row.half == "tuning")]
    said = {line.strip() for raw in mails for line in explain("", inspector.inspect(raw)).split("\n")}
    reasons = {
        line.rpartition("because ")[2] for line in said if re.match(r"(kind|sender|language|order) .*because ", line)
    }
    reasons |= {line.removeprefix("and ") for line in said if line.startswith("and ")}
    assert {reason for reason in reasons if not reason.endswith("]")} == set()
    assert len(reasons) > 40
