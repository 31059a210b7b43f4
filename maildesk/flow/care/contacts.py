"""Contacts in the store: found or made by their address, their consents, suppressions and choices; erased without being forgotten.

In: a session, `Care`, an address. Out: rows. A marketplace's alias is no contact and never becomes one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import Session

from maildesk.core.care.consent import Consent
from maildesk.core.care.contact import Scope, address_key
from maildesk.core.placing.relay import mailbox, relay_of
from maildesk.core.queue.roles import Act
from maildesk.db import tables as t
from maildesk.db.upsert import add_missing
from maildesk.flow.care.house import Care
from maildesk.flow.house.person import Doing


def find(session: Session, care: Care, email: str) -> t.Contact | None:
    """The contact of an address, however it is spelled."""
    if not mailbox(email):
        return None
    return session.scalar(select(t.Contact).where(t.Contact.key == address_key(email, care.address_key)))


def known(session: Session, care: Care, email: str, now: datetime) -> t.Contact | None:
    """The contact of an address, made when missing; nothing for a relay or for no address."""
    if not mailbox(email) or relay_of(email, (*care.relays, *care.packs.no_contacts)) is not None:
        return None
    row = find(session, care, email)
    if row is None:
        key = address_key(email, care.address_key)
        fresh = {"key": key, "email": email.strip().lower()[:320], "country": "", "locale": "", "created_at": now}
        add_missing(session, t.Contact, fresh)
        row = session.scalars(select(t.Contact).where(t.Contact.key == key)).one()
    return row


def of_buyer(session: Session, care: Care, buyer_id: int, email: str, now: datetime) -> t.Contact | None:
    """The contact of a buyer's address, with what the order book knows of the buyer."""
    row = known(session, care, email, now)
    if row is not None and row.buyer_id is None and row.erased_at is None:
        buyer = session.get(t.Buyer, buyer_id)
        row.buyer_id = buyer_id
        row.country = row.country or (buyer.country if buyer else "")
        row.locale = row.locale or (buyer.language if buyer else "")
    return row


def consent(session: Session, contact_id: int, given: Consent, now: datetime) -> bool:
    """Keep a consent; False when it is known. One that was withdrawn stays so: only a newer one counts."""
    row = {
        "contact_id": contact_id,
        "basis": str(given.basis),
        "covers": sorted(str(each) for each in given.covers),
        "at": given.at,
        "until": given.until,
        "evidence": given.evidence[:300],
        "withdrawn_at": given.withdrawn_at,
        "kept_at": now,
    }
    return add_missing(session, t.ConsentRow, row)


def suppress(session: Session, contact: t.Contact, scope: Scope, because: str, now: datetime) -> None:
    """Never again advertising, or anything, to this contact and to every other address of the same buyer.

    Consents end with it (GDPR Art. 7(3), 21(2)); what was planned is stopped at its gates.
    """
    for each in (contact, *_others(session, contact)):
        suppress_one(session, each.id, scope, because, now)


def _others(session: Session, contact: t.Contact) -> Iterable[t.Contact]:
    if contact.buyer_id is None:
        return ()
    query = select(t.Contact).where(t.Contact.buyer_id == contact.buyer_id, t.Contact.id != contact.id)
    return session.scalars(query).all()


def suppress_one(session: Session, contact_id: int, scope: Scope, because: str, now: datetime) -> None:
    """The same for one address alone: a mailbox that does not exist says nothing of the buyer's others."""
    hold(session, contact_id, scope, because, now)
    session.execute(
        update(t.ConsentRow)
        .where(t.ConsentRow.contact_id == contact_id, t.ConsentRow.withdrawn_at.is_(None))
        .values(withdrawn_at=now)
    )
    # What waits for a person is looked at again, and stops.
    session.execute(
        update(t.Outreach)
        .where(t.Outreach.contact_id == contact_id, t.Outreach.state == "waiting", t.Outreach.batch_id.is_(None))
        .values(look_at=now)
    )


def hold(session: Session, contact_id: int, scope: Scope, because: str, now: datetime) -> None:
    """The stop alone; consents to what it does not stop go on."""
    row = {"contact_id": contact_id, "scope": str(scope), "because": because, "at": now}
    if not add_missing(session, t.Suppression, row):
        lifted = update(t.Suppression).where(
            t.Suppression.contact_id == contact_id, t.Suppression.scope == scope, t.Suppression.lifted_at.is_not(None)
        )
        session.execute(lifted.values(because=because, at=now, lifted_at=None))


def lift(session: Session, contact_id: int, scopes: Iterable[Scope], now: datetime) -> None:
    """The buyer wants to hear from the shop again, and said so on the preference page."""
    session.execute(
        update(t.Suppression)
        .where(
            t.Suppression.contact_id == contact_id,
            t.Suppression.scope.in_(set(scopes)),
            t.Suppression.lifted_at.is_(None),
        )
        .values(lifted_at=now)
    )


def choose(session: Session, contact_id: int, occasions: Iterable[str], now: datetime) -> None:
    """The days on which this contact wants to be greeted: these and no others."""
    wanted = set(occasions)
    session.execute(
        delete(t.OccasionChoice).where(
            t.OccasionChoice.contact_id == contact_id, t.OccasionChoice.occasion.not_in(wanted or {""})
        )
    )
    for occasion in sorted(wanted):
        add_missing(session, t.OccasionChoice, {"contact_id": contact_id, "occasion": occasion, "chosen_at": now})


@dataclass(frozen=True, slots=True)
class Erased:
    """How much was forgotten of a person: consents whose evidence is gone, chosen days, words of mails."""

    contacts: int = 0
    consents: int = 0
    days: int = 0
    mails: int = 0

    def __add__(self, other: Erased) -> Erased:
        return Erased(*(mine + its for mine, its in zip(astuple(self), astuple(other), strict=True)))


def erase(session: Session, contact: t.Contact, now: datetime, by: int | None = None) -> Erased:
    """Forget the person and keep the stop: of the address only its key is left, and nothing is ever written to it again.

    `by`: who did it, nobody for the command line; it stays on the row with the moment. Orders and conversations are not its business.
    """
    suppress_one(session, contact.id, Scope.EVERYTHING, "erasure", now)
    days = session.execute(delete(t.OccasionChoice).where(t.OccasionChoice.contact_id == contact.id))
    consents = session.execute(update(t.ConsentRow).where(t.ConsentRow.contact_id == contact.id).values(evidence=""))
    mine = t.Outreach.contact_id == contact.id
    _blank(session, mine)
    waiting = mine, t.Outreach.state.in_(("planned", "waiting"))
    stopped = {
        "state": "stopped",
        "gate": "suppression",
        "why": "suppression.everything",
        "look_at": None,
        "ended_at": now,
    }
    session.execute(update(t.Outreach).where(*waiting).values(stopped))
    mails = session.execute(update(t.Outreach).where(mine).values(subject="", text="", detail={}, frozen={}))
    contact.email, contact.buyer_id, contact.country, contact.locale = "", None, "", ""
    contact.erased_at, contact.erased_by = now, by
    return Erased(1, *(each.rowcount for each in (consents, days, mails)))  # type: ignore[attr-defined]


def erase_buyer(session: Session, buyer_id: int, doing: Doing) -> Erased:
    """Forget every address of a buyer. Raises `RefusedError` for whoever may not."""
    doing.by.must(Act.MANAGE_SHOP)
    found = session.scalars(select(t.Contact).where(t.Contact.buyer_id == buyer_id).order_by(t.Contact.id)).all()
    return sum((erase(session, each, doing.now, doing.by.id) for each in found), Erased())


def buyer_of(session: Session, email: str) -> int | None:
    """The buyer to whom an address belongs, by the order book and the mails."""
    query = select(t.BuyerAddress.buyer_id).where(t.BuyerAddress.email == mailbox(email), ~t.BuyerAddress.relay)
    return session.scalar(query.order_by(t.BuyerAddress.buyer_id).limit(1))


def _blank(session: Session, mine: ColumnElement[bool]) -> None:
    """Mails of the desk's own that left outside of any conversation stand nowhere else."""
    left = select(t.Outreach.outbox_id).where(mine, t.Outreach.conversation_id.is_(None), t.Outreach.state == "sent")
    session.execute(update(t.Outbox).where(t.Outbox.id.in_(left)).values(body=b"", recipients=[]))
