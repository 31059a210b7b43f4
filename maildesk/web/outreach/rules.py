"""The automatic list: which follow-ups leave without a person, who let them and why; and a sample of each day for re-reading.

In: a supervisor's word about one rule, a day. Out: a page and a redirect.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from flask import Blueprint, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from maildesk.core.moment import read_day
from maildesk.db import tables as t
from maildesk.db.queries import outreach as read
from maildesk.flow.care import approving, house
from maildesk.flow.house.entered import EnteredError
from maildesk.web.acting import acting, done, text
from maildesk.web.desk import desk
from maildesk.web.outreach.words import about_words
from maildesk.web.show import show
from maildesk.web.spans import lasting

pages = Blueprint("outreach_rules", __name__)
_HISTORY = 50
_DAY = timedelta(days=1)


@pages.get("/outreach/rules")
def page() -> str:
    with desk().store.reading() as session:
        day = _day(session)
        start = _start(day)
        history = session.scalars(select(t.AutomaticRule).order_by(t.AutomaticRule.id.desc()).limit(_HISTORY)).all()
        sample = approving.sent_alone(session, start, start + _DAY)
        return show(
            session, "outreach_rules.html", rules=desk().care.packs.rules.values(), alone=house.automatic(session, desk().care),
            history=history, newest=_newest(history), names=_names(session), sample=sample, day=day, before=day - _DAY,
            after=day + _DAY if day < _today() else None, about=about_words, delay=lasting,
        )  # fmt: skip


@pages.post("/outreach/rules/<rule>")
def turn(rule: str) -> Response:
    """Let a rule send alone, or no longer; why is always asked."""
    why, on = text("why", 300), request.form.get("alone") == "1"
    if not why:
        raise EnteredError("why", "", "a_reason")
    with acting() as (session, doing):
        house.set_automatic(session, desk().care, rule, on, why, doing)
    return done("rule_alone" if on else "rule_by_person", url_for("outreach_rules.page"))


def _newest(history: Sequence[t.AutomaticRule]) -> Mapping[str, t.AutomaticRule]:
    """The word that holds for each rule."""
    return {each.rule: each for each in reversed(history)}


def _names(session: Session) -> dict[int, str]:
    return dict(session.execute(select(t.User.id, t.User.name)).all())


def _today() -> date:
    return desk().now().astimezone(desk().settings.timezone).date()


def _day(session: Session) -> date:
    """The day whose sample is shown: the one asked for, else the last before today on which anything left alone."""
    try:
        return min(read_day(request.args.get("day", "")), _today())
    except ValueError:
        last = read.last_alone(session, _start(_today()))
        return last.astimezone(desk().settings.timezone).date() if last else _today() - _DAY


def _start(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), desk().settings.timezone)
