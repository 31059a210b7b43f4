"""A buyer's own page and the one click out: reached by a signed link, without sign-in.

In: the token of a link, and what the buyer ticked. Out: what stands, or the changed rows. Showing never changes anything: scanners of
mailbox providers open every link.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.care import link
from maildesk.core.care.consent import Consent, ground
from maildesk.core.care.contact import Scope
from maildesk.core.care.law import Basis
from maildesk.core.care.link import Linked
from maildesk.core.care.occasion import Kind
from maildesk.core.reply.families import MailClass
from maildesk.db import tables as t
from maildesk.errors import NotFoundError
from maildesk.flow.care import contacts, gathering, planning
from maildesk.flow.care.gathering import Whom
from maildesk.flow.care.house import Care, house

#: What a buyer can take or leave, class by class; what an order needs is no choice.
CLASSES = (MailClass.RELATIONSHIP, MailClass.MARKETING)
_STOPS = frozenset({Scope.ADVERTISING, Scope.EVERYTHING})


@dataclass(frozen=True, slots=True)
class Preferences:
    """What the page shows. `locale`: the language of our mails; `classes`: what may come now, by law and by the buyer's own word;
    `occasions`: the days that can be ticked.
    """

    email: str
    locale: str
    classes: frozenset[MailClass]
    chosen: frozenset[str]
    occasions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ticked:
    """What the buyer sent: which classes may come (none is a stop), and on which days to be greeted. `locale` empty: as it was."""

    classes: frozenset[MailClass] = frozenset()
    chosen: tuple[str, ...] = ()
    locale: str = ""


def read(session: Session, care: Care, token: str, now: datetime) -> Preferences:
    """What stands for the contact of a link. Raises `NotFoundError` for a link that is none of ours, or of an erased person."""
    _, contact = _of(session, care, token)
    days = select(t.OccasionChoice.occasion).where(t.OccasionChoice.contact_id == contact.id)
    may_come = classes(session, care, contact, now)
    locale = planning.locale(care, contact.locale, contact.country)
    return Preferences(contact.email, locale, may_come, frozenset(session.scalars(days)), choices(care))


def choices(care: Care) -> tuple[str, ...]:
    """The days a buyer can tick: all that are never guessed."""
    return tuple(name for name, row in care.packs.occasions.items() if row.kind is Kind.CHOSEN)


def classes(session: Session, care: Care, contact: t.Contact, now: datetime) -> frozenset[MailClass]:
    """Which classes may come now: every law that counts has its ground, and the buyer has not stopped them."""
    seen = gathering.contact(session, care, Whom(contact.id, contact.country), now)
    seller = house(session, care)
    laws = seller.laws.between(contact.country, seller.country)
    return frozenset(
        each
        for each in CLASSES
        if not seen.suppressed & {*_STOPS, Scope(each)} and all(ground(law, each, seen.consents, now) for law in laws)
    )


def save(session: Session, care: Care, token: str, ticked: Ticked, now: datetime) -> None:
    """Keep what the buyer ticked: express consent with this page as its evidence, or a stop."""
    linked, contact = _of(session, care, token)
    contact.locale = ticked.locale[:16] or contact.locale
    if not ticked.classes:
        contacts.choose(session, contact.id, (), now)
        _stop(session, contact, linked, "preferences", now)
        return
    # A box that stood ticked is no consent (CJEU C-673/17); only what the buyer ticks anew is one.
    anew = ticked.classes - classes(session, care, contact, now)
    contacts.lift(session, contact.id, {Scope.ADVERTISING, *map(Scope, ticked.classes)}, now)
    for left in set(CLASSES) - ticked.classes:
        contacts.hold(session, contact.id, Scope(left), "preferences", now)
    contacts.choose(session, contact.id, _known(care, ticked.chosen), now)
    if anew:
        given = Consent("", Basis.EXPRESS, now, f"preference page, {now:%Y-%m-%d %H:%M} UTC", anew)
        contacts.consent(session, contact.id, given, now)


def one_click(session: Session, care: Care, token: str, now: datetime) -> None:
    """RFC 8058: a POST of the mailbox provider, without cookies or any other sign of who it is, unsubscribes at once.

    A link of ours to somebody who was erased is no error: nothing is left to be stopped. Raises `NotFoundError` for any other link.
    """
    linked = link.read(token, care.secrets)
    if linked is None:
        raise NotFoundError("there is no such link")
    contact = session.get(t.Contact, linked.contact_id)
    if contact is not None and contact.erased_at is None:
        _stop(session, contact, linked, "one_click", now)


def _stop(session: Session, contact: t.Contact, linked: Linked, because: str, now: datetime) -> None:
    contacts.suppress(session, contact, Scope.ADVERTISING, because, now)
    mail = session.get(t.Outreach, linked.outreach_id) if linked.outreach_id else None
    if mail is not None and mail.contact_id == contact.id:
        mail.unsubscribed_at = mail.unsubscribed_at or now


def _known(care: Care, chosen: Iterable[str]) -> tuple[str, ...]:
    possible = choices(care)
    return tuple(each for each in dict.fromkeys(chosen) if each in possible)


def _of(session: Session, care: Care, token: str) -> tuple[Linked, t.Contact]:
    linked = link.read(token, care.secrets)
    contact = session.get(t.Contact, linked.contact_id) if linked else None
    if linked is None or contact is None or contact.erased_at is not None:
        raise NotFoundError("there is no such link")
    return linked, contact
