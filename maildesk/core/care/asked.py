"""What is asked of the gates, and what they answer: shapes only.

In: the mail that would go, the contact, the house. Out: one `Verdict`. Nothing is decided here (`gates`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from maildesk.core.care.caps import Cap
from maildesk.core.care.channel import ContactRule
from maildesk.core.care.consent import Ground
from maildesk.core.care.contact import Contact
from maildesk.core.care.law import Law, Laws, gates
from maildesk.core.care.occasion import Greeting
from maildesk.core.care.quiet import Closed, Hours, closed_by
from maildesk.core.reply.families import MailClass


class Gate(StrEnum):
    """The gates by name, in their order."""

    CHANNEL = "channel"
    CONSENT = "consent"
    SUPPRESSION = "suppression"
    TROUBLE = "trouble"
    CAP = "cap"
    QUIET = "quiet"
    FIT = "fit"
    IDENTITY = "identity"
    WAY_OUT = "way_out"
    RELAY = "relay"
    APPROVAL = "approval"


class Answer(StrEnum):
    """`go` · `stop`: never · `wait`: until a moment · `ask`: until a person has done something."""

    GO = "go"
    STOP = "stop"
    WAIT = "wait"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was decided. `gate` and `why` (a code) are empty only for `go`; `until` only for `wait`.

    `grounds` (one for each law that counts), `label` (what the laws want at the head of the subject) and `version` of the rules are
    kept with what is sent: they answer an authority, or the buyer (GDPR Art. 15 and 21).
    """

    answer: Answer
    mail_class: MailClass
    gate: Gate | None = None
    why: str = ""
    until: datetime | None = None
    grounds: tuple[Ground, ...] = ()
    label: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class Missive:
    """The mail that would go. `purpose`: the follow-up rule's name, or `greeting`. `lapses_at`: from then on it has no sense.

    `approved`: a person has said yes to this mail or its batch, or a supervisor to its rule.
    """

    purpose: str
    mail_class: MailClass
    channel: str
    lapses_at: datetime
    ended_at: datetime | None = None
    greeting: Greeting | None = None
    approved: bool = False


@dataclass(frozen=True, slots=True)
class House:
    """The seller and its rules. `mourning`: countries to which nothing cheerful goes for now. `public_url`: https, or nothing."""

    country: str
    name: str
    postal_address: str
    public_url: str
    laws: Laws
    channels: Mapping[str, ContactRule]
    caps: tuple[Cap, ...]
    version: str
    hours: Hours = Hours()
    mourning: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to the gates: may this mail go to this contact `at` that moment."""

    missive: Missive
    contact: Contact
    house: House
    at: datetime

    @property
    def laws(self) -> tuple[Law, ...]:
        return self.house.laws.between(self.contact.place.country, self.house.country)

    @property
    def advertises(self) -> bool:
        """Treated as advertising by a law that counts here, whatever its class is called."""
        return self.missive.mail_class is MailClass.MARKETING or gates(self.laws, self.missive.mail_class)

    @property
    def closed(self) -> Closed:
        return closed_by(self.laws, self.contact.place) if self.advertises else Closed()
