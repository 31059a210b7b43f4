"""The approval of a batch on one page: how many go and why others do not, a sample in each language, its coupon, its pace; and its course.

In: the batch as the person saw it. Out: a page, its numbers for the bar that moves, and redirects.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from flask import Blueprint, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from maildesk.core.care.batch import BatchState, Counts
from maildesk.db import tables as t
from maildesk.db.queries import outreach as read
from maildesk.errors import NotFoundError, UsageError
from maildesk.flow.care import approving, batches, releasing
from maildesk.flow.care.batches import LEFT_OUT, Preview
from maildesk.flow.house.person import Doing, Seen
from maildesk.web.acting import acting, done, seen, text
from maildesk.web.desk import desk
from maildesk.web.entered import sentence
from maildesk.web.matters.draft_view import DraftView, unasked_view
from maildesk.web.outreach import bars
from maildesk.web.outreach.bars import Bar
from maildesk.web.outreach.coupon import typed_coupon
from maildesk.web.outreach.left_out import choice
from maildesk.web.outreach.words import batch_day, why_words
from maildesk.web.show import show
from maildesk.web.signing_in import me

pages = Blueprint("outreach_batches", __name__)
_ENDED = ("sent", "failed", "cancelled")
_STEPS: dict[str, Callable[[Session, Seen, Doing], t.OutreachBatch]] = {
    "approve": batches.approve,
    "pause": batches.pause,
    "resume": batches.resume,
}


@dataclass(frozen=True, slots=True)
class Course:
    """How far a batch is. `going`: all that may go; what a gate stopped or a person took off is not counted."""

    state: str
    going: int
    ended: int
    sent: int
    counts: Counts

    @property
    def share(self) -> int:
        """In percent."""
        return round(self.ended / self.going * 100) if self.going else 0


@pages.get("/outreach/batches/<int:number>")
def page(number: int) -> str:
    return _page(number)


@pages.get("/outreach/batches/<int:number>/progress")
def progress(number: int) -> dict[str, Any]:
    """What the bar's script asks every few seconds."""
    with desk().store.reading() as session:
        told = course(session, _get(session, number))
        return {
            "state": told.state,
            "going": told.going,
            "ended": told.ended,
            "share": told.share,
            **asdict(told.counts),
            "sent": told.sent,
        }


@pages.post("/outreach/batches/<int:batch>/<any(approve,pause,resume):step>")
def turn(batch: int, step: str) -> Response:
    with acting() as (session, doing):
        _STEPS[step](session, seen(batch), doing)
    return done(f"batch_{step}", url_for("outreach_batches.page", number=batch))


@pages.post("/outreach/batches/<int:batch>/stop")
def stop(batch: int) -> Response:
    with acting() as (session, doing):
        batches.stop(session, seen(batch), text("why", 200), doing)
    return done("batch_stop", url_for("outreach_batches.page", number=batch))


@pages.post("/outreach/batches/<int:batch>/coupon")
def coupon(batch: int) -> Response | tuple[str, int]:
    """A coupon goes with every mail of the batch, if it is worth something."""
    try:
        typed = typed_coupon()
        with acting() as (session, doing):
            batches.with_coupon(session, seen(batch), typed, doing)
    except UsageError as error:
        return _page(batch, sentence(error)), 422
    return done("batch_coupon", url_for("outreach_batches.page", number=batch))


def course(session: Session, batch: t.OutreachBatch) -> Course:
    by_state = batches.progress(session, batch.id)
    off = read.taken_off(session, batch.id, (LEFT_OUT, "by_person"))
    going = sum(number for state, number in by_state.items() if state != "stopped") - off
    ended = sum(by_state.get(state, 0) for state in _ENDED) - off
    return Course(batch.state, going, ended, by_state.get("sent", 0), releasing.counts(session, batch.id))


def _page(number: int, wrong: str = "") -> str:
    with desk().store.reading() as session:
        batch = _get(session, number)
        told, it = batches.preview(session, number), course(session, batch)
        by = session.get(t.User, batch.approved_by) if batch.approved_by else None
        return show(
            session, "outreach_batch.html", batch=batch, course=it, left_out=_left_out(told), going=_going(told), wrong=wrong,
            locales=told.by_locale, samples=_samples(session, told), coupon=_coupon(session, told), by=by.name if by else "",
            pace=desk().care.limits, minutes=-(-(it.going - it.ended) // desk().care.limits.per_minute),
            choice=choice(session, number) if batch.state == BatchState.PROPOSED else None, day=batch_day(batch.key),
            under_way=_under_way(session, batch), why=why_words, typed=request.form,
        )  # fmt: skip


def _under_way(session: Session, batch: t.OutreachBatch) -> Bar | None:
    """How far the preparing is, while the batch is not whole."""
    if batch.state != BatchState.PREPARING:
        return None
    return next((each for each in bars.of_greetings(session) if each.occasion == batch.occasion), None)


def _samples(session: Session, told: Preview) -> Sequence[tuple[int, DraftView]]:
    """One mail in each language, beside its mirror."""
    found = [approving.shown(session, desk().care, each, me().locale, desk().now()) for each in told.samples]
    return [(each.outreach_id, unasked_view(each.plan, each.draft, each.mirror, each.checks)) for each in found]


def _left_out(told: Preview) -> list[tuple[str, str, int]]:
    """Gate, reason and how many, of those who get nothing."""
    return [(gate, why, number) for state, gate, why, number in told.by_gate if state in ("stopped", "cancelled")]


def _going(told: Preview) -> list[tuple[str, str, str, int]]:
    return [each for each in told.by_gate if each[0] not in ("stopped", "cancelled")]


def _coupon(session: Session, told: Preview) -> dict[str, str]:
    """The coupon that goes along; all mails of a batch have the same."""
    first = session.get(t.Outreach, told.samples[0]) if told.samples else None
    return dict(first.detail.get("coupon") or {}) if first else {}


def _get(session: Session, number: int) -> t.OutreachBatch:
    row = session.get(t.OutreachBatch, number)
    if row is None:
        raise NotFoundError(f"there is no batch {number}")
    return row
