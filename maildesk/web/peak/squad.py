"""The emergency squad's own page: its exceptional orders, why each came to it, and who is on duty."""

from __future__ import annotations

from flask import Blueprint
from sqlalchemy import select

from maildesk.db import tables as t
from maildesk.db.queries.squad import waiting
from maildesk.flow.peak import plans, season
from maildesk.web.desk import desk
from maildesk.web.show import show

pages = Blueprint("peak_squad", __name__)


@pages.get("/peak/squad")
def page() -> str:
    now = desk().now()
    with desk().store.reading() as session:
        found = waiting(session)
        people = {row.id: row.name for row in session.scalars(select(t.User))}
        duty = [people[each] for each in plans.on_duty(session, now) if each in people]
        return show(
            session, "peak_squad.html", found=found, names=people, duty=duty, switch=season.at(session, now).squad
        )
