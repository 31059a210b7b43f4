"""The gates a mail that nobody asked for must pass, in their order: at planning, and again at the moment of sending.

In: `Asked` (the mail, the contact, the house, the moment it would go). Out: one `Verdict`, naming the gate that stopped it and what
follows (never, from a moment on, or when a person has done something), or the grounds on which it may go. The first gate that stops
it speaks; a wait that would outlast the mail's sense is a stop.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from maildesk.core.care import caps
from maildesk.core.care.asked import Answer, Asked, Gate, Missive, Verdict
from maildesk.core.care.channel import refused
from maildesk.core.care.consent import Ground, expired, ground
from maildesk.core.care.contact import Scope, Trouble
from maildesk.core.care.occasion import Kind, opens_at
from maildesk.core.care.quiet import day_at, next_open
from maildesk.core.reply.families import MailClass

#: How soon a matter that is open now is looked at again.
_LOOK_AGAIN = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stopped:
    """What one gate says against a mail."""

    why: str
    answer: Answer = Answer.STOP
    until: datetime | None = None


def judge(asked: Asked) -> Verdict:
    """Whether the mail may go at that moment."""
    mail_class = asked.missive.mail_class
    for gate, look in _GATES:
        stopped = look(asked)
        if stopped is not None:
            return _verdict(gate, stopped, asked.missive, asked.house.version)
    label = " ".join(law.label for law in asked.laws if law.label and mail_class in law.gated)
    return Verdict(Answer.GO, mail_class, grounds=grounds(asked), label=label, version=asked.house.version)


def _verdict(gate: Gate, stopped: Stopped, missive: Missive, version: str) -> Verdict:
    if stopped.until is not None and stopped.until >= missive.lapses_at:
        return Verdict(Answer.STOP, missive.mail_class, gate, f"{stopped.why}.too_late", version=version)
    return Verdict(stopped.answer, missive.mail_class, gate, stopped.why, stopped.until, version=version)


def _channel(asked: Asked) -> Stopped | None:
    missive = asked.missive
    why = refused(asked.house.channels.get(missive.channel), missive.purpose, missive.ended_at, asked.at)
    return Stopped(why) if why else None


def _consent(asked: Asked) -> Stopped | None:
    mail_class, consents = asked.missive.mail_class, asked.contact.consents
    for law in asked.laws:
        if ground(law, mail_class, consents, asked.at) is None:
            why = "expired" if expired(law, mail_class, consents) else "none"
            return Stopped(f"consent.{why}.{law.name}")
    return None


def grounds(asked: Asked) -> tuple[Ground, ...]:
    """The ground on which each law that counts lets the mail go; a law that has none is left out."""
    found = (ground(law, asked.missive.mail_class, asked.contact.consents, asked.at) for law in asked.laws)
    return tuple(each for each in found if each)


def _suppression(asked: Asked) -> Stopped | None:
    suppressed, mail_class = asked.contact.suppressed, asked.missive.mail_class
    if Scope.EVERYTHING in suppressed:
        return Stopped("suppression.everything")
    if mail_class is MailClass.TRANSACTIONAL:
        return None
    held = next((each for each in (Scope.ADVERTISING, Scope(mail_class)) if each in suppressed), None)
    return Stopped(f"suppression.{held}") if held else None


def _trouble(asked: Asked) -> Stopped | None:
    """Somebody who is blocked is never written to; an open matter is waited for: a person is at it."""
    troubles = asked.contact.troubles
    if Trouble.BLOCKED in troubles:
        return Stopped("trouble.blocked")
    first = next((each for each in Trouble if each in troubles), None)
    return Stopped(f"trouble.{first}", Answer.WAIT, asked.at + _LOOK_AGAIN) if first else None


def _cap(asked: Asked) -> Stopped | None:
    missive = asked.missive
    held = caps.held(missive.mail_class, missive.purpose, asked.contact.sent, asked.house.caps, asked.at)
    return Stopped(f"cap.{held.cap}", Answer.WAIT, held.until) if held else None


def _quiet(asked: Asked) -> Stopped | None:
    opens = next_open(asked.at, asked.contact.place, asked.house.hours, asked.closed)
    if opens is None:
        return Stopped("quiet.never_open")
    return Stopped("quiet.hours", Answer.WAIT, opens) if opens > asked.at else None


def _fit(asked: Asked) -> Stopped | None:
    """A greeting on its days, to those it is for, and nothing cheerful where people mourn; nothing at all after its sense."""
    of, place = asked.missive.greeting, asked.contact.place
    if asked.at >= asked.missive.lapses_at:
        return Stopped("fit.lost_its_sense")
    if of is None:
        return None
    if place.country in asked.house.mourning:
        return Stopped("fit.mourning")
    if of.kind is Kind.CHOSEN and of.occasion not in asked.contact.chosen:
        return Stopped("fit.not_chosen")
    days = day_at(asked.at, place)
    if days[-1] > of.last:
        return Stopped("fit.day_over")
    early = days[0] < of.on
    return Stopped("fit.too_early", Answer.WAIT, opens_at(of, place, asked.house.hours)) if early else None


def _identity(asked: Asked) -> Stopped | None:
    """Who writes is always said; where, when a law asks for it."""
    house, mail_class = asked.house, asked.missive.mail_class
    if not house.name:
        return Stopped("identity.name", Answer.ASK)
    law = next((each for each in asked.laws if mail_class in each.postal_address), None)
    return Stopped(f"identity.postal_address.{law.name}", Answer.ASK) if law and not house.postal_address else None


def _way_out(asked: Asked) -> Stopped | None:
    """Advertising needs a link to unsubscribe that a mailbox provider can post to (RFC 8058: HTTPS)."""
    needs = asked.advertises or asked.missive.mail_class is MailClass.RELATIONSHIP
    if needs and not asked.house.public_url.startswith("https://"):
        return Stopped("way_out.no_https", Answer.ASK)
    return None


def _relay(asked: Asked) -> Stopped | None:
    return Stopped("relay.no_contact") if asked.contact.relay or not asked.contact.address else None


def _approval(asked: Asked) -> Stopped | None:
    return None if asked.missive.approved else Stopped("approval.person", Answer.ASK)


_GATES: tuple[tuple[Gate, Callable[[Asked], Stopped | None]], ...] = (
    (Gate.CHANNEL, _channel),
    (Gate.CONSENT, _consent),
    (Gate.SUPPRESSION, _suppression),
    (Gate.TROUBLE, _trouble),
    (Gate.CAP, _cap),
    (Gate.QUIET, _quiet),
    (Gate.FIT, _fit),
    (Gate.IDENTITY, _identity),
    (Gate.WAY_OUT, _way_out),
    (Gate.RELAY, _relay),
    (Gate.APPROVAL, _approval),
)
