"""A platform's notice comes: the case it opens, brings on or closes, or the task to look at the platform.

In: a placed message, its notice, its conversation. Out: rows of `cases`, `case_events` and `tasks` with their clocks, in the caller's
transaction. The same notice twice is one case: each message moves a case once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.dispute.case import CaseState, Follows, Outcome, Standing, follows, replaced
from maildesk.core.dispute.deadline import Asked
from maildesk.core.inspection import notice_row
from maildesk.core.notice.platform import NoticeKind
from maildesk.core.notice.recognise import Notice
from maildesk.core.placing.writing import normalise
from maildesk.db import tables as t
from maildesk.flow.cases import deadlines
from maildesk.flow.cases.deadlines import Whose
from maildesk.flow.clocks import turning
from maildesk.packs.disputes import load_disputes

CHECK = "check_platform"


@dataclass(frozen=True, slots=True)
class Came:
    """A notice in the mail that brought it: when, where it stands, and whether it may ring."""

    message_id: int
    at: datetime
    conversation_id: int | None
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """Since when a stage runs, and the moment that the platform named for its end."""

    since: datetime
    named: datetime | None


def heard(session: Session, notice: Notice, came: Came, now: datetime) -> Follows:
    """Do what a notice brings; returns what that was."""
    if session.scalar(select(t.CaseEvent.id).where(t.CaseEvent.message_id == came.message_id).limit(1)) is not None:
        return Follows.NOTHING
    order = _order(session, notice.order_number)
    case = _case(session, notice, order)
    what = follows(notice, _standing(case))
    if what is Follows.CHECK:
        check(session, notice, came, now)
    elif what is Follows.OPENS:
        open_case(session, notice, came, order, now)
    elif case is not None and what is Follows.CLOSES:
        close(session, case, Outcome.UNKNOWN, now, message_id=came.message_id)
    elif case is not None and what in (Follows.STEPS, Follows.REOPENS):
        _step(session, case, notice, came, now)
    elif case is not None:
        event(session, case, "told_again", now, detail=said(notice), message_id=came.message_id)
    return what


def open_case(
    session: Session,
    notice: Notice,
    came: Came,
    order: t.OrderRow | None,
    now: datetime,
    *,
    source: str = "notice",
    by: int | None = None,
) -> t.Case:
    """A new case, with its clock; cases of the same order that it takes the place of are closed."""
    row = t.Case(
        key=key_of(notice, came), platform=notice.platform, kind=str(notice.kind), case=notice.case, stage=notice.stage,
        region=order.country if order else "", number=notice.case_id[:80], order_id=order.id if order else None,
        order_number=notice.order_number[:80], conversation_id=came.conversation_id, message_id=came.message_id or None,
        source=source, proven=notice.proven, amount=notice.amount, currency=notice.currency[:3], opened_at=came.at,
        respond_by=notice.respond_by, state=str(CaseState.OPEN), outcome="", version=1,
    )  # fmt: skip
    session.add(row)
    session.flush()
    event(session, row, "opened", now, by=by, detail=said(notice), message_id=came.message_id or None)
    begin(session, row, now, came.quiet)
    _replace_others(session, row, now)
    return row


def check(session: Session, notice: Notice, came: Came, now: datetime) -> t.Task:
    """A task to look at the platform, with the earliest plausible clock: the mail proves nothing, and may be true."""
    task = session.scalar(select(t.Task).where(t.Task.kind == CHECK, t.Task.message_id == came.message_id))
    if task is None:
        task = t.Task(
            kind=CHECK,
            conversation_id=came.conversation_id,
            message_id=came.message_id,
            detail={"notice": said(notice), "quiet": came.quiet},
            opened_at=came.at,
            state="open",
            outcome="",
        )
        session.add(task)
        session.flush()
        asked = Asked(notice.platform, notice.case, notice.stage, came.at, "", notice.respond_by)
        whose = Whose(f"task:{task.id}", came.conversation_id, came.quiet, "task")
        deadlines.begin(session, asked, whose, now, kind="check on the platform")
    return task


def close(
    session: Session,
    row: t.Case,
    outcome: Outcome,
    now: datetime,
    *,
    by: int | None = None,
    message_id: int | None = None,
) -> None:
    """The case is over; its clocks stop."""
    row.state, row.outcome, row.closed_at = str(CaseState.CLOSED), str(outcome) or row.outcome, now
    row.version += 1
    event(session, row, "closed", now, by=by, detail={"outcome": row.outcome}, message_id=message_id)
    turning.stop_all(session, subject(row), now)


def event(
    session: Session,
    row: t.Case,
    code: str,
    at: datetime,
    *,
    by: int | None = None,
    detail: dict[str, object] | None = None,
    message_id: int | None = None,
) -> None:
    """A line of the case's history."""
    session.add(t.CaseEvent(case_id=row.id, at=at, by=by, code=code, detail=detail or {}, message_id=message_id))
    session.flush()


def said(notice: Notice) -> dict[str, object]:
    """A notice as it is kept, with what is not sure about it."""
    return {**(notice_row(notice) or {}), "doubts": list(notice.doubts)}


def subject(row: t.Case) -> str:
    """Whose its clocks are."""
    return f"case:{row.id}"


def _step(session: Session, row: t.Case, notice: Notice, came: Came, now: datetime) -> None:
    """The next stage, another date, or the seller's turn again."""
    was = {"stage": f"{row.case} {row.stage}", "state": row.state}
    moved = (row.case, row.stage) != (notice.case, notice.stage) or row.state != CaseState.OPEN
    row.case, row.stage, row.state = notice.case, notice.stage, str(CaseState.OPEN)
    row.respond_by = notice.respond_by or row.respond_by
    row.amount, row.currency = notice.amount or row.amount, notice.currency or row.currency
    row.closed_at, row.answered_at, row.version = None, None, row.version + 1
    event(
        session,
        row,
        "stage",
        now,
        detail=was | {"notice": notice_row(notice), "doubts": list(notice.doubts)},
        message_id=came.message_id,
    )
    if moved:
        turning.stop_all(session, subject(row), now)
        begin(session, row, now, came.quiet, Stage(came.at, notice.respond_by))
    elif notice.respond_by is not None:
        deadlines.move_to(session, subject(row), notice.respond_by, now)


def begin(session: Session, row: t.Case, now: datetime, quiet: bool = False, later: Stage | None = None) -> None:
    """The clock of a case from its opening, or of a later stage of it. Without one, its history says so."""
    stage = later or Stage(row.opened_at, row.respond_by)
    asked = Asked(row.platform, row.case, row.stage, stage.since, row.region, stage.named)
    if deadlines.begin(session, asked, Whose(subject(row), row.conversation_id, quiet), now) is None:
        event(session, row, "no_deadline", now, detail={"stage": f"{row.platform} {row.case} {row.stage}"})


def _replace_others(session: Session, row: t.Case, now: datetime) -> None:
    if row.order_id is None:
        return
    query = select(t.Case).where(
        t.Case.order_id == row.order_id,
        t.Case.platform == row.platform,
        t.Case.id != row.id,
        t.Case.state != CaseState.CLOSED,
    )
    others = session.scalars(query).all()
    closes = replaced(load_disputes(), row.platform, row.case, (other.case for other in others))
    for other in others:
        if other.case in closes:
            other.replaced_by_id = row.id
            close(session, other, Outcome.REPLACED, now)


def _order(session: Session, number: str) -> t.OrderRow | None:
    key = normalise(number) if number else ""
    return session.scalar(select(t.OrderRow).where(t.OrderRow.key == key).limit(1)) if key else None


def _case(session: Session, notice: Notice, order: t.OrderRow | None) -> t.Case | None:
    """The case a notice is about: by the platform's number, else by the order, the same kind of case first."""
    of = select(t.Case).where(t.Case.platform == notice.platform).order_by(t.Case.id.desc()).limit(1)
    if notice.case_id:
        found = session.scalar(of.where(t.Case.number == notice.case_id))
        if found is not None:
            return found
    if order is None:
        return None
    open_ones = of.where(t.Case.order_id == order.id, t.Case.state != CaseState.CLOSED)
    if notice.case_id:
        # A number of its own belongs to a case that was opened without one, or to another case.
        open_ones = open_ones.where(t.Case.number == "")
    same = session.scalar(open_ones.where(t.Case.case == notice.case))
    # An end may be told in other words than the beginning; another kind of case is another case.
    if same is not None or notice.kind is not NoticeKind.CLOSED:
        return same
    # None stands open: then its end is told again.
    return session.scalar(open_ones) or session.scalar(of.where(t.Case.order_id == order.id))


def _standing(row: t.Case | None) -> Standing | None:
    return Standing(row.case, row.stage, CaseState(row.state), row.respond_by) if row else None


def key_of(notice: Notice, came: Came) -> str:
    """Names the case once, whatever comes twice."""
    own = notice.case_id or f"{notice.order_number}:{notice.case}:{came.message_id or came.at.isoformat()}"
    return f"{notice.platform}:{own}"[:200]
