"""Days that somebody announces each year, entered by hand: of a sale, of a carrier's cut-off; and how sure a day is, in words."""

from __future__ import annotations

from flask import Blueprint, url_for
from werkzeug.wrappers import Response

from maildesk.core.peak.event import Occurrence
from maildesk.core.peak.rule import Holiday
from maildesk.errors import UsageError
from maildesk.flow.peak import announced
from maildesk.web.acting import acting, done, number, text
from maildesk.web.entered import sentence
from maildesk.web.i18n import _
from maildesk.web.peak.calendar import calendar, day_of

pages = Blueprint("peak_announced", __name__)


@pages.post("/peak/announced")
def announce() -> Response | tuple[str, int]:
    """Enter the days of an event in one year, with where they were said."""
    try:
        with acting() as (session, doing):
            event, source = text("event", 60), text("source", 200)
            announced.announce(session, event, day_of("first"), day_of("last"), source, doing)
    except UsageError as error:
        return calendar(sentence(error)), 422
    return done("peak_days_entered", url_for("peak.page") + "#announced")


@pages.post("/peak/announced/back")
def take_back() -> Response:
    with acting() as (session, doing):
        announced.take_back(session, text("event", 60), number("year"), doing)
    return done("peak_days_taken_back", url_for("peak.page") + "#announced")


@pages.app_template_filter("how_sure")
def how_sure(each: Occurrence) -> str:
    """Why a day is only estimated, and whom to ask; nothing for a day that is sure."""
    if not each.estimated:
        return ""
    if each.event.guessed:
        carrier, year = each.event.carrier, each.first.year
        if each.sourced.source_date:
            then = each.sourced.source_date[:4]
            return _(
                "The day of %(then)s. Ask %(carrier)s for that of %(year)s.", then=then, carrier=carrier, year=year
            )
        return _("An estimate. Ask %(carrier)s for the day of %(year)s.", carrier=carrier, year=year)
    if each.event.rule is None or isinstance(each.event.rule.base, Holiday):
        return _("By the moon: it may be a day earlier or later.")
    return _("Not announced yet: estimated from earlier years.")
