"""Leaving somebody out of a batch before it goes, and taking them back in: single buyers, or all of a language.

In: the batch as the person saw it, who is chosen, and why. Out: who can be chosen, and redirects. Whom a gate stops is out of reach.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from maildesk.core.locales import BUYER_LOCALES
from maildesk.db.queries import outreach as read
from maildesk.db.queries.outreach import Line
from maildesk.errors import StaleError, UsageError
from maildesk.flow.care import batches
from maildesk.flow.care.batches import LEFT_OUT, Chosen
from maildesk.flow.house.entered import EnteredError
from maildesk.web.acting import acting, done, seen, text
from maildesk.web.asked import whole
from maildesk.web.i18n import _

pages = Blueprint("outreach_left_out", __name__)
#: So many buyers are shown to be chosen from; a language can be chosen whole.
MOST = 200


@dataclass(frozen=True, slots=True)
class Choice:
    """Who can be left out, and who was. `more`: there are others that are not shown."""

    going: Sequence[Line]
    left_out: Sequence[Line]
    more: bool


def choice(session: Session, batch_id: int) -> Choice:
    going = read.of_batch(session, batch_id, "planned", "", MOST + 1)
    return Choice(going[:MOST], read.of_batch(session, batch_id, "cancelled", LEFT_OUT, MOST), len(going) > MOST)


@pages.post("/outreach/batches/<int:batch>/leave-out")
def leave_out(batch: int) -> Response:
    why = text("why", 200)
    if not why:
        raise EnteredError("why", "", "a_reason")
    with acting() as (session, doing):
        count = batches.leave_out(session, seen(batch), _chosen(), why, doing)
    return _back("batch_left_out", count, batch)


@pages.post("/outreach/batches/<int:batch>/take-in")
def take_in(batch: int) -> Response:
    with acting() as (session, doing):
        count = batches.take_in(session, seen(batch), _chosen(), doing)
    return _back("batch_taken_in", count, batch)


def _back(code: str, count: int, batch: int) -> Response:
    if count == 0:
        raise StaleError("whoever was chosen is not in the batch any more")
    return done(f"{code}_many:{count}", url_for("outreach_batches.page", number=batch))


def _chosen() -> Chosen:
    """What was ticked. Raises `UsageError` when nothing was."""
    ids = frozenset(number for value in request.form.getlist("chosen")[:MOST] if (number := whole(value)))
    locales = frozenset(request.form.getlist("locale")) & frozenset(BUYER_LOCALES)
    if not ids and not locales:
        raise UsageError(_("Choose a mail first."))
    return Chosen(ids, locales)
