"""Mails made to cost time: the kind is still found long before the timeout that a quadratic search would meet."""

from __future__ import annotations

import pytest

from maildesk.core.mail.kinds.kind import kind_of
from maildesk.core.mail.parsed import Address, Headers, Kind, ParsedMail
from maildesk.packs.senders import load_mail_knowledge

KNOWN = load_mail_knowledge()
BAITS = [
    "a" * 500_000,
    "( " * 250_000,
    "https://" * 60_000,
    "12,34.56" * 60_000,
    "25. 11. " * 60_000,
    "争" * 200_000,
    "Message-ID: <" * 30_000,
    "dispute case claim " * 20_000,
    "\u0301" * 200_000,
    "re: " * 100_000,
]


@pytest.mark.timeout(20)
@pytest.mark.parametrize("bait", BAITS, ids=[bait[:12] for bait in BAITS])
@pytest.mark.parametrize("sender", ["anna@gmail.com", "service@paypal.com", "mailer-daemon@far.example"])
def test_no_text_keeps_the_desk_busy(bait: str, sender: str) -> None:
    headers = Headers((("subject", bait), ("return-path", "<>"), *(("authentication-results", bait[:9_000]),) * 50))
    mail = ParsedMail(
        "m@x.example", Address(sender), bait, bait, from_=Address(sender, bait), text=bait, html=bait, headers=headers
    )
    assert kind_of(mail, KNOWN, raw=bait.encode()).because


def test_an_empty_mail_is_a_buyers() -> None:
    assert kind_of(ParsedMail("", Address(""), "", ""), KNOWN).kind is Kind.BUYER
