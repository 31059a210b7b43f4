"""A platform's notice comes: the case it opens, brings on or closes, or the task to look at the platform.

In: a placed message, its notice, its conversation. Out: rows of `cases`, `case_events` and `tasks` with their clocks, in the caller's
transaction. The same notice twice is one case: each message moves a case once.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.dispute.case import CaseState, Follows, Outcome, Standing, follows
from maildesk.core.dispute.deadline import Asked
from maildesk.core.notice.platform import NoticeKind
from maildesk.core.notice.recognise import Notice
from maildesk.core.placing.writing import normalise
from maildesk.db import tables as t
from maildesk.flow.cases import deadlines, life
from maildesk.flow.cases.deadlines import Whose
from maildesk.flow.cases.life import Came, Stage
from maildesk.flow.clocks import turning

CHECK = "check_platform"


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
        life.open_case(session, notice, came, order, now)
    elif case is not None and what is Follows.CLOSES:
        life.close(session, case, Outcome.UNKNOWN, now, message_id=came.message_id)
    elif case is not None and what in (Follows.STEPS, Follows.REOPENS):
        _step(session, case, notice, came, now)
    elif case is not None:
        life.event(session, case, "told_again", now, detail=life.said(notice), message_id=came.message_id)
    return what


def check(session: Session, notice: Notice, came: Came, now: datetime) -> t.Task:
    """A task to look at the platform, with the earliest plausible clock: the mail proves nothing, and may be true."""
    task = session.scalar(select(t.Task).where(t.Task.kind == CHECK, t.Task.message_id == came.message_id))
    if task is None:
        task = t.Task(
            kind=CHECK,
            conversation_id=came.conversation_id,
            message_id=came.message_id,
            detail={"notice": life.said(notice), "quiet": came.quiet},
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


def _step(session: Session, row: t.Case, notice: Notice, came: Came, now: datetime) -> None:
    """The next stage, another date, or the seller's turn again."""
    was = {"stage": f"{row.case} {row.stage}", "state": row.state}
    moved = (row.case, row.stage) != (notice.case, notice.stage) or row.state != CaseState.OPEN
    row.case, row.stage, row.state = notice.case, notice.stage, str(CaseState.OPEN)
    row.respond_by = notice.respond_by or row.respond_by
    row.amount, row.currency = notice.amount or row.amount, notice.currency or row.currency
    row.closed_at, row.answered_at, row.version = None, None, row.version + 1
    life.event(
        session,
        row,
        "stage",
        now,
        detail=was | {"notice": life.said(notice), "doubts": list(notice.doubts)},
        message_id=came.message_id,
    )
    if moved:
        turning.stop_all(session, life.subject(row), now)
        life.begin(session, row, now, came.quiet, Stage(came.at, notice.respond_by))
    elif notice.respond_by is not None:
        deadlines.move_to(session, life.subject(row), notice.respond_by, now)


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
