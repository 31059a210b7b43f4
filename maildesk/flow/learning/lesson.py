"""The nightly lesson: what agents set right, and what they let stand, becomes a change of the weights, if it is better.

In: the store, the shipped classifier, the guard set, `now`. Out: one row per attempt; nothing when there is nothing new to learn from.
Learning takes seconds and happens outside any transaction; only the row is written in one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, defer

from maildesk.core.intent.classify import Classifier
from maildesk.core.intent.found import Intent
from maildesk.core.intent.learn import KEPT, TOO_FEW, Example, distinct, tried
from maildesk.core.intent.lesson import weights_name
from maildesk.core.queue.roles import Act
from maildesk.db import tables as t
from maildesk.db.engine import Store
from maildesk.errors import NotFoundError, StaleError
from maildesk.flow.house.person import Doing

#: The newest of each: a shop's ways change, and a night is short.
_MOST_CORRECTED = 400
_MOST_LET_STAND = 400


@dataclass(frozen=True, slots=True)
class _Gathered:
    """The examples, and which corrections are new in them."""

    mails: list[Example]
    after_id: int
    upto_id: int


def learn(store: Store, shipped: Classifier, guard: Sequence[Example], now: datetime) -> t.Lesson | None:
    """One night's lesson; None when there is nothing new, or too little, to learn from."""
    name = weights_name(shipped)
    with store.reading() as session:
        gathered = _gathered(session, name)
    if gathered is None:
        return None
    trial = tried(shipped, gathered.mails, guard)
    if trial.code == TOO_FEW:
        return None
    corrected = sum(mail.corrected for mail in gathered.mails)
    row = t.Lesson(
        at=now, weights=name, code=trial.code, after_id=gathered.after_id, upto_id=gathered.upto_id,
        corrections=corrected, let_stand=len(gathered.mails) - corrected,
        right_before=trial.right_before, right_after=trial.right_after,
        guard_of=trial.guard_of, guard_before=trial.guard_before, guard_after=trial.guard_after,
        steps=trial.lesson.packed() if trial.code == KEPT else b"",
    )  # fmt: skip
    with store.writing() as session:
        session.add(row)
    return row


def in_use(session: Session, name: str) -> int | None:
    """The lesson that counts on the shipped weights of this name."""
    good = (t.Lesson.weights == name, t.Lesson.code == KEPT, t.Lesson.undone_at.is_(None))
    return session.scalar(select(t.Lesson.id).where(*good).order_by(t.Lesson.id.desc()).limit(1))


def newest_in_use(session: Session) -> int | None:
    """The lesson in use on the weights of the newest attempt: for screens, which load no weights."""
    name = session.scalar(select(t.Lesson.weights).order_by(t.Lesson.id.desc()).limit(1))
    return in_use(session, name) if name else None


def undo(session: Session, lesson_id: int, doing: Doing) -> t.Lesson:
    """The desk reads as before this lesson, from the next mail on; the corrections it was the first to see teach no more.

    Raises `StaleError` unless it is the newest one in use: a later one was learnt from the same corrections.
    """
    doing.by.must(Act.MANAGE_SHOP)
    row = session.get(t.Lesson, lesson_id, with_for_update=True)
    if row is None:
        raise NotFoundError(f"there is no lesson {lesson_id}")
    if in_use(session, row.weights) != row.id:
        raise StaleError(f"lesson {lesson_id} is not in use")
    row.undone_at, row.undone_by = doing.now, doing.by.id
    return row


def _gathered(session: Session, name: str) -> _Gathered | None:
    """None when the last attempt on these weights has seen every correction there is."""
    newest = select(t.Correction.id).where(t.Correction.field == "intent").order_by(t.Correction.id.desc()).limit(1)
    upto = session.scalar(newest) or 0
    lessons = session.scalars(select(t.Lesson).options(defer(t.Lesson.steps))).all()
    if upto <= max((lesson.upto_id for lesson in lessons if lesson.weights == name), default=0):
        return None
    after = max((lesson.upto_id for lesson in lessons if lesson.code == KEPT), default=0)
    undone = [(lesson.after_id, lesson.upto_id) for lesson in lessons if lesson.undone_at is not None]
    return _Gathered(distinct([*_let_stand(session), *_corrected(session, undone)]), after, upto)


def _corrected(session: Session, undone: Sequence[tuple[int, int]]) -> list[Example]:
    """Mails whose last word on the intent is another than the desk's first; oldest first."""
    query = (
        select(t.Correction.id, t.Correction.was, t.Correction.became, t.Message)
        .join(t.Message, t.Message.id == t.Correction.message_id)
        .where(t.Correction.field == "intent", t.Message.state == "placed")
        .order_by(t.Correction.id)
    )
    first: dict[int, object] = {}
    last: dict[int, Example] = {}
    for number, was, became, mail in session.execute(query):
        said = first.setdefault(mail.id, was.get("intent"))
        last.pop(mail.id, None)
        wanted = became.get("intent")
        if wanted in tuple(Intent) and wanted != said and not any(a < number <= b for a, b in undone):
            last[mail.id] = Example(mail.subject, mail.newest_text, mail.language, Intent(wanted), corrected=True)
    return list(last.values())[-_MOST_CORRECTED:]


def _let_stand(session: Session) -> list[Example]:
    """Mails whose answer a person approved without a word against their intent; oldest first."""
    approved = exists().where(t.Draft.message_id == t.Message.id, t.Draft.approved_at.is_not(None))
    spoken_of = exists().where(t.Correction.message_id == t.Message.id, t.Correction.field == "intent")
    query = (
        select(t.Message.subject, t.Message.newest_text, t.Message.language, t.Message.intent)
        .where(t.Message.direction == "in", t.Message.state == "placed", t.Message.intent.in_(tuple(Intent)))
        .where(approved, ~spoken_of)
        .order_by(t.Message.id.desc())
        .limit(_MOST_LET_STAND)
    )
    rows = session.execute(query).all()
    return [Example(subject, text, language, Intent(str(said))) for subject, text, language, said in reversed(rows)]
