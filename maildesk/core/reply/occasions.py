"""The names for what is not asked by a buyer's mail: closures, mails the desk writes first, withdrawals, answers to a platform.

In: `Facts`. Out: the words, as one table that the vocabulary takes in. Links and the shop's postal address are unknown where the
channel forbids contact outside of it, so that no text can write them there.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from maildesk.core.reply.facts import (
    Closure,
    Code,
    Coupon,
    Evidence,
    Facts,
    Link,
    Name,
    Outreach,
    Paper,
    Value,
    Written,
)
from maildesk.core.reply.families import MailClass
from maildesk.core.reply.forbidden import limits_of
from maildesk.core.reply.plan import SlotKind
from maildesk.core.reply.word import Read, Word

#: Goods go back, and money, within 14 days of the withdrawal (Directive 2011/83/EU, Art. 13(1) and 14(1)).
_WITHDRAWAL = timedelta(days=14)
#: What each of our asking texts asks for. A text that is not here asks for "an answer".
_ASKED = {
    "asked_order_number": {"ask_order_number"},
    "asked_photos": {"damaged_ask_photos", "wrong_item_ask_photos"},
    "asked_details": {"defective_ask_details", "missing_item_check", "not_as_described_ask", "exchange_ask"},
    "asked_address": {"parcel_undeliverable", "parcel_out_of_area"},
}


def _of_outreach(read: Callable[[Outreach], Value | None]) -> Read:
    return lambda facts: read(facts.outreach) if facts.outreach else None


def _of_closure(read: Callable[[Closure], Value | None]) -> Read:
    return lambda facts: read(facts.closure) if facts.closure else None


def _of_coupon(read: Callable[[Coupon], Value | None]) -> Read:
    return _of_outreach(lambda o: read(o.coupon) if o.coupon else None)


def _of_evidence(read: Callable[[Evidence], Value | None]) -> Read:
    return lambda facts: read(facts.evidence) if facts.evidence else None


def _of_withdrawal(days: timedelta) -> Read:
    return lambda facts: (facts.told.withdrawn_at + days).date() if facts.told.withdrawn_at else None


def _where_allowed(read: Read) -> Read:
    """Known only where the channel lets a seller write links and addresses."""
    return lambda facts: (
        read(facts) if limits_of(facts.order.channel if facts.order else None).contact_allowed else None
    )


def _unsubscribe(outreach: Outreach) -> Link | None:
    """Nobody can unsubscribe from news of an order under way."""
    return None if outreach.mail_class is MailClass.TRANSACTIONAL else Link(outreach.unsubscribe_url)


def _asked(names: set[str]) -> Word:
    return Word("desk.asked", _of_outreach(lambda o: o.asked in names or None))


def _years(facts: Facts) -> int | None:
    first = facts.outreach.first_order_on if facts.outreach else None
    return max(facts.now.year - first.year, 0) or None if first else None


def _paper(paper: Paper) -> Word:
    return Word("case.papers", _of_evidence(lambda e: paper in e.papers or None))


OCCASIONS: dict[str, Word] = {
    "closed_from": Word("peak.closure", _of_closure(lambda c: c.first), SlotKind.DATE),
    "closed_until": Word("peak.closure", _of_closure(lambda c: c.last), SlotKind.DATE),
    "reopens_on": Word("peak.closure", _of_closure(lambda c: c.resumes), SlotKind.DATE),
    "legal_name": Word("shop.name", lambda f: Name(f.shop.legal_name or f.shop.name), SlotKind.NAME),
    "postal_address": Word("shop.postal_address", _where_allowed(lambda f: Name(f.shop.postal_address)), SlotKind.NAME),
    "order_mail": Word("care.class", _of_outreach(lambda o: o.mail_class is MailClass.TRANSACTIONAL or None)),
    "consented_on": Word("care.consent", _of_outreach(lambda o: o.consented_at), SlotKind.DATE),
    "preferences_url": Word("care.preferences", _where_allowed(_of_outreach(lambda o: Link(o.preferences_url)))),
    "unsubscribe_url": Word("care.preferences", _where_allowed(_of_outreach(_unsubscribe))),
    **{name: _asked(texts) for name, texts in _ASKED.items()},
    "asked_on": Word("desk.asked", _of_outreach(lambda o: o.asked_at), SlotKind.DATE),
    "solved_on": Word("desk.solved", _of_outreach(lambda o: o.solved_at), SlotKind.DATE),
    "missing_items": Word("shop.stock", _of_outreach(lambda o: tuple(map(Name, o.out_of_stock))), SlotKind.NAME),
    "restock_on": Word("shop.stock", _of_outreach(lambda o: o.restock_on), SlotKind.DATE),
    "dispatch_on": Word("shop.stock", _of_outreach(lambda o: o.dispatch_on), SlotKind.DATE),
    "usage": Word("shop.usage", _of_outreach(lambda o: Written(o.usage)), SlotKind.TEXT),
    "coupon_code": Word("care.coupon", _of_coupon(lambda c: Code(c.code)), SlotKind.CODE),
    "coupon_worth": Word("care.coupon", _of_coupon(lambda c: c.worth), SlotKind.MONEY),
    "coupon_until": Word("care.coupon", _of_coupon(lambda c: c.until), SlotKind.DATE),
    "coupon_minimum": Word("care.coupon", _of_coupon(lambda c: c.minimum), SlotKind.MONEY),
    "first_order_year": Word(
        "order.first", _of_outreach(lambda o: Code(str(o.first_order_on.year)) if o.first_order_on else None), SlotKind.CODE
    ),
    "years": Word("order.first", _years, SlotKind.NUMBER),
    "withdrawn_on": Word("mail.withdrawal", lambda f: f.told.withdrawn_at, SlotKind.DATE),
    "send_back_by": Word("law.withdrawal", _of_withdrawal(_WITHDRAWAL), SlotKind.DATE),
    "platform": Word("case.notice", _of_evidence(lambda e: Name(e.platform)), SlotKind.NAME),
    "case_number": Word("case.notice", _of_evidence(lambda e: Code(e.number)), SlotKind.CODE),
    "signed_by": Word("parcel.delivered", _of_evidence(lambda e: Name(e.signed_by)), SlotKind.NAME),
    "address_confirmed": Word("parcel.delivered", _of_evidence(lambda e: e.address_confirmed or None)),
    "buyer_wrote_on": Word("case.conversation", _of_evidence(lambda e: e.buyer_wrote_at), SlotKind.DATE),
    "returned_on": Word("case.return", _of_evidence(lambda e: e.returned_at), SlotKind.DATE),
    "refunded_on": Word("case.refund", _of_evidence(lambda e: e.refunded_at), SlotKind.DATE),
    "refund_amount": Word("case.refund", _of_evidence(lambda e: e.refund), SlotKind.MONEY),
    **{f"file_{paper}": _paper(paper) for paper in Paper},
}  # fmt: skip
