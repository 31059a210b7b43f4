"""The kinds of evidence platforms ask for, and which of them the desk already has.

In: a case file. Out: for each need the facts that answer it, or nothing. What the desk cannot know (a refund made at the platform, a
video of packing) is a person's to add: until it is, it is neither claimed to be there nor to be missing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from maildesk.core.evidence.case_file import CaseFile
from maildesk.core.evidence.handover import signer
from maildesk.core.order import ParcelEvent, ParcelState
from maildesk.core.reply.facts import Money

#: From this total on eBay and PayPal want a signature (facts of the packs).
SIGNED_FROM = Money(Decimal(750), "USD")
_ON_THE_WAY = (
    ParcelState.ACCEPTED, ParcelState.IN_TRANSIT, ParcelState.CUSTOMS, ParcelState.OUT_FOR_DELIVERY, ParcelState.FAILED_ATTEMPT,
    ParcelState.PICKUP, ParcelState.DELIVERED,
)  # fmt: skip


class Need(StrEnum):
    """One thing to hand in. The words are said by the screens (`need.tracking`), with the way to get it (`need_how.tracking`)."""

    TRACKING = "tracking"
    DISPATCH_SCAN = "dispatch_scan"
    DELIVERY_SCAN = "delivery_scan"
    DELIVERY_PLACE = "delivery_place"
    SIGNATURE = "signature"
    MESSAGES = "messages"
    ACKNOWLEDGED = "acknowledged"
    PHOTOGRAPHS = "photographs"
    PACKING = "packing"
    RETURNED_GOODS = "returned_goods"
    LISTING = "listing"
    POLICY = "policy"
    RETURN_OFFERED = "return_offered"
    ANSWER_SENT = "answer_sent"
    REFUND = "refund"
    REPLACEMENT = "replacement"
    AGREEMENT = "agreement"
    REASON = "reason"
    NEWS = "news"
    EXPERT = "expert"
    ON_PLATFORM = "on_platform"
    ALL_AT_ONCE = "all_at_once"
    OTHER = "other"


class State(StrEnum):
    """How a need stands: there · missing (the desk looked and found none) · by hand (only a person can know) · not needed."""

    THERE = "there"
    MISSING = "missing"
    BY_HAND = "by_hand"
    NOT_NEEDED = "not_needed"


def state_of(need: Need, file: CaseFile) -> tuple[State, tuple[str, ...]]:
    """How the need stands, and the facts that answer it, newest last, as short texts."""
    if need is Need.SIGNATURE and _below_signature(file):
        return State.NOT_NEEDED, ()
    look = _LOOK.get(need)
    found = look(file) if look else ()
    if found:
        return State.THERE, found
    return (State.BY_HAND if look is None or need in _PERHAPS_ELSEWHERE else State.MISSING), ()


def _below_signature(file: CaseFile) -> bool:
    """Known only where the order is in the currency of the rule; another one is not converted on a guess."""
    order = file.order
    if order is None or order.total is None or order.currency != SIGNED_FROM.currency:
        return False
    return order.total < SIGNED_FROM.amount


def _tracking(file: CaseFile) -> tuple[str, ...]:
    return tuple(f"{p.carrier} {p.tracking_number}".strip() for p in file.parcels if p.tracking_number)


def _scan(event: ParcelEvent | None) -> tuple[str, ...]:
    return (f"{day(event.at)} {event.place}".strip(),) if event else ()


def _place(file: CaseFile) -> tuple[str, ...]:
    return (file.delivery.place,) if file.delivery and file.delivery.place else ()


def _signature(file: CaseFile) -> tuple[str, ...]:
    name = signer(file.delivery.text) if file.delivery else ""
    return (name,) if name else ()


def _messages(file: CaseFile) -> tuple[str, ...]:
    return (str(len(file.mails)),) if file.mails else ()


def _acknowledged(file: CaseFile) -> tuple[str, ...]:
    return tuple(day(mail.at) for mail in file.mails if mail.from_buyer and mail.thanked)


def _return_offered(file: CaseFile) -> tuple[str, ...]:
    """An answer that holds the shop's return address, blanks and line ends aside."""
    wanted = "".join(file.shop.return_address.split()).casefold()
    ours = (mail for mail in file.mails if not mail.from_buyer)
    return tuple(day(mail.at) for mail in ours if wanted and wanted in "".join(mail.text.split()).casefold())


def _answered(file: CaseFile) -> tuple[str, ...]:
    return tuple(day(mail.at) for mail in file.mails if not mail.from_buyer and mail.at >= file.opened_at)


def _refund(file: CaseFile) -> tuple[str, ...]:
    return (f"{file.refunded.amount} {file.refunded.currency}",) if file.refunded else ()


def day(at: datetime) -> str:
    """A moment as the list shows it: its day, in UTC."""
    return f"{at:%Y-%m-%d}"


#: What the desk may see, and what may be there without its seeing it.
_PERHAPS_ELSEWHERE = frozenset({Need.REFUND, Need.SIGNATURE})
_LOOK: dict[Need, Callable[[CaseFile], tuple[str, ...]]] = {
    Need.TRACKING: _tracking,
    Need.DISPATCH_SCAN: lambda file: _scan(file.last_scan(*_ON_THE_WAY)),
    Need.DELIVERY_SCAN: lambda file: _scan(file.delivery),
    Need.DELIVERY_PLACE: _place,
    Need.SIGNATURE: _signature,
    Need.MESSAGES: _messages,
    Need.ACKNOWLEDGED: _acknowledged,
    Need.PHOTOGRAPHS: lambda file: tuple(picture.name for picture in file.pictures),
    Need.POLICY: lambda file: (str(file.shop.policy.return_days),),
    Need.RETURN_OFFERED: _return_offered,
    Need.ANSWER_SENT: _answered,
    Need.REFUND: _refund,
}
