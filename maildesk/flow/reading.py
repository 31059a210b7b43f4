"""Reading and understanding kept mails, a batch at a time. Outside any transaction that writes.

In: ids of kept mails. Out: each mail with everything that was made of it, and those that could not be read, with the reason.
The store is asked once for the whole batch: for the order numbers that may be meant, the buyers' earlier languages, the orders.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.mail.parsed import ParsedMail
from maildesk.core.mail.read import read
from maildesk.core.notice.recognise import Notice
from maildesk.core.placing import token
from maildesk.core.placing.order_number import possible_keys
from maildesk.core.understanding import Knowledge, Numbers, numbers, spoken, understand
from maildesk.db import tables as t
from maildesk.flow import kind_correction, quotations
from maildesk.flow.arrive import Read
from maildesk.flow.hints import Past
from maildesk.flow.orders import numbers_in_book
from maildesk.flow.setting_aside import Failure


class _OfMail(Protocol):
    @property
    def message_id(self) -> int: ...


@dataclass(frozen=True, slots=True)
class _Kept:
    message_id: int
    row: t.Message
    box: t.Mailbox
    raw: bytes


@dataclass(frozen=True, slots=True)
class _Opened:
    """A mail that was parsed, with the keys of the order numbers it may name."""

    message_id: int
    mail: ParsedMail
    notice: Notice | None
    keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Numbered:
    message_id: int
    opened: _Opened
    numbers: Numbers


#: Asked of the order book for one mail, most of them decoys.
_KEYS = 60
Item = TypeVar("Item", bound=_OfMail)
Value = TypeVar("Value")


#: Raw bytes to the domains whose signature on them holds: for mailboxes whose server's word is not to be had.
Prove = Callable[[bytes], tuple[str, ...]]


def unproven(_: bytes) -> tuple[str, ...]:
    """Nothing is proven from the bytes alone: the default, which asks no network."""
    return ()


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading works with."""

    knowledge: Knowledge
    secret: bytes
    prove: Prove = unproven

    def read(self, session: Session, ids: Sequence[int]) -> tuple[list[Read], list[Failure]]:
        """The mails in the order given. One that cannot be read never blocks the others."""
        failures: list[Failure] = []
        opened = _each(partial(self._open, session), _kept(session, ids), failures)
        book = numbers_in_book(session, (key for mail in opened for key in sorted(mail.keys)[:_KEYS]))
        numbered = _each(partial(self._number, book), opened, failures)
        past = Past.load(session, [(one.opened.mail, one.numbers) for one in numbered])
        return _each(partial(self._understand, session, past), numbered, failures), failures

    def _open(self, session: Session, kept: _Kept) -> _Opened:
        own = frozenset({kept.box.address.lower()}) if kept.row.direction == "in" else frozenset()
        trusted = tuple(kept.box.trust_authserv)
        signed = () if trusted else self.prove(kept.raw)
        told = read(kept.raw, self.knowledge.senders, trusted=trusted, own=own, dkim_domains=signed)
        mail, notice = quotations.without_own(session, told.mail), told.notice
        given = kind_correction.set_kind(kept.row)
        if given is not None:
            mail, notice = replace(mail, kind=given, kind_because=("agent",)), None
        return _Opened(
            kept.message_id, mail, notice, possible_keys(mail.subject, spoken(mail), self.knowledge.numbering)
        )

    def _number(self, book: Mapping[str, str], opened: _Opened) -> _Numbered:
        return _Numbered(opened.message_id, opened, numbers(opened.mail, self.knowledge.numbering, book))

    def _understand(self, session: Session, past: Past, one: _Numbered) -> Read:
        mail = one.opened.mail
        hints = past.background(mail, one.numbers)
        understood = understand(mail, one.numbers, self.knowledge, hints.language, hints.order)
        quoted = () if past.goes_on(mail) else quotations.quoted(session, mail, self.knowledge.numbering)
        past.remember(mail, one.numbers, understood.language)
        addresses = [a.email for a in (*mail.to, *mail.cc)]
        named = token.conversation_named(mail.thread_ids, addresses, self.secret)
        return Read(one.message_id, mail, understood, one.opened.notice, named, quoted)


def _kept(session: Session, ids: Sequence[int]) -> list[_Kept]:
    query = (
        select(t.Message, t.Mailbox, t.RawMail.body)
        .join(t.Mailbox, t.Mailbox.id == t.Message.mailbox_id)
        .join(t.RawMail, t.RawMail.message_id == t.Message.id)
        .where(t.Message.id.in_(ids))
        .order_by(t.Message.id)
    )
    return [_Kept(row.id, row, box, raw) for row, box, raw in session.execute(query)]


def _each(work: Callable[[Item], Value], items: Iterable[Item], failures: list[Failure]) -> list[Value]:
    """The work done on each; whatever a mail does to it, the next one is read (pain 5)."""
    done: list[Value] = []
    for item in items:
        try:
            done.append(work(item))
        except Exception as error:
            failures.append(Failure("read", item.message_id, error, traceback.format_exc()))
    return done
