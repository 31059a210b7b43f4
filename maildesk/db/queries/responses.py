"""When clocks were answered in a stretch of days: cases, first answers, tasks, matters that went up; and which ran out.

In: a session and a stretch. Out: values for `core.measure.clocks`. A clock's row is used again for the next question, so what is counted
is the act that answered it, each from where that act is kept. Every query is bounded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, literal, select
from sqlalchemy.orm import Session

from maildesk.core.measure.clocks import Met
from maildesk.db import tables as t
from maildesk.db.queries.clocks import FIRST_REPLY

MOST = 20_000
#: A kind, when it began, when it was answered.
_Query = Select[str, datetime, Any]
#: The clocks of tasks and escalations, as they are called where they begin.
_TASKS = {"check_platform": "check on the platform", "bad_review": "bad review"}
_ESCALATION = "escalation"


def met(session: Session, since: datetime, until: datetime) -> Iterator[Met]:
    """Every clock that somebody answered."""
    for query in (_cases(since, until), _first_replies(since, until), _tasks(since, until), _escalations(since, until)):
        for kind, began, ended in session.execute(query.limit(MOST)):
            yield Met(_TASKS.get(kind, kind), began, ended)


def ran_out(session: Session, since: datetime, until: datetime) -> Mapping[str, int]:
    """How many clocks of each kind ran out."""
    query = (
        select(t.ClockRow.kind, func.count(t.Ring.id))
        .join(t.ClockRow, t.ClockRow.id == t.Ring.clock_id)
        .where(t.Ring.act == "expire", t.Ring.rung_at >= since, t.Ring.rung_at < until)
        .group_by(t.ClockRow.kind)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def _cases(since: datetime, until: datetime) -> _Query:
    row = t.Case
    kind = row.platform + " " + row.case + " " + row.stage
    within = row.opened_at >= since, row.answered_at < until
    return select(kind, row.opened_at, row.answered_at).where(*within).order_by(row.id.desc())


def _first_replies(since: datetime, until: datetime) -> _Query:
    """Answers that left, each from the arrival of the mail it answers."""
    sent = t.Outbox.sent_at
    return (
        select(literal(FIRST_REPLY), t.Message.arrived_at, sent)
        .join(t.Draft, t.Draft.message_id == t.Message.id)
        .join(t.Outbox, t.Outbox.draft_id == t.Draft.id)
        # The index of sent mails begins with their mailbox.
        .where(t.Outbox.mailbox_id.in_(select(t.Mailbox.id)), sent >= since, sent < until)
        .order_by(sent.desc())
    )


def _tasks(since: datetime, until: datetime) -> _Query:
    row = t.Task
    done = row.kind.in_(_TASKS), row.state.in_(("done", "dismissed")), row.opened_at >= since, row.done_at < until
    return select(row.kind, row.opened_at, row.done_at).where(*done).order_by(row.opened_at.desc())


def _escalations(since: datetime, until: datetime) -> _Query:
    row = t.EscalationRow
    ended = row.at >= since, row.ended_at < until, row.end != "taken_back"
    return select(literal(_ESCALATION), row.at, row.ended_at).where(*ended).order_by(row.at.desc())
