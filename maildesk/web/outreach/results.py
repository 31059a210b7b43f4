"""What became of what the desk wrote first: a picture, its table, what stopped the others, what came back.

In: a number of days. Out: a page.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from flask import Blueprint, request

from maildesk.db.queries import outreach_results as read
from maildesk.db.queries.outreach_results import Line
from maildesk.web import timeline
from maildesk.web.asked import whole
from maildesk.web.desk import desk
from maildesk.web.outreach.words import why_words
from maildesk.web.show import show

pages = Blueprint("outreach_results", __name__)
#: Stretches in days, each with the days of one bar.
STRETCHES = {7: 1, 30: 1, 91: 7, 364: 28}
_USUAL = 30
HEIGHT = 84.0


@pages.get("/outreach/results")
def page() -> str:
    typed = whole(request.args.get("days", ""))
    days = typed if typed in STRETCHES else _USUAL
    until = _tomorrow()
    since = until - timedelta(days=days)
    with desk().store.reading() as session:
        steps = read.stretches(session, since, until, timedelta(days=STRETCHES[days]))
        lines = read.by_purpose(session, since, until)
        stopped = read.not_sent(session, "stopped", since, until)
        return show(
            session, "outreach_results.html", days=days, stretches=tuple(STRETCHES), steps=steps, lines=lines, total=_total(lines),
            stopped=stopped, by_gate=_by_gate(stopped), cancelled=read.not_sent(session, "cancelled", since, until), why=why_words,
            bars=timeline.bars([(each.start, each.sent, each.stopped) for each in steps], HEIGHT), high=HEIGHT,
        )  # fmt: skip


def _tomorrow() -> datetime:
    """The end of today at the desk: whole days are counted."""
    zone = desk().settings.timezone
    day = desk().now().astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(day, datetime.min.time(), zone)


def _total(lines: Sequence[Line]) -> Line:
    names = ("sent", "answered", "bounced", "unsubscribed", "complained")
    return Line("", "", **{name: sum(getattr(line, name) for line in lines) for name in names})


def _by_gate(rows: Sequence[tuple[str, str, int]]) -> list[tuple[str, int]]:
    """How many each gate stopped, the most first."""
    counts: dict[str, int] = {}
    for gate, _why, number in rows:
        counts[gate] = counts.get(gate, 0) + number
    return sorted(counts.items(), key=lambda each: -each[1])
