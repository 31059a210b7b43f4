"""A contact as the gates see it: an address, where it is, and everything that speaks for or against writing to it.

In: what the store holds. Out: frozen values, and the key under which a suppressed address is remembered after its person is erased.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from maildesk.core.care.consent import Consent
from maildesk.core.care.quiet import Place
from maildesk.core.placing.relay import mailbox
from maildesk.core.reply.families import MailClass


class Scope(StrEnum):
    """What a suppression stops. `advertising`: everything but what an order needs. `everything`: the address itself is dead or hostile.

    `relationship` and `marketing`: one class alone, as the buyer chose on the preference page.
    """

    ADVERTISING = "advertising"
    EVERYTHING = "everything"
    RELATIONSHIP = "relationship"
    MARKETING = "marketing"


class Trouble(StrEnum):
    """An open matter in which no machine should write cheerfully, or at all."""

    CASE = "case"
    COMPLAINT = "complaint"
    REFUND = "refund"
    RETURN = "return"
    LEGAL = "legal"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class Sent:
    """A mail of this kind that went to the contact before."""

    at: datetime
    mail_class: MailClass
    purpose: str


@dataclass(frozen=True, slots=True)
class Contact:
    """`relay`: the address is a marketplace's alias, no contact at all. `chosen`: occasions the buyer ticked."""

    address: str
    place: Place
    relay: bool = False
    suppressed: frozenset[Scope] = frozenset()
    troubles: frozenset[Trouble] = frozenset()
    consents: tuple[Consent, ...] = ()
    chosen: frozenset[str] = frozenset()
    sent: tuple[Sent, ...] = field(default_factory=tuple)


def address_key(address: str, secret: bytes) -> str:
    """Under what a suppressed address is kept: an HMAC of its mailbox, so that the list says no names and outlives an erasure.

    The spellings that reach one mailbox (capitals, plus-tags, Google's dots) have one key. Raises ValueError for no address.
    """
    plain = mailbox(address)
    if not plain:
        raise ValueError(f"not an address: {address!r}")
    return hmac.new(secret, plain.encode("utf-8", "surrogatepass"), sha256).hexdigest()
