"""What the desk learnt, for the page that shows it: each night's attempt, with what had been set right until then."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from maildesk.db import tables as t

_MOST = 60
_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Night:
    """An attempt; `undone_by` is a name. `changes`: the commonest of its new corrections as (was, became, how often)."""

    lesson: t.Lesson
    undone_by: str
    changes: tuple[tuple[str, str, int], ...]


def nights(session: Session) -> list[Night]:
    """The newest first."""
    query = (
        select(t.Lesson, t.User.name)
        .outerjoin(t.User, t.User.id == t.Lesson.undone_by)
        .options(defer(t.Lesson.steps))
        .order_by(t.Lesson.id.desc())
        .limit(_MOST)
    )
    rows = session.execute(query).all()
    corrections = _corrections(session, [lesson for lesson, _ in rows])
    return [Night(lesson, name or "", _common(corrections, lesson)) for lesson, name in rows]


def _corrections(session: Session, lessons: Sequence[t.Lesson]) -> list[tuple[int, str, str]]:
    if not lessons:
        return []
    first, last = min(lesson.after_id for lesson in lessons), max(lesson.upto_id for lesson in lessons)
    query = select(t.Correction.id, t.Correction.was, t.Correction.became).where(
        t.Correction.field == "intent", t.Correction.id > first, t.Correction.id <= last
    )
    return [
        (number, str(was.get("intent") or ""), str(became.get("intent") or ""))
        for number, was, became in session.execute(query)
    ]


def _common(corrections: Sequence[tuple[int, str, str]], lesson: t.Lesson) -> tuple[tuple[str, str, int], ...]:
    here = Counter((was, became) for number, was, became in corrections if lesson.after_id < number <= lesson.upto_id)
    return tuple((was, became, times) for (was, became), times in here.most_common(_SHOWN))
