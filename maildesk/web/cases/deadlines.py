"""The deadlines of platforms as the packs have them, and the shop's own over them.

In: what a supervisor enters. Out: one page: every row with its source and grade, what is old, and the history of what was set.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response

from maildesk.core.dispute.row import DeadlineRow, PlatformRows
from maildesk.db import tables as t
from maildesk.errors import UsageError
from maildesk.flow.cases import overrides
from maildesk.flow.cases.overrides import Entered
from maildesk.packs.disputes import load_disputes
from maildesk.web.acting import acting, done, text
from maildesk.web.desk import desk
from maildesk.web.entered import sentence
from maildesk.web.show import show
from maildesk.web.spans import typed

pages = Blueprint("deadlines", __name__)


@dataclass(frozen=True, slots=True)
class Stage:
    """The rows of one stage of a case, and the shop's own span if it has one."""

    platform: str
    case: str
    stage: str
    rows: list[DeadlineRow]
    own: t.DeadlineOverride | None = None


@pages.get("/deadlines")
def page(wrong: str = "") -> str:
    """One platform at a time; of all of them, which rows nobody has checked for long."""
    packs, today = load_disputes(), desk().now().date()
    asked = request.args.get("platform", "")
    platform = asked if asked in packs.platforms else "ebay"
    with desk().store.reading() as session:
        history = overrides.history(session)
        names = dict(session.execute(select(t.User.id, t.User.name)).all())
        return show(
            session, "deadlines.html", platforms=sorted(packs.platforms), platform=platform, wrong=wrong, names=names, today=today,
            stages=_stages(packs.platforms[platform], history), history=[row for row in history if row.platform == platform],
            stale=packs.stale_on(today),
        )  # fmt: skip


def _stages(pack: PlatformRows, history: Sequence[t.DeadlineOverride]) -> list[Stage]:
    own = {(row.platform, row.case, row.stage): row for row in history if row.ended_at is None}
    stages: dict[tuple[str, str, str], Stage] = {}
    for row in pack.rows:
        key = (row.platform, row.case, row.stage)
        stages.setdefault(key, Stage(*key, [], own.get(key))).rows.append(row)
    return list(stages.values())


@pages.post("/deadlines")
def override() -> Response | tuple[str, int]:
    """The shop's own span for a stage, from the next case on."""
    words = {name: text(name, 40) for name in ("platform", "case", "stage")}
    entered = Entered(**words, span=typed(text("span", 60)), why=text("why", 300))
    try:
        with acting() as (session, doing):
            overrides.override(session, entered, doing)
    except UsageError as error:
        return page(wrong=sentence(error)), 422
    return done("deadline_set", url_for("deadlines.page", platform=entered.platform))


@pages.post("/deadlines/<int:number>/end")
def end(number: int) -> Response:
    """The packs hold again."""
    with acting() as (session, doing):
        overrides.end(session, number, doing)
    return done("deadline_ended", url_for("deadlines.page", platform=text("platform", 40)))
