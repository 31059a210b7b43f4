"""A case in the store, from its opening to its end: its row, its clock, its history.

In: a session, what is told of the case, now. Out: rows of `cases` and `case_events` and the case's clock, in the caller's transaction.
What a notice means is `notices`' to say, what a person does `acts`'.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.dispute.case import CaseState, Outcome, replaced
from maildesk.core.dispute.deadline import Asked
from maildesk.core.inspection import notice_row
from maildesk.core.notice.recognise import Notice
from maildesk.db import tables as t
from maildesk.flow.cases import deadlines
from maildesk.flow.cases.deadlines import Whose
from maildesk.flow.clocks import turning
from maildesk.packs.disputes import load_disputes


@dataclass(frozen=True, slots=True)
class Came:
    """How a case came to be known: by which mail (0: none), when, where it stands, whether it may ring; its source, and who entered it."""

    message_id: int
    at: datetime
    conversation_id: int | None
    quiet: bool = False
    source: str = "notice"
    by: int | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """Since when a stage runs, and the moment that the platform named for its end."""

    since: datetime
    named: datetime | None


def open_case(session: Session, notice: Notice, came: Came, order: t.OrderRow | None, now: datetime) -> t.Case:
    """A new case, with its clock; cases of the same order that it takes the place of are closed."""
    row = _row(notice, came, order)
    session.add(row)
    session.flush()
    event(session, row, "opened", now, by=came.by, detail=said(notice), message_id=row.message_id)
    begin(session, row, now, came.quiet)
    _replace_others(session, row, now)
    return row


def _row(notice: Notice, came: Came, order: t.OrderRow | None) -> t.Case:
    return t.Case(
        key=key_of(notice, came), platform=notice.platform, kind=str(notice.kind), case=notice.case, stage=notice.stage,
        region=order.country if order else "", number=notice.case_id[:80], order_id=order.id if order else None,
        order_number=notice.order_number[:80], conversation_id=came.conversation_id, message_id=came.message_id or None,
        source=came.source, proven=notice.proven, amount=notice.amount, currency=notice.currency[:3], opened_at=came.at,
        respond_by=notice.respond_by, state=str(CaseState.OPEN), outcome="", version=1,
    )  # fmt: skip


def begin(session: Session, row: t.Case, now: datetime, quiet: bool = False, later: Stage | None = None) -> None:
    """The clock of a case from its opening, or of a later stage of it. Without one, its history says so."""
    stage = later or Stage(row.opened_at, row.respond_by)
    asked = Asked(row.platform, row.case, row.stage, stage.since, row.region, stage.named)
    if deadlines.begin(session, asked, Whose(subject(row), row.conversation_id, quiet), now) is None:
        event(session, row, "no_deadline", now, detail={"stage": f"{row.platform} {row.case} {row.stage}"})


def close(
    session: Session,
    row: t.Case,
    outcome: Outcome,
    now: datetime,
    *,
    by: int | None = None,
    message_id: int | None = None,
) -> None:
    """The case is over; its clocks stop. One that is over already keeps its end and learns how it ended."""
    row.closed_at = row.closed_at or now
    row.state, row.outcome = str(CaseState.CLOSED), str(outcome) or row.outcome
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


def key_of(notice: Notice, came: Came) -> str:
    """Names the case once, whatever comes twice."""
    own = notice.case_id or f"{notice.order_number}:{notice.case}:{came.message_id or came.at.isoformat()}"
    return f"{notice.platform}:{own}"[:200]


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
