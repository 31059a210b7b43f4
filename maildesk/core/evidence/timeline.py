"""The time line of a case: what happened, in order, in the trade's words as codes.

In: a case file. Out: entries in order of time. Scans that say nothing new (a parcel moves through ten sorting centres) are left out here;
all of them stand in the parcel's own table.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from maildesk.core.evidence.case_file import CaseFile
from maildesk.core.evidence.handover import came_back
from maildesk.core.order import ParcelEvent, ParcelState

#: Scans that change how the matter stands.
LANDMARKS = frozenset({
    ParcelState.ACCEPTED, ParcelState.CUSTOMS, ParcelState.FAILED_ATTEMPT, ParcelState.PICKUP, ParcelState.DELIVERED,
    ParcelState.UNDELIVERABLE, ParcelState.OUT_OF_AREA, ParcelState.RETURNING, ParcelState.DAMAGED, ParcelState.LOST,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """`code`: ordered, shipped, delivered, parcel, returned, buyer_wrote, seller_wrote, or case_ with the step's code.

    `state` of a parcel's scan; `detail` in its writer's own words (a place, a subject, a number).
    """

    at: datetime
    code: str
    detail: str = ""
    state: ParcelState | None = None


def timeline(file: CaseFile) -> tuple[Entry, ...]:
    """All entries, the earliest first; at the same moment the order's before the mails' before the case's."""
    return tuple(sorted((*_of_order(file), *_of_mails(file), *_of_case(file)), key=lambda entry: entry.at))


def landmarks(events: tuple[ParcelEvent, ...]) -> tuple[ParcelEvent, ...]:
    """The scans of a parcel that change something: the first of each state in a row."""
    before = (None, *events)
    return tuple(
        event
        for event, last in zip(events, before, strict=False)
        if event.state in LANDMARKS and (last is None or last.state is not event.state)
    )


def _of_order(file: CaseFile) -> Iterator[Entry]:
    order = file.order
    if order is None:
        return
    scans = [event for parcel in order.parcels for event in landmarks(parcel.events)]
    back = {event for parcel in order.parcels for event in came_back(parcel)}
    if order.ordered_at:
        yield Entry(order.ordered_at, "ordered", order.number)
    if order.shipped_at:
        yield Entry(order.shipped_at, "shipped", ", ".join(p.tracking_number for p in order.parcels))
    if order.delivered_at and not any(event.state is ParcelState.DELIVERED for event in scans):
        yield Entry(order.delivered_at, "delivered")
    for event in scans:
        code, state = ("returned", None) if event in back else ("parcel", event.state)
        yield Entry(event.at, code, event.place or event.text, state)


def _of_mails(file: CaseFile) -> Iterator[Entry]:
    for mail in file.mails:
        yield Entry(mail.at, "buyer_wrote" if mail.from_buyer else "seller_wrote", mail.subject)


def _of_case(file: CaseFile) -> Iterator[Entry]:
    yield Entry(file.opened_at, "case_opened", file.number)
    for step in file.steps:
        if step.code in ("answered", "closed", "stage"):
            yield Entry(step.at, f"case_{step.code}", step.stage.replace("_", " "))
