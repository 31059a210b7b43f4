"""Planning: what happened becomes rows of mails that are wanted, each once.

In: a session, `Care`, an order, an answer that left, a matter that was solved. Out: rows in `outreach`, or in the same row a new moment
when the world moved it. Nothing is planned of an import or a first sync, and what a gate stops for good is written down as stopped.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.care import happened
from maildesk.core.care.asked import Answer, Asked, Gate, Missive
from maildesk.core.care.followup import Event, Planned, When, plan
from maildesk.core.care.gates import judge
from maildesk.core.care.standing import Standing, ended_at
from maildesk.core.language.found import Hints, LanguageFound
from maildesk.core.language.locale import answer_locale
from maildesk.core.order import Channel
from maildesk.db import tables as t
from maildesk.db.upsert import add_missing
from maildesk.flow.care import contacts, gathering, matter
from maildesk.flow.care.gathering import Whom
from maildesk.flow.care.house import Care, house
from maildesk.flow.care.tasks import MUST_BE_TOLD
from maildesk.flow.clocks import calendars as shelf
from maildesk.flow.orders import value_of
from maildesk.packs.calendars import WEEKDAYS

#: Gates that stop a plan for good; the others are asked again when it is due, and so is what a person must tell otherwise.
_FOR_GOOD = frozenset({Gate.CHANNEL, Gate.CONSENT, Gate.SUPPRESSION})
#: No follow-up has its sense so long after the event.
_LONG_AGO = timedelta(days=60)
#: States in which a row still waits to be sent.
WAITING = ("planned", "waiting")


@dataclass(frozen=True, slots=True)
class About:
    """Whom a plan concerns. `detail`: facts beyond the order, as `flow.care.letter` reads them."""

    email: str
    buyer_id: int | None
    country: str = ""
    language: str = ""
    order_id: int | None = None
    conversation_id: int | None = None
    detail: dict[str, Any] = field(default_factory=dict)


def order_changed(session: Session, care: Care, order_id: int, loud_since: datetime, now: datetime) -> int:
    """Plan what an order's state wants; returns how many rows are new. `loud_since`: what happened before it is quiet."""
    row = session.get(t.OrderRow, order_id)
    if row is None:
        return 0
    events = happened.of_order(value_of(row), f"order:{order_id}", max(loud_since, now - _LONG_AGO))
    if all(event.quiet for event in events):
        return 0
    return happen(session, care, events, matter.standing(session, order_id, None), about_order(row), now)


def about_order(row: t.OrderRow, detail: dict[str, Any] | None = None) -> About:
    return About(row.buyer_email, row.buyer_id, row.country, row.language, row.id, None, detail or {})


def happen(
    session: Session, care: Care, events: Iterable[Event], standing: Standing, about: About, now: datetime
) -> int:
    """Plan what these events of one matter want; returns how many rows are new."""
    planned = plan(events, standing, care.packs.rules.values(), when(care, about.country, now), now)
    return sum(_keep(session, care, each, standing, about, now) for each in planned)


def when(care: Care, country: str, now: datetime) -> When:
    """The buyer's calendar and first zone; Monday to Friday for a country nobody knows."""
    known = shelf.at(now)
    return When(known[country if country in known else WEEKDAYS], care.packs.zones_of(country)[0])


def _keep(session: Session, care: Care, planned: Planned, standing: Standing, about: About, now: datetime) -> bool:
    contact = _contact(session, care, about, now)
    country = about.country or (contact.country if contact else "")
    row = {
        "key": planned.key,
        "purpose": planned.rule,
        "contact_id": contact.id if contact else None,
        "buyer_id": about.buyer_id,
        "order_id": about.order_id,
        "conversation_id": about.conversation_id,
        "template": planned.template,
        "country": country,
        "locale": locale(care, about.language or (contact.locale if contact else ""), country),
        "mail_class": str(planned.mail_class),
        "detail": about.detail,
        "greeting": {},
        "since": planned.since,
        "due_at": planned.due_at,
        "lapses_at": planned.lapses_at,
        "planned_at": now,
        **_first_look(
            session, care, planned, standing, Whom(contact.id if contact else None, country, standing.troubles), now
        ),
    }
    if add_missing(session, t.Outreach, {**_EMPTY, **row}):
        return True
    _moved(session, planned)
    return False


#: Columns that begin empty: rows are inserted past the session's own defaults.
_EMPTY: dict[str, Any] = {
    "occasion": "", "gate": "", "why": "", "grounds": [], "version": "", "subject": "", "text": "", "frozen": {},
}  # fmt: skip


def _contact(session: Session, care: Care, about: About, now: datetime) -> t.Contact | None:
    if about.buyer_id is None:
        return contacts.known(session, care, about.email, now)
    return contacts.of_buyer(session, care, about.buyer_id, about.email, now)


def _first_look(
    session: Session, care: Care, planned: Planned, standing: Standing, whom: Whom, now: datetime
) -> dict[str, Any]:
    """What the gates would say at the moment it is due; only what can never change is written as stopped."""
    missive = Missive(
        planned.rule,
        planned.mail_class,
        str(standing.order.channel if standing.order else Channel.OWN),
        planned.lapses_at,
        ended_at(standing.order),
        approved=True,
    )
    at = max(planned.due_at, now)
    seen = gathering.contact(session, care, whom, now)
    verdict = judge(Asked(missive, seen, house(session, care), at))
    if verdict.answer is Answer.STOP and verdict.gate in _FOR_GOOD and planned.rule not in MUST_BE_TOLD:
        stopped = {"state": "stopped", "gate": str(verdict.gate), "why": verdict.why, "version": verdict.version}
        return {**stopped, "look_at": None, "ended_at": now}
    return {"state": "planned", "look_at": max(verdict.until or at, at)}


def _moved(session: Session, planned: Planned) -> None:
    """The world moved what a planned mail waits for: another scan, a later day of delivery."""
    # Locked: a worker that queues it just now must not find it planned again.
    row = session.scalars(select(t.Outreach).where(t.Outreach.key == planned.key).with_for_update()).one()
    if row.state in WAITING and row.since != planned.since:
        row.since, row.due_at, row.lapses_at = planned.since, planned.due_at, planned.lapses_at
        row.look_at, row.state, row.gate, row.why = planned.due_at, "planned", "", ""
        row.approved_by, row.approved_at, row.frozen = None, None, {}


def locale(care: Care, language: str, country: str) -> str:
    """The locale of the text: the order's or the buyer's language, else what most people of the country speak."""
    spoken = care.writer.detector.country_languages.get(country)
    return answer_locale(
        LanguageFound(None, 0.0), Hints(order_language=language, country=country), spoken=spoken
    ).locale
