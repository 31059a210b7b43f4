"""A case with everything the desk knows about it, as values: what the evidence is made from.

In: nothing (only shapes). Out: `CaseFile` and its parts. It holds no notes of colleagues and no other buyer's mail: neither ever
leaves the house with a case.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

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
    """A photograph that came with a mail (`mail`, `part` find its bytes). `size` in bytes. `name` is safe to save under."""

    mail: int
    part: int
    name: str
    size: int
    at: datetime
    from_buyer: bool


@dataclass(frozen=True, slots=True)
class CaseStep:
    """Something that happened to the case itself: `code` as its history has it (opened, stage, answered, closed)."""

    at: datetime
    code: str
    stage: str = ""


@dataclass(frozen=True, slots=True)
class CaseFile:
    """One case. `platform`, `case` and `stage` are the words of `maildesk deadline`, `kind` that of its notice (design 5).

    `region` is a country code or a group of them, empty when not known. Mails, pictures and steps are in order of time.
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

    @property
    def as_of(self) -> datetime:
        """The newest moment it knows of: two bundles made of the same facts are the same, whenever they are made."""
        parcels = (event.at for parcel in self.parcels for event in parcel.events)
        return max((self.opened_at, *(m.at for m in self.mails), *(s.at for s in self.steps), *parcels))

    @property
    def parcels(self) -> tuple[Parcel, ...]:
        return self.order.parcels if self.order else ()

    @property
    def delivery(self) -> ParcelEvent | None:
        """The carrier's word that the goods were handed over; the last of several parcels."""
        return self.last_scan(ParcelState.DELIVERED)

    def last_scan(self, *states: ParcelState) -> ParcelEvent | None:
        scans = [event for parcel in self.parcels for event in parcel.events if event.state in states]
        return max(scans, key=lambda event: event.at, default=None)
