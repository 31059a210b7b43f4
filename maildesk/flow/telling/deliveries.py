"""What is told to webhooks and by mail: written with the ring itself, claimed, tried, settled.

In: a session, rings, now. Out: rows of `deliveries`. A delivery is marked `sending` and committed before anything is sent.
Whatever kills the process after that leaves it so; it becomes `unclear` and is never sent again by itself: nobody is told twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from maildesk.core.queue.roles import Role
from maildesk.core.telling.answers import Outcome, Verdict, next_try
from maildesk.core.telling.told import Told
from maildesk.db import tables as t
from maildesk.db.upsert import add_all_missing

WAITING, SENDING, DONE, UNCLEAR, FAILED = "waiting", "sending", "done", "unclear", "failed"
#: Longer than all time-outs of one try together.
ABANDONED = timedelta(minutes=5)
#: So many tries in a row that brought nothing, and the supervisors are told once.
MANY = 5
#: What was told this long ago is told in nobody's report any more.
_KEPT = timedelta(days=180)
_STOPPED = "the worker stopped while this was being sent"


@dataclass(frozen=True, slots=True)
class Rung:
    """A ring that was written: its clock, and the people it told."""

    told: Told
    people: Sequence[int]


@dataclass(frozen=True, slots=True)
class Claimed:
    """One delivery that is ours until it is settled, and the webhook it goes to."""

    delivery_id: int
    told: Told
    shape: str
    sealed: bytes
    locale: str


def queue(session: Session, rung: Sequence[Rung], now: datetime) -> None:
    """Write what follows from rings: one delivery for each webhook and each person that want to know, each once."""
    hooks = session.scalars(select(t.Webhook).where(t.Webhook.active)).all()
    by_mail = _by_mail(session)
    if hooks or by_mail:
        add_all_missing(session, t.Delivery, [row for each in rung for row in _rows(each, hooks, by_mail, now)])


def due(session: Session, now: datetime, most: int = 200) -> list[tuple[int, int]]:
    """Deliveries to webhooks that may be sent now, and the webhook of each, the oldest first."""
    waiting = select(t.Delivery.id, t.Delivery.webhook_id).where(
        t.Delivery.state == WAITING, t.Delivery.not_before <= now, t.Delivery.webhook_id.is_not(None)
    )
    rows = session.execute(waiting.order_by(t.Delivery.not_before, t.Delivery.id).limit(most))
    return [(row[0], row[1]) for row in rows if row[1] is not None]


def claim(session: Session, delivery_id: int, worker: str, now: datetime) -> Claimed | None:
    """Take one by compare-and-set; None when somebody was first, or its webhook was switched off."""
    won = session.execute(
        update(t.Delivery)
        .where(t.Delivery.id == delivery_id, t.Delivery.state == WAITING, t.Delivery.not_before <= now)
        .values(state=SENDING, claimed_by=worker, claimed_at=now, attempts=t.Delivery.attempts + 1)
        .returning(t.Delivery.webhook_id, t.Delivery.detail)
    ).one_or_none()
    if won is None:
        return None
    hook = session.get_one(t.Webhook, won[0])
    return Claimed(delivery_id, told_in(won[1]), hook.shape, hook.sealed, hook.locale)


def settle(session: Session, delivery_id: int, verdict: Verdict, now: datetime) -> str:
    """Write down what came of a try; returns the state it is in now. One whose webhook was forgotten meanwhile is gone with it."""
    row = session.get(t.Delivery, delivery_id, with_for_update=True)
    if row is None or row.state != SENDING or row.webhook_id is None:
        return row.state if row is not None else FAILED
    row.said, row.done_at = verdict.said[:500], now
    wait = next_try(row.attempts, verdict.wait) if verdict.outcome is Outcome.AGAIN else None
    if wait is not None:
        row.state, row.not_before, row.done_at = WAITING, now + wait, None
    else:
        row.state = {Outcome.TAKEN: DONE, Outcome.UNCLEAR: UNCLEAR}.get(verdict.outcome, FAILED)
    hook = session.get_one(t.Webhook, row.webhook_id, with_for_update=True)
    answered(session, hook, verdict, now)
    if verdict.outcome is Outcome.REFUSED and hook.failures == 1:
        # A wrong key or secret mends itself never: whoever set it up learns of it by the first ring that is lost.
        _tell_supervisors(session, hook, now)
    return row.state


def answered(session: Session, hook: t.Webhook, verdict: Verdict, now: datetime) -> None:
    """What a webhook said last stands with it; when it keeps failing, the supervisors are told once."""
    hook.said, hook.said_at = verdict.said[:500], now
    hook.failures = 0 if verdict.outcome is Outcome.TAKEN else hook.failures + 1
    if hook.failures == MANY:
        _tell_supervisors(session, hook, now)


def _tell_supervisors(session: Session, hook: t.Webhook, now: datetime) -> None:
    detail = {"by": hook.name, "why": hook.said}
    ids = session.scalars(select(t.User.id).where(t.User.role == Role.SUPERVISOR, t.User.active)).all()
    session.add_all(t.Notification(user_id=each, code="webhook_failing", detail=detail, at=now) for each in ids)


def abandon(session: Session, now: datetime) -> None:
    """What a worker left as `sending` long ago is unclear."""
    _unclear(session, t.Delivery.claimed_at < now - ABANDONED, now)


def forget_old(session: Session, now: datetime) -> None:
    """Deliveries are no archive: the rings are."""
    old = delete(t.Delivery).where(t.Delivery.state.in_((DONE, UNCLEAR, FAILED)), t.Delivery.not_before < now - _KEPT)
    session.execute(old, execution_options={"synchronize_session": False})


def abandon_of(session: Session, dead: Sequence[str], now: datetime) -> None:
    """The same of workers known to be dead, at once."""
    _unclear(session, t.Delivery.claimed_by.in_(dead), now)


def senders(session: Session) -> set[str]:
    """The workers that hold a delivery just now."""
    return set(session.scalars(select(t.Delivery.claimed_by).where(t.Delivery.state == SENDING)))


def told_in(detail: Mapping[str, Any]) -> Told:
    """What a delivery tells."""
    return Told(**{**detail, "due_at": datetime.fromisoformat(detail["due_at"])})


def _rows(
    rung: Rung, hooks: Sequence[t.Webhook], by_mail: Mapping[int, Sequence[str]], now: datetime
) -> Iterable[dict[str, Any]]:
    told = rung.told
    new = {
        "key": told.key, "detail": {**asdict(told), "due_at": told.due_at.isoformat()}, "state": WAITING,
        "not_before": now, "attempts": 0, "claimed_by": "", "said": "", "at": now,
    }  # fmt: skip
    for hook in hooks:
        if told.act in hook.acts and (not hook.families or told.family in hook.families):
            yield {**new, "channel": f"hook:{hook.id}", "webhook_id": hook.id, "user_id": None}
    for user_id in rung.people:
        if told.act in by_mail.get(user_id, ()):
            yield {**new, "channel": f"mail:{user_id}", "webhook_id": None, "user_id": user_id}


def _by_mail(session: Session) -> dict[int, Sequence[str]]:
    """The acts that each person with an address wants by mail."""
    wanted = select(t.User.id, t.User.told_by_mail).where(t.User.active, t.User.email != "")
    return {row[0]: row[1] for row in session.execute(wanted) if row[1]}


def _unclear(session: Session, whose: Any, now: datetime) -> None:
    left = update(t.Delivery).where(t.Delivery.state == SENDING, whose)
    session.execute(left.values(state=UNCLEAR, said=_STOPPED, done_at=now))
