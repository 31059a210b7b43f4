"""What the store knows that helps to understand a mail: the buyer's earlier languages, the order it is about. Read before any lock.

In: a session, the mails of a batch, their numbers. Out: `Hints` and `OrderHints` of each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.intent.found import OrderHints
from maildesk.core.language.found import Hints, LanguageFound
from maildesk.core.mail.parsed import ParsedMail
from maildesk.core.order import Order, ParcelState
from maildesk.core.understanding import Numbers
from maildesk.db import tables as t
from maildesk.db.each import KEY, FewOfEach
from maildesk.flow.orders import value_of

#: Earlier mails of a buyer, orders of one number; ancestors of a mail; how sure a language was.
_NEWEST = 5
_ANCESTORS = 20
_SURE = 0.8
_EARLIER = FewOfEach(
    select(t.Message.from_email, t.Message.language)
    .where(t.Message.from_email == KEY, t.Message.language.is_not(None), t.Message.language_confidence > _SURE)
    .order_by(t.Message.arrived_at.desc())
    .limit(_NEWEST)
)
_NUMBERED = FewOfEach(select(t.OrderRow.key, t.OrderRow.id).where(t.OrderRow.key == KEY).limit(_NEWEST))
_OF_THREAD = FewOfEach(
    select(t.Message.message_id, t.Message.from_email, t.Conversation.main_order_id)
    .join(t.Conversation, t.Conversation.id == t.Message.conversation_id)
    .where(t.Message.message_id == KEY)
    .limit(_NEWEST)
)


@dataclass(frozen=True, slots=True)
class Background:
    """The two kinds of hints together, as understanding takes them."""

    language: Hints = Hints()
    order: OrderHints = OrderHints()


@dataclass(slots=True)
class Past:
    """What is known before a batch is understood; each mail of it adds to what the next ones may know."""

    languages: dict[str, list[str]]
    numbered: dict[str, list[Order]]
    of_thread: dict[str, Order]
    #: Message-ID and writer of mails that stand in a conversation.
    written: set[tuple[str, str]]

    @classmethod
    def load(cls, session: Session, mails: Sequence[tuple[ParsedMail, Numbers]]) -> Past:
        """Asked once for all mails of a batch."""
        languages: dict[str, list[str]] = {}
        for email, language in _EARLIER.rows(session, {mail.sender.email for mail, _ in mails} - {""}):
            languages.setdefault(email, []).append(language)
        by_key = _NUMBERED.rows(session, {n.key for _, named in mails for n in named.orders})
        ancestors = {i for mail, _ in mails for i in mail.thread_ids[:_ANCESTORS]}
        threads = _OF_THREAD.rows(session, ancestors)
        by_thread = {ref: order for ref, _, order in threads if order is not None}
        orders = _orders(session, {order for _, order in by_key} | set(by_thread.values()))
        numbered: dict[str, list[Order]] = {}
        for key, order in by_key:
            numbered.setdefault(key, []).append(orders[order])
        written = {(ref, email) for ref, email, _ in threads}
        return cls(languages, numbered, {ref: orders[order] for ref, order in by_thread.items()}, written)

    def background(self, mail: ParsedMail, numbers: Numbers) -> Background:
        """Hints for one mail. A number counts as its order only for the address that bought it."""
        order = self._order(mail, numbers)
        return Background(
            Hints(
                earlier=tuple(self.languages.get(mail.sender.email, ())[:_NEWEST]),
                order_language=order.language if order else "",
                country=order.country if order else "",
                content_language=mail.headers.first("content-language"),
            ),
            order_hints(order, has_photo=has_photo(mail)),
        )

    def goes_on(self, mail: ParsedMail) -> bool:
        """The mail answers one of its own sender's: its place is known."""
        return any((i, mail.sender.email) in self.written for i in mail.thread_ids[:_ANCESTORS])

    def remember(self, mail: ParsedMail, numbers: Numbers, language: LanguageFound) -> None:
        """What a mail said, for the later ones of its sender and its thread."""
        if mail.sender.email and language.language and language.confidence > _SURE:
            self.languages.setdefault(mail.sender.email, []).insert(0, language.language)
        self.written.add((mail.message_id, mail.sender.email))
        order = self._order(mail, numbers)
        if mail.message_id and order:
            self.of_thread.setdefault(mail.message_id, order)

    def _order(self, mail: ParsedMail, numbers: Numbers) -> Order | None:
        named = [order for number in numbers.orders for order in self.numbered.get(number.key, ())]
        if named:
            return next((order for order in named if order.buyer_email == mail.sender.email), named[0])
        return next((self.of_thread[i] for i in mail.thread_ids[:_ANCESTORS] if i in self.of_thread), None)


def order_hints(order: Order | None, *, has_photo: bool) -> OrderHints:
    if order is None:
        return OrderHints(has_photo=has_photo)
    lost = any(p.state is ParcelState.LOST for p in order.parcels)
    return OrderHints(True, str(order.status), order.delivered, lost, has_photo)


def has_photo(mail: ParsedMail) -> bool:
    """A picture that was sent on purpose: not the small ones of signatures."""
    return any(a.content_type.startswith("image/") and a.size > 15_000 for a in mail.attachments)


def _orders(session: Session, ids: set[int]) -> dict[int, Order]:
    rows = session.scalars(select(t.OrderRow).where(t.OrderRow.id.in_(ids))) if ids else ()
    return {row.id: value_of(row) for row in rows}
