"""The form of an absence, on one's own page and on a supervisor's: back on which day, and who stands in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time

from flask import request
from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.moment import read_day
from maildesk.db import tables as t
from maildesk.flow.house.entered import EnteredError
from maildesk.web.acting import text
from maildesk.web.desk import desk


def away() -> tuple[datetime | None, int | None]:
    """The first moment of the day somebody is back, in the desk's zone, and the stand-in. Raises `EnteredError`."""
    typed, stand_in = text("back_on", 20), request.form.get("stand_in", "")
    number = int(stand_in) if stand_in.isascii() and stand_in.isdecimal() and len(stand_in) < 10 else None
    if not typed:
        return None, number
    try:
        day = read_day(typed)
    except ValueError:
        raise EnteredError("back_on", typed, "a_day") from None
    return datetime.combine(day, time(), desk().settings.timezone), number


def colleagues(session: Session, person_id: int | None) -> Sequence[t.User]:
    """Who may stand in for a person."""
    others = select(t.User).where(t.User.active, t.User.id != (person_id or 0))
    return session.scalars(others.order_by(t.User.name)).all()
