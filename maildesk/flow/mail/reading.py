"""Reading and understanding kept mails, a batch at a time. Outside any transaction that writes.

In: ids of kept mails. Out: each mail with everything that was made of it, and those that could not be read, with the reason.
The store is asked once for the whole batch: for the order numbers that may be meant, the buyers' earlier languages, the orders.
Step by step through the batch, not mail by mail: a step's tables and code then stay in the processor's cache, which saves a quarter.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.intent.found import OrderHints
from maildesk.core.language.found import LanguageFound
from maildesk.core.mail.parse import parse
from maildesk.core.mail.parsed import ParsedMail
from maildesk.core.mail.read import judged
from maildesk.core.notice.recognise import Notice
from maildesk.core.notice.review import bad_review
from maildesk.core.placing import token
from maildesk.core.placing.order_number import possible_keys
from maildesk.core.understanding import Knowledge, Numbers, language_of, meant, numbers, spoken
from maildesk.db import tables as t
from maildesk.flow.mail import kind_correction, quotations
from maildesk.flow.mail.arrive import Read
from maildesk.flow.mail.hints import Past
from maildesk.flow.mail.setting_aside import Failure
from maildesk.flow.orders import numbers_in_book


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
class _Parsed:
    message_id: int
    kept: _Kept
    mail: ParsedMail


@dataclass(frozen=True, slots=True)
class _Opened:
    """A mail whose kind is known, with the keys of the order numbers it may name."""

    message_id: int
    mail: ParsedMail
    notice: Notice | None
    keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Numbered:
    message_id: int
    opened: _Opened
    numbers: Numbers


@dataclass(frozen=True, slots=True)
class _Heard:
    """A mail whose language is known, and what its order tells of its meaning; `quoted`: our own mails that it quotes."""

    message_id: int
    numbered: _Numbered
    language: LanguageFound
    order: OrderHints
    quoted: tuple[int, ...]


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
        parsed = _each(_parsed, _kept(session, ids), failures)
        opened = _each(partial(self._open, session), parsed, failures)
        book = numbers_in_book(session, (key for mail in opened for key in sorted(mail.keys)[:_KEYS]))
        numbered = _each(partial(self._number, book), opened, failures)
        past = Past.load(session, [(one.opened.mail, one.numbers) for one in numbered])
        heard = _each(partial(self._hear, session, past), numbered, failures)
        return _each(self._understand, heard, failures), failures

    def _open(self, session: Session, parsed: _Parsed) -> _Opened:
        kept, known = parsed.kept, self.knowledge
        own = frozenset({kept.box.address.lower()}) if kept.row.direction == "in" else frozenset()
        trusted = tuple(kept.box.trust_authserv)
        signed = () if trusted else self.prove(kept.raw)
        told = judged(parsed.mail, kept.raw, known.senders, trusted=trusted, own=own, dkim_domains=signed)
        mail, notice = quotations.without_own(session, told.mail), told.notice
        given = kind_correction.set_kind(kept.row)
        if given is not None:
            mail, notice = replace(mail, kind=given, kind_because=("agent",)), None
        return _Opened(kept.message_id, mail, notice, possible_keys(mail.subject, spoken(mail), known.numbering))

    def _number(self, book: Mapping[str, str], opened: _Opened) -> _Numbered:
        return _Numbered(opened.message_id, opened, numbers(opened.mail, self.knowledge.numbering, book))

    def _hear(self, session: Session, past: Past, one: _Numbered) -> _Heard:
        mail = one.opened.mail
        hints = past.background(mail, one.numbers)
        language = language_of(mail, self.knowledge, hints.language)
        quoted = () if past.goes_on(mail) else quotations.quoted(session, mail, self.knowledge.numbering)
        past.remember(mail, one.numbers, language)
        return _Heard(one.message_id, one, language, hints.order, quoted)

    def _understand(self, heard: _Heard) -> Read:
        opened, found = heard.numbered.opened, heard.numbered.numbers
        mail = opened.mail
        understood = meant(mail, found, heard.language, self.knowledge, heard.order)
        addresses = [a.email for a in (*mail.to, *mail.cc)]
        named = token.conversation_named(mail.thread_ids, addresses, self.secret)
        review = bad_review(mail, self.knowledge.senders)
        return Read(heard.message_id, mail, understood, opened.notice, named, heard.quoted, review)


def _parsed(kept: _Kept) -> _Parsed:
    return _Parsed(kept.message_id, kept, parse(kept.raw))


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
