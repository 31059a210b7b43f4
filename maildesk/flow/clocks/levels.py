"""What the shop promises its buyers, as a supervisor has set it: rows before the desk's own, the first that fits counting.

In: a session, what was typed. Out: the rows. Raises `EnteredError` naming the field that will not do.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from maildesk.core.clock.promise import Promise
from maildesk.core.clock.span import Unit, span_of
from maildesk.core.queue.roles import Act
from maildesk.db import tables as t
from maildesk.flow.clocks.promise import Levels
from maildesk.flow.house.entered import EnteredError
from maildesk.flow.house.person import Doing
from maildesk.packs.calendars import is_calendar, worked_hours
from maildesk.packs.promises import WORDS, level_of

KEY = "service_levels"
OWN = "set by the shop"
MOST = 40


def rows(session: Session) -> list[dict[str, Any]]:
    """The shop's own rows, in their order."""
    row = session.get(t.ShopSetting, KEY)
    return list(row.value["rows"]) if row else []


def levels(session: Session, default: Levels) -> Levels:
    """The shop's own promises, and after them the desk's."""
    own = (level_of(f"{KEY}: row {number}", row) for number, row in enumerate(rows(session), 1))
    return (*own, *default)


def add(session: Session, form: Mapping[str, Sequence[str]], doing: Doing) -> None:
    """One more row, before the others: what is set last is meant most."""
    _save(session, [entered(form), *rows(session)][:MOST], doing)


def remove(session: Session, written: str, doing: Doing) -> None:
    """Take away the row that reads so (`written`). By its words, not its place: somebody may have put another before it meanwhile."""
    _save(session, [row for row in rows(session) if written_of(row) != written], doing)


def written_of(row: Mapping[str, Any]) -> str:
    """A row as one text, by which it is known again."""
    return json.dumps(row, sort_keys=True)


def entered(form: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """The fields of the form as a row. Working hours need a calendar of days and opening hours."""
    one = {name: (form.get(name) or ("",))[0].strip()[:60] for name in ("promise", "span", "days", "hours", "zone")}
    if one["promise"] not in list(Promise):
        raise EnteredError("promise", one["promise"], "a_promise")
    try:
        span = span_of(one["span"])
    except ValueError:
        raise EnteredError("span", one["span"], "a_span") from None
    row: dict[str, Any] = {"promise": one["promise"], "span": span.written, "source": OWN, "zone": _zone(one["zone"])}
    if span.needs_calendar:
        row["calendar"] = _calendar(one["days"], one["hours"] if span.unit is Unit.WORKING_HOURS else "")
    return row | {name: _chosen(form, name, known) for name, known in WORDS.items() if form.get(name)}


def _save(session: Session, held: list[dict[str, Any]], doing: Doing) -> None:
    doing.by.must(Act.MANAGE_SHOP)
    row = session.get(t.ShopSetting, KEY) or t.ShopSetting(key=KEY)
    row.value, row.changed_by, row.changed_at = {"rows": held}, doing.by.id, doing.now
    session.add(row)


def _chosen(form: Mapping[str, Sequence[str]], name: str, known: Sequence[str]) -> list[str]:
    wrong = next((word for word in form[name] if word not in known), None)
    if wrong is not None:
        raise EnteredError(name, wrong[:60], "one_of_the_list")
    return list(form[name])


def _zone(name: str) -> str:
    try:
        return str(ZoneInfo(name or "UTC"))
    except (KeyError, ValueError, OSError):
        raise EnteredError("zone", name, "a_zone") from None


def _calendar(days: str, hours: str) -> str:
    if not is_calendar(days):
        raise EnteredError("days", days, "a_calendar")
    if not hours:
        return days
    try:
        worked_hours(hours)
    except ValueError:
        raise EnteredError("hours", hours, "opening_hours") from None
    return f"{days} {hours}"
