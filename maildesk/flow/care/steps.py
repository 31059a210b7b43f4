"""Work in steps that a person sees: a job whose arguments hold, besides what was asked for, how far it is.

In: a session, the key of a job, the parts of its work, now. Out: the mark in the job's row, written together with what the step did: a
worker that is killed goes on where it was. A row that breaks is undone alone and set aside with its reason, and the others go on; the job
stays then, and looks at the whole again after a while. What a row must not do twice is for its own key to hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from maildesk.db import tables as t

log = structlog.get_logger()
#: Rows of one transaction: the road writes in between.
AT_ONCE = 25
#: How soon what was set aside is looked at again.
_AGAIN = timedelta(hours=1)
#: Reasons that are kept; the others are counted.
_KEPT = 20


@dataclass(frozen=True, slots=True)
class Part:
    """Rows by their ids, and what is done with each. `of`: what they are, for the page. `times`: how often each is met in all parts."""

    of: str
    ids: Select[int]
    look: Callable[[int], object]
    times: int = 1


@dataclass(frozen=True, slots=True)
class Mark:
    """How far it is: all parts before `part`, and rows up to `seen` in it.

    `aside`: what a row is, its id, and why it could not be looked at; the first of `failed`.
    """

    part: int = 0
    seen: int = 0
    done: int = 0
    total: int = 0
    failed: int = 0
    aside: tuple[tuple[str, int, str], ...] = ()
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """For the page. `total` 0: not begun. `why`: what the last try failed with, empty while all is well; it is tried again."""

    asked: dict[str, Any]
    mark: Mark
    why: str = ""
    again_at: datetime | None = None

    @property
    def share(self) -> int:
        """In percent."""
        return min(100, self.mark.done * 100 // self.mark.total) if self.mark.total else 0


def under_way(session: Session, name: str) -> tuple[Progress, ...]:
    """The jobs of a name that go on, or that have set something aside; by key."""
    rows = session.scalars(select(t.Job).where(t.Job.name == name).order_by(t.Job.key))
    found = (Progress(row.args, mark_of(row), row.said, row.due_at) for row in rows)
    return tuple(each for each in found if not each.mark.ended or each.mark.failed)


def locked(session: Session, key: str) -> t.Job | None:
    """The job, nobody else's until the transaction ends."""
    return session.scalar(select(t.Job).where(t.Job.key == key).with_for_update())


def go_on(session: Session, job: t.Job, parts: Sequence[Part], now: datetime) -> bool:
    """Look at the next rows. False: there are no more. A job that has ended begins anew."""
    mark = mark_of(job)
    if mark.ended or not mark.total:
        mark = Mark(total=sum(each.times * count(session, each.ids) for each in parts))
    ids: Sequence[int] = ()
    while mark.part < len(parts) and not (ids := _next(session, parts[mark.part], mark.seen)):
        mark = replace(mark, part=mark.part + 1, seen=0)
    if ids:
        aside = tuple(_set_aside(session, ids, parts[mark.part]))
        mark = replace(
            mark, seen=ids[-1], done=mark.done + len(ids),
            failed=mark.failed + len(aside), aside=(*mark.aside, *aside)[:_KEPT],
        )  # fmt: skip
    else:
        mark = replace(mark, ended=True)
        # Later than its claim: the engine keeps that moment instead of taking the job away.
        job.due_at = now + _AGAIN if mark.failed else job.due_at
    job.args = {**job.args, "mark": asdict(mark)}
    return bool(ids)


def count(session: Session, ids: Select[int]) -> int:
    return session.scalar(select(func.count()).select_from(ids.subquery())) or 0


def mark_of(job: t.Job) -> Mark:
    raw = job.args.get("mark", {})
    return Mark(**{**raw, "aside": tuple((of, row, why) for of, row, why in raw.get("aside", ()))})


def _next(session: Session, part: Part, seen: int) -> Sequence[int]:
    column = part.ids.selected_columns[0]
    return session.scalars(part.ids.where(column > seen).order_by(column).limit(AT_ONCE)).all()


def _set_aside(session: Session, ids: Iterable[int], part: Part) -> Iterable[tuple[str, int, str]]:
    """Look at each row in a savepoint; those that broke, with their reason."""
    for each in ids:
        try:
            with session.begin_nested():
                part.look(each)
        except Exception as error:
            log.exception("row set aside", of=part.of, row=each)
            yield part.of, each, f"{type(error).__name__}: {error}"[:200]
