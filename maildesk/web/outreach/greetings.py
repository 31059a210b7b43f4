"""The year of greetings: which day is which occasion in which country, whom it is for, and the batches proposed for it.

In: nothing, or an occasion to propose. Out: a page, or the batch. For days of belief only a count of those who ticked them is shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import Blueprint, url_for
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from maildesk.core.care.batch import BatchState
from maildesk.core.care.occasion import Kind, Occasion
from maildesk.core.queue.roles import Act
from maildesk.db import tables as t
from maildesk.flow.care import greeting, preparing
from maildesk.flow.peak import trade
from maildesk.packs.care_days import day_of
from maildesk.web.acting import acting, done, text
from maildesk.web.desk import desk
from maildesk.web.outreach import bars
from maildesk.web.outreach.words import batch_day
from maildesk.web.peak import year_line
from maildesk.web.show import show

pages = Blueprint("outreach_greetings", __name__)
_YEAR = timedelta(days=year_line.DAYS - 1)
#: The countries of the most contacts; a shop with buyers everywhere still reads its calendar.
_COUNTRIES = 60
_BATCHES = 30


@dataclass(frozen=True, slots=True)
class Entry:
    """A day of an occasion and where it is that day. `opens_on`: from then on it can be proposed. `batch`: if it has been."""

    occasion: Occasion
    day: date
    countries: tuple[str, ...]
    estimated: bool
    opens_on: date
    batch: t.OutreachBatch | None


@pages.get("/outreach/greetings")
def page() -> str:
    today = desk().now().astimezone(desk().settings.timezone).date()
    with desk().store.reading() as session:
        batches = session.scalars(select(t.OutreachBatch).order_by(t.OutreachBatch.id.desc()).limit(_BATCHES)).all()
        entries = _year(_countries(session), batches, today)
        return show(
            session, "outreach_greetings.html", entries=entries, batches=_waiting_first(batches), ticked=_ticked(session), today=today,
            own=[each for each in desk().care.packs.occasions.values() if each.kind is Kind.OWN], months=year_line.months(today),
            kinds=tuple(Kind), under_way=bars.of_greetings(session), ahead=greeting.AHEAD.days,
            place=lambda day: year_line.place(day, today), day_of=batch_day,
        )  # fmt: skip


@pages.post("/outreach/greetings/propose")
def propose() -> Response:
    """Have an occasion prepared now, without waiting for the job that asks for it twice a day."""
    with acting() as (session, doing):
        doing.by.must(Act.APPROVE_IN_BULK)
        asked = preparing.ask(session, desk().care, text("occasion", 40), doing.now)
    return done("greeting_proposed" if asked else "greeting_for_nobody", url_for("outreach_greetings.page"))


@pages.get("/outreach/greetings/progress/<occasion>")
def progress(occasion: str) -> dict[str, Any]:
    """How far the preparing of an occasion is: what the bar's script asks every few seconds."""
    with desk().store.reading() as session:
        found = (each for each in preparing.under_way(session) if each.asked["occasion"] == occasion)
        return bars.numbers(next(found, None))


def _waiting_first(batches: Sequence[t.OutreachBatch]) -> list[t.OutreachBatch]:
    """What waits for a word, the nearest day first; then the others, the newest first."""
    waits = [each for each in batches if each.state in (BatchState.PREPARING, BatchState.PROPOSED)]
    return sorted(waits, key=lambda each: batch_day(each.key)) + [each for each in batches if each not in waits]


def _year(countries: Sequence[str], batches: Sequence[t.OutreachBatch], today: date) -> list[Entry]:
    """The days of the coming year, the nearest first."""
    by_key = {batch.key: batch for batch in batches}
    found: dict[tuple[date, str], list[tuple[str, bool]]] = {}
    for name, country, day, estimated in _days(countries, today):
        found.setdefault((day, name), []).append((country, estimated))
    return [
        Entry(
            desk().care.packs.occasions[name],
            day,
            tuple(sorted(country for country, _ in places)),
            any(estimated for _, estimated in places),
            day - greeting.AHEAD,
            by_key.get(f"{name}:{day.isoformat()}"),
        )
        for (day, name), places in sorted(found.items())
    ]


def _days(countries: Sequence[str], today: date) -> Iterator[tuple[str, str, date, bool]]:
    for name, row in desk().care.packs.occasions.items():
        if row.kind is Kind.OWN:
            continue
        for country in countries:
            for year in (today.year, today.year + 1):
                found = day_of(name, country, year)
                if found is not None and today <= found.day <= today + _YEAR:
                    yield name, country, found.day, found.estimated


def _countries(session: Session) -> list[str]:
    """Where the contacts are; before there are any, where the shop says that its buyers are."""
    many = func.count().label("many")
    query = select(t.Contact.country, many).where(t.Contact.country != "").group_by(t.Contact.country)
    known = [country for country, _ in session.execute(query.order_by(many.desc()).limit(_COUNTRIES))]
    return known or list(trade.trade(session).buyers)


def _ticked(session: Session) -> dict[str, int]:
    """How many ticked each day."""
    query = select(t.OccasionChoice.occasion, func.count()).group_by(t.OccasionChoice.occasion)
    return dict(session.execute(query).all())
