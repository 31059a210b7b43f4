"""What the desk makes of one raw mail without a store: the value behind `maildesk inspect`.

In: raw bytes, what the desk knows, an order book's values. Out: `Inspected`, and its row with the keys of design 5.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from maildesk.core.intent.found import OrderHints
from maildesk.core.language.found import Hints
from maildesk.core.mail.parsed import ParsedMail
from maildesk.core.mail.read import read
from maildesk.core.moment import moment
from maildesk.core.notice.recognise import Notice
from maildesk.core.order import Channel, Order, ParcelState
from maildesk.core.placing.order_number import known_numbers
from maildesk.core.placing.writing import normalise
from maildesk.core.understanding import Knowledge, Understood, numbers, understand

_OWN_FORMS = frozenset({Channel.OWN, Channel.SHOPIFY, Channel.WOOCOMMERCE, Channel.OTHER})
#: A picture smaller than this belongs to a signature.
PHOTO_BYTES = 15_000


@dataclass(frozen=True, slots=True)
class Book:
    """An order book in memory: numbers by key, and the orders."""

    known: Mapping[str, str] = field(default_factory=dict)
    orders: Mapping[str, Order] = field(default_factory=dict)

    @classmethod
    def of(cls, orders: Iterable[Order]) -> Book:
        by_number = {order.number: order for order in orders}
        return cls(known_numbers(by_number), {normalise(number): order for number, order in by_number.items()})

    def own_numbers(self) -> list[str]:
        """The numbers in the shop's own form: marketplaces have forms of their own."""
        return [order.number for order in self.orders.values() if order.channel in _OWN_FORMS]


@dataclass(frozen=True, slots=True)
class Inspected:
    """One mail, read and understood."""

    mail: ParsedMail
    understood: Understood
    notice: Notice | None

    def row(self) -> dict[str, Any]:
        """The keys of design 5; moments are UTC ending in Z."""
        return mail_row(self.mail, self.understood, notice_row(self.notice))


@dataclass(frozen=True, slots=True)
class Inspector:
    """What is known, the book, and whose word counts."""

    knowledge: Knowledge
    book: Book = Book()
    trusted: tuple[str, ...] = ()
    own: frozenset[str] = frozenset()

    def inspect(self, raw: bytes, dkim_domains: tuple[str, ...] = ()) -> Inspected:
        """Read and understand one mail. Never raises, whatever the bytes."""
        told = read(raw, self.knowledge.senders, self.trusted, self.own, dkim_domains)
        found = numbers(told.mail, self.knowledge.numbering, self.book.known)
        order = next((self.book.orders[n.key] for n in found.orders if n.key in self.book.orders), None)
        hints = Hints(
            order_language=order.language if order else "",
            country=order.country if order else "",
            content_language=told.mail.headers.first("content-language"),
        )
        return Inspected(
            told.mail, understand(told.mail, found, self.knowledge, hints, order_hints(order, told.mail)), told.notice
        )


def order_hints(order: Order | None, mail: ParsedMail) -> OrderHints:
    """What the order tells about the meaning of the mail's words."""
    photo = has_photo(mail)
    if order is None:
        return OrderHints(has_photo=photo)
    lost = any(parcel.state is ParcelState.LOST for parcel in order.parcels)
    return OrderHints(True, str(order.status), order.delivered, lost, photo)


def has_photo(mail: ParsedMail) -> bool:
    """A picture that was sent on purpose."""
    return any(a.content_type.startswith("image/") and a.size > PHOTO_BYTES for a in mail.attachments)


def mail_row(mail: ParsedMail, understood: Understood, notice: dict[str, Any] | None) -> dict[str, Any]:
    """What a mail says, with the keys of design 5."""
    ranked = understood.intents.ranked if understood.intents else ()
    return {
        "message_id": mail.message_id,
        "kind": str(mail.kind),
        "from": mail.sender.email,
        "subject": mail.subject,
        "language": understood.language.language,
        "language_confidence": round(understood.language.confidence, 4),
        "newest_text": mail.newest_text,
        "orders": [n.number for n in understood.numbers.orders],
        "trackings": [n.number for n in understood.numbers.trackings],
        "intent": str(understood.intent) if understood.intent else None,
        "intents": [{"intent": str(s.intent), "score": s.score} for s in ranked],
        "notice": notice,
        "defects": list(mail.defects),
    }


def notice_row(notice: Notice | None) -> dict[str, Any] | None:
    """A notice with the keys of design 5."""
    if notice is None:
        return None
    return {
        "platform": notice.platform,
        "kind": str(notice.kind),
        "case": notice.case,
        "stage": notice.stage,
        "opens_case": notice.opens_case,
        "proven": notice.proven,
        "order_number": notice.order_number or None,
        "case_id": notice.case_id or None,
        "amount": str(notice.amount) if notice.amount is not None else None,
        "currency": notice.currency or None,
        "respond_by": moment(notice.respond_by),
    }
