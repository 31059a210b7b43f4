"""Home: what will be late first? The next two days as a line, what stands in the way, and how the last day went."""

from __future__ import annotations

from datetime import datetime

from babel.dates import format_date
from flask import Blueprint
from sqlalchemy import select

from maildesk.core.queue.sending import Sending
from maildesk.db import tables as t
from maildesk.db.queries import home as read
from maildesk.db.queries import outbox, outreach
from maildesk.flow.care import house
from maildesk.web import timeline
from maildesk.web.desk import desk
from maildesk.web.i18n import babel_locale
from maildesk.web.peak.band import band
from maildesk.web.show import show
from maildesk.web.timeline import Due

pages = Blueprint("home", __name__)
_LIST = 6


@pages.get("/")
def page() -> str:
    now = desk().now()
    with desk().store.reading() as session:
        due = read.due(session, now + timeline.SPAN)
        hours = read.hours(session, now)
        return show(
            session, "home.html", due=due[: read.TICKS], more=len(due) > read.TICKS, urgent=due[:_LIST],
            ticks=timeline.ticks([Due(row.id, row.due_at) for row in due[: read.TICKS] if row.due_at], now),
            marks=timeline.marks(now, desk().settings.timezone), late_width=timeline.LATE_WIDTH, hours=hours,
            bars=timeline.bars([(hour.start, hour.came, hour.left) for hour in hours]),
            troubled=outbox.lines(session, Sending.UNCERTAIN, Sending.FAILED, most=_LIST),
            aside=read.set_aside(session), boxes=read.mailboxes(session),
            first=outreach.waiting(session, house.automatic(session, desk().care)), band=band(session, now),
            fresh=session.scalar(select(t.Conversation.id).limit(1)) is None,
        )  # fmt: skip


@pages.get("/due")
def table() -> str:
    """The line of the next two days in words: the same conversations, one row each."""
    with desk().store.reading() as session:
        due = read.due(session, desk().now() + timeline.SPAN)
        return show(session, "due.html", due=due[: read.TICKS], more=len(due) > read.TICKS)


@pages.app_template_filter("day_name")
def day_name(at: datetime) -> str:
    """The weekday and the day, as it stands under a line."""
    return format_date(at, "EEE d", locale=babel_locale())
