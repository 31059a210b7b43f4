"""What people do to cases: say whether a notice is genuine, open one by hand, answer, move, close. Each is in its history.

In: a session, the case as the person saw it, who and when. Out: the changed rows and clocks, in the caller's transaction.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from maildesk.core.clock.turn import revive
from maildesk.core.dispute.case import CaseState, Entered, Outcome
from maildesk.core.notice.platform import NoticeKind
from maildesk.core.notice.recognise import Notice
from maildesk.core.placing.writing import normalise
from maildesk.core.queue.roles import Act
from maildesk.db import tables as t
from maildesk.errors import NotFoundError, StaleError
from maildesk.flow.cases import deadlines, life, notices
from maildesk.flow.cases.life import Came
from maildesk.flow.clocks import due, turning
from maildesk.flow.house.person import Doing, Seen
from maildesk.flow.matters import conversation as conversations


def genuine(session: Session, task_id: int, doing: Doing) -> t.Case:
    """The platform has the case: it is opened as of its notice's arrival, and the task is done."""
    doing.by.must(Act.SOLVE)
    task = _open_task(session, task_id, notices.CHECK)
    notice = replace(notice_of(task.detail["notice"]), proven=True, opens_case=True)
    came = Came(task.message_id or 0, task.opened_at, task.conversation_id)
    notices.heard(session, notice, came, doing.now)
    end_task(session, task, "genuine", doing)
    opened = select(t.CaseEvent.case_id).where(t.CaseEvent.message_id == task.message_id)
    return session.get_one(t.Case, session.scalars(opened.order_by(t.CaseEvent.id.desc()).limit(1)).one())


def forged(session: Session, task_id: int, doing: Doing) -> t.Task:
    """The platform knows of no such case: the task is put away."""
    doing.by.must(Act.SOLVE)
    return end_task(session, _open_task(session, task_id, notices.CHECK), "forged", doing)


def finish(session: Session, task_id: int, doing: Doing) -> t.Task:
    """A person has done what a task asks for. What is to be checked ends with what was found, not so."""
    doing.by.must(Act.SOLVE)
    task = session.get(t.Task, task_id, with_for_update=True)
    if task is None or task.kind == notices.CHECK:
        raise NotFoundError(f"there is no task {task_id} to finish")
    if task.state != "open":
        raise StaleError(f"task {task_id} has been done already")
    return end_task(session, task, "done", doing)


def end_task(session: Session, task: t.Task, outcome: str, doing: Doing) -> t.Task:
    """A task is done, or put away as `forged`; its clock stops."""
    task.state = "dismissed" if outcome == "forged" else "done"
    task.outcome, task.done_by, task.done_at = outcome, doing.by.id, doing.now
    turning.stop_all(session, f"task:{task.id}", doing.now)
    return task


def enter(session: Session, told: Entered, now: datetime, doing: Doing | None = None) -> t.Case:
    """Open a case by hand, file or API; one that stands already, under its number or sent twice, is given back as it is."""
    if doing is not None:
        doing.by.must(Act.SOLVE)
    order = order_of(session, told.platform, told.order_number)
    there = conversations.of_order(session, order.id) if order else None
    notice = Notice(
        told.platform, told.kind, told.case, told.stage, opens_case=True, proven=True, order_number=told.order_number,
        case_id=told.number, amount=told.amount, currency=told.currency, respond_by=told.respond_by,
    )  # fmt: skip
    came = Came(0, told.opened_at, there, source=told.source, by=doing.by.id if doing else None)
    same = t.Case.key == life.key_of(notice, came)
    numbered = and_(t.Case.platform == told.platform, t.Case.number == told.number, t.Case.number != "")
    standing = session.scalar(select(t.Case).where(or_(same, numbered)).limit(1))
    return standing or life.open_case(session, notice, came, order, now)


def answered(session: Session, seen: Seen, doing: Doing) -> t.Case:
    """The platform has the seller's answer: its clocks stop, and the conversation waits for somebody else."""
    row = _changed(session, seen, doing)
    was = row.state
    row.state, row.answered_at = str(CaseState.ANSWERED), doing.now
    life.event(session, row, "answered", doing.now, by=doing.by.id, detail={"was": was})
    turning.stop_all(session, life.subject(row), doing.now)
    _rest(session, row, "waiting_other", doing)
    return row


def close(session: Session, seen: Seen, outcome: Outcome, refunded: Decimal | None, doing: Doing) -> t.Case:
    """The case is over, with how it ended and what it cost; or how one ended that the platform closed without a word of that."""
    row = _changed(session, seen, doing)
    row.refunded = refunded
    life.close(session, row, outcome, doing.now, by=doing.by.id)
    _rest(session, row, "solved", doing)
    return row


def reopen(session: Session, seen: Seen, doing: Doing) -> t.Case:
    """Take an answer or an end back: the clocks run on as if nothing had been said."""
    row = _changed(session, seen, doing)
    row.state, row.outcome, row.closed_at, row.answered_at = str(CaseState.OPEN), "", None, None
    life.event(session, row, "reopened", doing.now, by=doing.by.id)
    newest = select(t.ClockRow).where(t.ClockRow.subject == life.subject(row)).order_by(t.ClockRow.id.desc())
    clock = session.scalar(newest.limit(1))
    if clock is not None:
        turning.turn(session, clock, revive, doing.now)
    due.settle(session, [row.conversation_id])
    return row


def date(session: Session, seen: Seen, respond_by: datetime, doing: Doing) -> t.Case:
    """The platform shows another date, or grants more time: it beats the packs. A case without a clock has one from now on."""
    row = _changed(session, seen, doing)
    life.event(
        session, row, "date_moved", doing.now, by=doing.by.id,
        detail={"was": row.respond_by.isoformat() if row.respond_by else None, "to": respond_by.isoformat()},
    )  # fmt: skip
    row.respond_by = respond_by
    if not deadlines.move_to(session, life.subject(row), respond_by, doing.now) and row.state == CaseState.OPEN:
        life.begin(session, row, doing.now)
    return row


def own(session: Session, seen: Seen, owner_id: int | None, doing: Doing) -> t.Case:
    """Give a case to somebody, or to nobody."""
    doing.by.must(Act.TAKE if owner_id in (doing.by.id, None) else Act.ASSIGN_OTHERS)
    row = _changed(session, seen, doing)
    row.owner_id = owner_id
    life.event(session, row, "owner", doing.now, by=doing.by.id, detail={"owner": owner_id})
    return row


def note(session: Session, case_id: int, text: str, doing: Doing) -> None:
    doing.by.must(Act.NOTE)
    row = session.get(t.Case, case_id)
    if row is None:
        raise NotFoundError(f"there is no case {case_id}")
    life.event(session, row, "note", doing.now, by=doing.by.id, detail={"text": text[:20_000]})


def notice_of(row: dict[str, Any]) -> Notice:
    """A notice from its row of JSON (`core.inspection.notice_row`)."""
    due_text, amount = row.get("respond_by"), row.get("amount")
    return Notice(
        row["platform"], NoticeKind(row["kind"]), row["case"], row["stage"], row["opens_case"], row["proven"],
        row.get("order_number") or "", row.get("case_id") or "", Decimal(amount) if amount else None,
        row.get("currency") or "", datetime.fromisoformat(due_text) if due_text else None,
        tuple(row.get("doubts", ())),
    )  # fmt: skip


def order_of(session: Session, platform: str, number: str) -> t.OrderRow | None:
    """The order of a number, of the platform's own channel first."""
    key = normalise(number) if number else ""
    rows = session.scalars(select(t.OrderRow).where(t.OrderRow.key == key).limit(5)).all() if key else ()
    return next((row for row in rows if row.channel == platform), rows[0] if rows else None)


def _open_task(session: Session, task_id: int, kind: str) -> t.Task:
    task = session.get(t.Task, task_id, with_for_update=True)
    if task is None or task.kind != kind:
        raise NotFoundError(f"there is no task {task_id} to {kind.replace('_', ' ')}")
    if task.state != "open":
        raise StaleError(f"task {task_id} has been done already")
    return task


def _changed(session: Session, seen: Seen, doing: Doing) -> t.Case:
    """The case, if nobody changed it since it was seen."""
    doing.by.must(Act.SOLVE)
    row = session.get(t.Case, seen.id, with_for_update=True)
    if row is None:
        raise NotFoundError(f"there is no case {seen.id}")
    if row.version != seen.version:
        raise StaleError(f"case {seen.id} has changed since it was opened")
    row.version += 1
    return row


def _rest(session: Session, case: t.Case, state: str, doing: Doing) -> None:
    """A conversation that only the case kept open rests: nobody in it waits for an answer."""
    row = session.get(t.Conversation, case.conversation_id) if case.conversation_id else None
    others = select(t.Case.id).where(
        t.Case.conversation_id == case.conversation_id, t.Case.id != case.id, t.Case.state == CaseState.OPEN
    )
    if row is None or row.state != "open" or row.waiting_since is not None or session.scalar(others.limit(1)):
        return
    conversations.change(session, row, state=state, solved_at=doing.now if state == "solved" else None)
