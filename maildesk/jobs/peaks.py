"""The jobs of peaks: overloads, plans that begin and end, deadlines for the squad; rising questions and their answers.

In: the desk. Out: nothing; what they did is in the store.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from maildesk.flow.peak import answers, questions, watch
from maildesk.jobs.desk import Desk
from maildesk.jobs.engine import Task
from maildesk.packs.peaks import load_peaks

#: The jobs that always stand.
STANDING = ("peaks", "questions")
#: Seconds until questions are looked for again while no peak is on.
_CALM = timedelta(hours=1).total_seconds()


def watch_peaks(desk: Desk) -> None:
    """Every minute: is the team outrun, does a peak begin or end, does a deadline come near?"""
    now = datetime.now(UTC)
    with desk.store.writing() as session:
        watch.overload(session, now)
        watch.turn(session, now)


def look_for_questions(desk: Desk) -> float | None:
    """Look for rising questions, and propose the prepared answers; seldom while nothing is on."""
    now = datetime.now(UTC)
    with desk.store.reading() as session:
        groups = questions.find(session, now)
    with desk.store.writing() as session:
        questions.keep(session, groups, now)
        answers.serve(session, desk.road.writer, now)
        return None if watch.is_on(session, now) else _CALM


def tasks(desk: Desk) -> dict[str, Task]:
    """The jobs by name. The packs are read here, so that a wrong row stops the worker at its start and not on Black Friday."""
    load_peaks()
    return {
        "peaks": Task(lambda: watch_peaks(desk), every=timedelta(minutes=1)),
        "questions": Task(lambda: look_for_questions(desk), every=watch.QUESTIONS_EVERY),
    }
