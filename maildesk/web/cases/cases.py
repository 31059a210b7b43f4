"""Cases: one page for each, a list, a form for those opened by hand, and the tasks to look at a platform.

In: forms with the version a person saw. Out: pages and redirects.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal, InvalidOperation

from flask import Blueprint, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from maildesk.core.dispute.case import CaseState, Entered, Outcome
from maildesk.core.moment import read_moment
from maildesk.db import tables as t
from maildesk.db.queries import cases as read
from maildesk.errors import NotFoundError, RefusedError
from maildesk.flow.cases import acts, doubts, withdrawal
from maildesk.packs.disputes import load_disputes
from maildesk.web.acting import acting, back, done, seen, text
from maildesk.web.asked import whole
from maildesk.web.cases.evidence import evidence_view
from maildesk.web.desk import desk
from maildesk.web.outreach.planned import text_for
from maildesk.web.show import show

pages = Blueprint("cases", __name__)
#: How a person may end a case; that another took its place is the desk's own word.
ENDS = tuple(outcome for outcome in Outcome if outcome not in (Outcome.UNKNOWN, Outcome.REPLACED))

_REFUNDS = {"hold": withdrawal.hold, "release": withdrawal.release, "refunded": withdrawal.refunded}


@pages.get("/cases")
def everything() -> str:
    """All cases of one state, the newest first."""
    state = request.args.get("state", "")
    state = state if state in {str(each) for each in CaseState} else str(CaseState.OPEN)
    with desk().store.reading() as session:
        found = read.cases(session, state, whole(request.args.get("before", "")) or None)
        shown = found[: read.PAGE]
        before = shown[-1].id if len(found) > read.PAGE else 0
        return show(
            session, "cases.html", rows=shown, state=state, states=tuple(CaseState), next=before, **_people(session)
        )


@pages.get("/cases/<int:number>")
def one(number: int) -> str:
    with desk().store.reading() as session:
        row = session.get(t.Case, number)
        if row is None:
            raise NotFoundError(f"there is no case {number}")
        loaded = read.load(session, row)
        return show(
            session, "case.html", it=loaded, row=row, ends=ENDS, doubts=doubts.of(loaded),
            evidence=evidence_view(session, number), **_people(session),
        )  # fmt: skip


@pages.get("/cases/new")
def new() -> str:
    """A case that no mail told of."""
    rows = load_disputes().platforms
    stages = {
        name: sorted({(row.case, row.stage) for row in rows[name].rows if row.actor == "seller"}) for name in rows
    }
    with desk().store.reading() as session:
        return show(session, "case_new.html", stages=stages, order=request.args.get("order", "")[:80])


@pages.post("/cases/new")
def enter() -> Response:
    platform, case, stage = (*request.form.get("what", "").split(" "), "", "", "")[:3]
    known = load_disputes().platforms.get(platform)
    if known is None or not any((row.case, row.stage) == (case, stage) for row in known.rows):
        raise BadRequest("no such case")
    told = Entered(
        platform, case, stage, _moment("opened_at") or desk().now(), order_number=text("order", 80),
        number=text("number", 80), amount=_amount("amount"), currency=text("currency", 3).upper(), respond_by=_moment("respond_by"),
    )  # fmt: skip
    with acting() as (session, doing):
        row = acts.enter(session, told, doing.now, doing)
    return done("case_opened", url_for("cases.one", number=row.id))


@pages.post("/cases/<int:case>/answered")
def answered(case: int) -> Response:
    with acting() as (session, doing):
        acts.answered(session, seen(case), doing)
    return done("case_answered", url_for("cases.one", number=case))


@pages.post("/cases/<int:case>/close")
def close(case: int) -> Response:
    outcome = request.form.get("outcome", "")
    if outcome not in {str(each) for each in ENDS}:
        raise RefusedError("how did the case end?", code="case.outcome")
    with acting() as (session, doing):
        acts.close(session, seen(case), Outcome(outcome), _amount("refunded"), doing)
    return done("case_closed", url_for("cases.one", number=case))


@pages.post("/cases/<int:case>/reopen")
def reopen(case: int) -> Response:
    with acting() as (session, doing):
        acts.reopen(session, seen(case), doing)
    return done("case_reopened", url_for("cases.one", number=case))


@pages.post("/cases/<int:case>/date")
def date(case: int) -> Response:
    moment = _moment("respond_by")
    if moment is None:
        raise RefusedError("which moment does the platform name?", code="case.date")
    with acting() as (session, doing):
        acts.date(session, seen(case), moment, doing)
    return done("case_dated", url_for("cases.one", number=case))


@pages.post("/cases/<int:case>/owner")
def owner(case: int) -> Response:
    whose = request.form.get("owner", "")
    with acting() as (session, doing):
        acts.own(session, seen(case), whole(whose) or None, doing)
    return done("case_owned", url_for("cases.one", number=case))


@pages.post("/cases/<int:case>/note")
def note(case: int) -> Response:
    with acting() as (session, doing):
        acts.note(session, case, text("text"), doing)
    return done("noted", url_for("cases.one", number=case))


@pages.get("/tasks/<int:number>")
def task(number: int) -> str:
    """A task that stands beside no conversation: the mail it is about, and what to say of it."""
    with desk().store.reading() as session:
        row = session.get(t.Task, number)
        if row is None:
            raise NotFoundError(f"there is no task {number}")
        message = session.get(t.Message, row.message_id) if row.message_id else None
        clock = session.scalar(select(t.ClockRow).where(t.ClockRow.subject == f"task:{number}").limit(1))
        order, outreach = row.detail.get("order"), row.detail.get("outreach")
        return show(
            session, "task.html", task=row, message=message, clock=clock, order=session.get(t.OrderRow, order) if order else None,
            view=text_for(session, outreach) if outreach else None,
        )  # fmt: skip


@pages.post("/tasks/<int:task>/genuine")
def genuine(task: int) -> Response:
    with acting() as (session, doing):
        row = acts.genuine(session, task, doing)
    return done("case_opened", url_for("cases.one", number=row.id))


@pages.post("/tasks/<int:task>/forged")
def forged(task: int) -> Response:
    with acting() as (session, doing):
        acts.forged(session, task, doing)
    return done("task_forged", back(url_for("board.page")))


@pages.post("/tasks/<int:task>/done")
def finish(task: int) -> Response:
    with acting() as (session, doing):
        acts.finish(session, task, doing)
    return done("task_done", back(url_for("board.page")))


@pages.post("/c/<int:conversation>/refund")
def refund(conversation: int) -> Response:
    """What became of the refund after a withdrawal."""
    turn = _REFUNDS.get(request.form.get("what", ""))
    if turn is None:
        raise RefusedError("hold, release or refunded?", code="case.refund")
    with acting() as (session, doing):
        turn(session, conversation, doing)
    return done("refund_noted", url_for("conversation.page", number=conversation))


def _people(session: Session) -> dict[str, object]:
    query = select(t.User.id, t.User.name).where(t.User.active).order_by(t.User.name)
    people = [(row[0], row[1]) for row in session.execute(query)]
    return {"people": people, "names": dict(people)}


def _amount(name: str) -> Decimal | None:
    """An amount as typed, with a comma or a point; `RefusedError` says what it held."""
    typed = text(name, 20).replace(",", ".")
    try:
        amount = Decimal(typed) if typed else None
    except InvalidOperation as wrong:
        raise RefusedError(f"{name} is {typed!r}, wanted an amount like 12.50", code="case.amount") from wrong
    if amount is not None and not (amount.is_finite() and 0 <= amount < 10**10):
        raise RefusedError(f"{name} is {typed!r}, wanted an amount like 12.50", code="case.amount")
    return amount


def _moment(name: str) -> datetime | None:
    """A moment of the desk's wall clock, or of UTC where the form says so."""
    try:
        return read_moment(text(name, 30), desk().settings.timezone) if text(name, 30) else None
    except ValueError as wrong:
        raise RefusedError(f"{name} is no moment", code="case.date") from wrong
