"""A case with everything the desk knows about it, as values: what the evidence is made from.

In: nothing (only shapes). Out: `CaseFile` and its parts. It holds no notes of colleagues and no other buyer's mail: neither ever
leaves the house with a case.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from maildesk.core.evidence.handover import came_back, handed_over
from maildesk.core.order import Order, Parcel, ParcelEvent, ParcelState
from maildesk.core.reply.facts import Money, Shop


@dataclass(frozen=True, slots=True)
class CaseMail:
    """A mail of the case's conversation. `text` is what its sender typed, without what was quoted.

    `number` is its row in the store. `language` BCP 47 or empty. `thanked`: the buyer wrote thanks. `sha256` of the bytes as they came.
    """

    number: int
    from_buyer: bool
    at: datetime
    sender: str
    to: str
    subject: str
    text: str
    message_id: str = ""
    language: str = ""
    thanked: bool = False
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A photograph that came with a mail (`mail`, `part` find its bytes), or that a person added (`mail` 0, `part` its row).

    `size` in bytes. `name` is safe to save under.
    """

    mail: int
    part: int
    name: str
    size: int
    at: datetime
    from_buyer: bool


@dataclass(frozen=True, slots=True)
class Added:
    """What a person put to a row of the checklist: a line in their words, a file, or both. `number` is its row in the store.

    `need` is a code of `core.evidence.need`, `sentence` the platform's own words where no need means them. `name` of the file is safe
    to save under, empty without one; `size` in bytes.
    """

    number: int
    need: str
    at: datetime
    text: str = ""
    sentence: str = ""
    name: str = ""
    size: int = 0
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class CaseStep:
    """Something that happened to the case itself: `code` as its history has it (opened, stage, answered, closed)."""

    at: datetime
    code: str
    stage: str = ""


@dataclass(frozen=True, slots=True)
class CaseFile:
    """One case. `platform`, `case` and `stage` are the words of `maildesk deadline`, `kind` that of its notice (design 5).

    `region` is a country code or a group of them, empty when not known. Mails, pictures, steps and what was added are in order of time.
    """

    platform: str
    case: str
    stage: str
    kind: str
    opened_at: datetime
    region: str = ""
    number: str = ""
    order_number: str = ""
    amount: Money | None = None
    refunded: Money | None = None
    respond_by: datetime | None = None
    shop: Shop = Shop()
    order: Order | None = None
    mails: tuple[CaseMail, ...] = ()
    pictures: tuple[Picture, ...] = ()
    steps: tuple[CaseStep, ...] = ()
    added: tuple[Added, ...] = ()

    @property
    def as_of(self) -> datetime:
        """The newest moment it knows of: two bundles made of the same facts are the same, whenever they are made."""
        parcels = (event.at for parcel in self.parcels for event in parcel.events)
        told = (*(m.at for m in self.mails), *(s.at for s in self.steps), *(a.at for a in self.added))
        return max((self.opened_at, *told, *parcels))

    @property
    def parcels(self) -> tuple[Parcel, ...]:
        return self.order.parcels if self.order else ()

    @property
    def delivery(self) -> ParcelEvent | None:
        """The carrier's word that the goods were handed over; the last of several parcels."""
        return max((e for parcel in self.parcels for e in handed_over(parcel)), key=lambda e: e.at, default=None)

    @property
    def returned(self) -> ParcelEvent | None:
        """The carrier's word that the goods are with the seller again; the last of several parcels."""
        return max((e for parcel in self.parcels for e in came_back(parcel)), key=lambda e: e.at, default=None)

    def last_scan(self, *states: ParcelState) -> ParcelEvent | None:
        scans = [event for parcel in self.parcels for event in parcel.events if event.state in states]
        return max(scans, key=lambda event: event.at, default=None)
