"""Consent: where from, when, for what, until when; and whether it is a ground for one mail under one law.

In: what is on record of a contact, a law, the class of the mail, `now`. Out: `Ground`, or nothing. A purchase is a ground only where a
row of the law says so; soft opt-in is never inferred from an order, for the order does not say that a refusal was offered.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from maildesk.core.care.law import Basis, Law
from maildesk.core.reply.families import MailClass


@dataclass(frozen=True, slots=True)
class Consent:
    """One record. `evidence` says where it can be looked up ("checkout form, 2026-03-02", "order:12").

    `covers`: for which classes it was given. `until`: an end of its own, besides the law's. `withdrawn_at`: taken back.
    """

    id: str
    basis: Basis
    at: datetime
    evidence: str
    covers: frozenset[MailClass] = frozenset({MailClass.MARKETING, MailClass.RELATIONSHIP})
    until: datetime | None = None
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """Why one law lets a mail go: the evidence an authority would be shown, since when and until when it counts."""

    law: str
    basis: Basis
    consent: str = ""
    evidence: str = ""
    at: datetime | None = None
    until: datetime | None = None


def ground(law: Law, mail_class: MailClass, consents: Iterable[Consent], now: datetime) -> Ground | None:
    """The strongest ground the law knows for this mail, or nothing."""
    if mail_class is MailClass.TRANSACTIONAL:
        return Ground(law.name, Basis.CONTRACT)
    if mail_class not in law.gated:
        return Ground(law.name, Basis.LEGITIMATE_INTEREST)
    known = tuple(consents)
    for basis, months in law.grounds:
        if basis is Basis.OPT_OUT:
            return Ground(law.name, basis)
        standing = [(each, ends(each, months)) for each in known if each.basis is basis and mail_class in each.covers]
        for consent, until in sorted(standing, key=lambda pair: pair[0].at, reverse=True):
            if consent.at <= now and (until is None or now < until):
                return Ground(law.name, basis, consent.id, consent.evidence, consent.at, until)
    return None


def ends(consent: Consent, months: int) -> datetime | None:
    """When a consent ends: withdrawn, by its own end, or by the law's months from the day it was given; nothing when never."""
    by_law = later(consent.at, months) if months else None
    return min((each for each in (consent.withdrawn_at, consent.until, by_law) if each is not None), default=None)


def expired(law: Law, mail_class: MailClass, consents: Iterable[Consent]) -> bool:
    """Whether there is a consent the law would know, only too old or taken back: told apart from none at all."""
    kinds = {basis for basis, _ in law.grounds}
    return any(each.basis in kinds and mail_class in each.covers for each in consents)


def later(moment: datetime, months: int) -> datetime:
    """The same day that many months later, or the month's last day."""
    years, month = divmod(moment.month - 1 + months, 12)
    year = moment.year + years
    return moment.replace(year=year, month=month + 1, day=min(moment.day, monthrange(year, month + 1)[1]))
