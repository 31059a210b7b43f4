"""The bar of a job that goes on in steps: how far it is, what a failed try said, and what was set aside.

In: the progress of such a job. Out: a value for the page (`outreach_bar.html`), and the numbers that its script asks for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.care.batch import BatchState
from maildesk.core.peak.event import EventRow
from maildesk.db import tables as t
from maildesk.flow.care import closing, preparing
from maildesk.flow.care.closing import Closing
from maildesk.flow.care.steps import Progress
from maildesk.packs.peaks import load_peaks

_NAMES = {
    "buyer": (t.Buyer.id, t.Buyer.name),
    "contact": (t.Contact.id, t.Contact.email),
    "order": (t.OrderRow.id, t.OrderRow.number),
}


@dataclass(frozen=True, slots=True)
class Bar:
    """`occasion` or `closure`: what it is about; `event`: whose closure, where it was planned.

    `again`: the form that has it tried at once. `aside`: name and reason.
    """

    told: Progress
    progress: str
    again_to: str
    again: dict[str, str]
    aside: tuple[tuple[str, str], ...]
    occasion: str = ""
    closure: Closing | None = None
    event: EventRow | None = None


def of_greetings(session: Session) -> list[Bar]:
    """The occasions that are being prepared."""
    return [_of_greeting(session, told) for told in preparing.under_way(session)]


def of_closures(session: Session) -> list[Bar]:
    """The closures that buyers are being told of."""
    return [_of_closure(session, told) for told in closing.under_way(session)]


def numbers(told: Progress | None) -> dict[str, Any]:
    """What the bar's script asks every few seconds."""
    if told is None or told.mark.ended:
        return {"state": BatchState.PROPOSED, "share": 100}
    return {"state": BatchState.PREPARING, "share": told.share, "ended": told.mark.done, "going": told.mark.total}


def _of_greeting(session: Session, told: Progress) -> Bar:
    name, to = told.asked["occasion"], url_for("outreach_greetings.propose")
    progress = url_for("outreach_greetings.progress", occasion=name)
    return Bar(told, progress, to, {"occasion": name}, _aside(session, told), occasion=name)


def _of_closure(session: Session, told: Progress) -> Bar:
    found = Closing.from_values(told.asked["closure"])
    progress, to = url_for("outreach_told.progress", key=found.key), url_for("outreach_told.again")
    return Bar(
        told, progress, to, {"key": found.key}, _aside(session, told), "", found, load_peaks().event(found.event)
    )


def _aside(session: Session, told: Progress) -> tuple[tuple[str, str], ...]:
    return tuple((_name(session, of, row), why) for of, row, why in told.mark.aside)


def _name(session: Session, of: str, row: int) -> str:
    key, name = _NAMES[of]
    return session.scalar(select(name).where(key == row)) or f"{of} {row}"
