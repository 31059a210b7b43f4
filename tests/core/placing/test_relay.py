"""Which mailbox an address writes to, and which addresses are relays."""

import pytest

from maildesk.core.placing.relay import mailbox, relay_of
from maildesk.packs.channels import load_numbering

RELAYS = load_numbering().relays


@pytest.mark.parametrize(
    ("address", "same"),
    [
        ("Anna@Mail.Example", "anna@mail.example"),
        ("anna+shop@mail.example", "anna@mail.example"),
        ("an.na@googlemail.com", "anna@gmail.com"),
        ("an.na@mail.example", "an.na@mail.example"),
        ("", ""),
        ("anna", ""),
        ("@mail.example", ""),
    ],
)
def test_spellings_of_one_mailbox_are_one(address, same):
    assert mailbox(address) == same


@pytest.mark.parametrize(
    ("address", "channel"),
    [
        ("x1@marketplace.amazon.de", "amazon"),
        ("x1@marketplace.amazon.co.uk", "amazon"),
        ("0a1b@members.ebay.com", "ebay"),
        ("AB12@relay.walmart.com", "walmart"),
        ("anna@mail.example", None),
        ("x1@marketplace.amazon.evil.example", None),
        ("x1@marketplace.amazon.de.evil.example", None),
        ("x1@notmembers.ebay.com", None),
        ("", None),
    ],
)
def test_relays_are_known_by_their_whole_domain(address, channel):
    relay = relay_of(address, RELAYS)
    assert (relay.channel if relay else None) == channel
