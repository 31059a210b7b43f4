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
from maildesk.core.care.consent import Consent
from maildesk.core.care.contact import Scope
from maildesk.core.care.law import Basis
from maildesk.core.care.link import Linked
from maildesk.core.care.occasion import Kind
from maildesk.core.reply.families import MailClass
from maildesk.db import tables as t
from maildesk.errors import NotFoundError
from maildesk.flow.care import contacts
from maildesk.flow.care.house import Care


@dataclass(frozen=True, slots=True)
class Preferences:
    """What the page shows. `occasions`: the days that can be ticked; `wants` false after a stop, or before any consent."""

    email: str
    locale: str
    wants: bool
    chosen: frozenset[str]
    occasions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ticked:
    """What the buyer sent: whether to hear from the shop at all, and on which days to be greeted."""

    wants: bool
    chosen: tuple[str, ...] = ()
    locale: str = ""


def read(session: Session, care: Care, token: str) -> Preferences:
    """What stands for the contact of a link. Raises `NotFoundError` for a link that is none of ours, or of an erased person."""
    _, contact = _of(session, care, token)
    days = select(t.OccasionChoice.occasion).where(t.OccasionChoice.contact_id == contact.id)
    wants = contacts.agreed(session, contact.id)
    return Preferences(contact.email, contact.locale, wants, frozenset(session.scalars(days)), choices(care))


def choices(care: Care) -> tuple[str, ...]:
    """The days a buyer can tick: all that are never guessed."""
    return tuple(name for name, row in care.packs.occasions.items() if row.kind is Kind.CHOSEN)


def save(session: Session, care: Care, token: str, ticked: Ticked, now: datetime) -> None:
    """Keep what the buyer ticked: express consent with this page as its evidence, or a stop."""
    linked, contact = _of(session, care, token)
    if ticked.locale:
        contact.locale = ticked.locale[:16]
    if not ticked.wants:
        contacts.choose(session, contact.id, (), now)
        _stop(session, contact, linked, "preferences", now)
        return
    contacts.lift(session, contact.id, now)
    contacts.choose(session, contact.id, _known(care, ticked.chosen), now)
    if not contacts.agreed(session, contact.id):
        covers = frozenset({MailClass.MARKETING, MailClass.RELATIONSHIP})
        given = Consent("", Basis.EXPRESS, now, f"preference page, {now:%Y-%m-%d %H:%M} UTC", covers)
        contacts.consent(session, contact.id, given, now)


def one_click(session: Session, care: Care, token: str, now: datetime) -> None:
    """RFC 8058: a POST of the mailbox provider, without cookies or any other sign of who it is, unsubscribes at once."""
    linked, contact = _of(session, care, token)
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
