"""The board: which clock kills us? Every clock that counts, as a list and as a calendar of two weeks.

In: what the address asks for. Out: pages. What a clock is about is one click away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask import Blueprint, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.db import tables as t
from maildesk.db.queries import board as read
from maildesk.db.queries.board import PAGE, Asked, Line
from maildesk.db.queries.queue import Place
from maildesk.flow.clocks.last_moment import DeskHours
from maildesk.web.asked import place_in, written
from maildesk.web.desk import desk
from maildesk.web.show import show
from maildesk.web.signing_in import me

pages = Blueprint("board", __name__)
FAMILIES = ("platform", "task", "service", "escalation", "care")
_DAYS = 14
_SHOWN_IN_A_DAY = 6
_MOST_IN_CALENDAR = 1_000


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the desk and what is due on it; today holds what is late besides."""

    day: date
    lines: list[Line]

    @property
    def shown(self) -> Sequence[Line]:
        """As many as there is room for, in the order of time: those of platforms are never hidden behind promises of the desk's own."""
        first = sorted(self.lines, key=lambda line: (line.clock.family != "platform", line.clock.due_at))
        return sorted(first[:_SHOWN_IN_A_DAY], key=lambda line: line.clock.due_at)

    @property
    def begins(self) -> str:
        """The place in the list where this day begins."""
        first = self.lines[0].clock
        return written(Place("dated", first.due_at, first.id - 1))


@pages.get("/board")
def page() -> str:
    """The list, worst first."""
    asked = _asked()
    with desk().store.reading() as session:
        found = read.lines(session, asked)
        shown = found[:PAGE]
        return show(
            session, "board.html", asked=asked, lines=shown, families=FAMILIES, about=about, next_step=next_step, names=_names(session),
            hours=DeskHours.of(session, desk().now()), next=_next(shown) if len(found) > PAGE else "", mine=asked.owner is not None,
        )  # fmt: skip


@pages.get("/board/calendar")
def calendar() -> str:
    """The next two weeks, a field for each day of the desk."""
    asked = _asked()
    zone, now = desk().settings.timezone, desk().now()
    first = now.astimezone(zone).date()
    until = datetime.combine(first + timedelta(days=_DAYS), datetime.min.time(), zone)
    with desk().store.reading() as session:
        found = read.lines(session, Asked(asked.family, asked.owner, until), _MOST_IN_CALENDAR)
        days = [Day(first + timedelta(days=n), []) for n in range(_DAYS)]
        for line in found:
            days[max((line.clock.due_at.astimezone(zone).date() - first).days, 0)].lines.append(line)
        return show(
            session, "board_calendar.html", asked=asked, days=days, families=FAMILIES, about=about,
            hours=DeskHours.of(session, now), mine=asked.owner is not None,
        )  # fmt: skip


def about(line: Line) -> str:
    """Where a line leads."""
    if line.case is not None:
        return url_for("cases.one", number=line.case.id)
    if line.conversation is not None:
        return url_for("conversation.page", number=line.conversation.id)
    if line.task is not None:
        return url_for("cases.task", number=line.task.id)
    return url_for("board.page")


def next_step(line: Line) -> str:
    """A code for what is to be done next."""
    if line.case is not None:
        return "answer_platform"
    if line.task is not None:
        return line.task.kind
    return line.clock.kind.rpartition(" ")[2]


def _names(session: Session) -> dict[int, str]:
    return dict(session.execute(select(t.User.id, t.User.name)).all())


def _next(shown: Sequence[Line]) -> str:
    return written(Place("dated", shown[-1].clock.due_at, shown[-1].clock.id))


def _asked() -> Asked:
    family = request.args.get("family", "")
    after = place_in(request.args.get("after", ""))
    owner = me().id if request.args.get("mine") else None
    return Asked(family if family in FAMILIES else "", owner, after=(after.at, after.id) if after else None)
