"""How ready a plan is: what the desk can see for itself beside the ticks of people.

In: which texts stand in which languages, when the squad has shifts, which cut-offs nobody asked for, what waits. Out: findings, each with
the task of the checklist that it belongs to. It ticks nothing: whether an answer is good a person says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from maildesk.core.peak.calendar import Awaited

#: From when until when.
Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Finding:
    """`task`: the row of the checklist; `code`: what was found; `about`: of what, of whom, or how many. `lacks`: something is missing."""

    task: str
    code: str
    about: tuple[str, ...] = ()
    lacks: bool = True


@dataclass(frozen=True, slots=True)
class Seen:
    """What the desk sees. `texts`: name and locale of each answer that stands; `locales`: those that buyers are answered in; `questions`:
    intents of rising ones without a prepared answer; `days`: the event from its beginning to its end."""

    texts: frozenset[tuple[str, str]]
    locales: tuple[str, ...]
    questions: tuple[str, ...]
    shifts: tuple[Span, ...]
    days: Span
    awaited: tuple[Awaited, ...]
    waiting: int


def findings(seen: Seen) -> tuple[Finding, ...]:
    """What is found, task by task."""
    return tuple(each for find in _FINDERS for each in find(seen))


def uncovered(shifts: Iterable[Span], days: Span) -> timedelta:
    """How much of some days nobody has a shift."""
    first, last = days
    held, covered = first, timedelta()
    for starts, ends in sorted(shifts):
        begins, stops = max(starts, held), min(ends, last)
        if stops > begins:
            covered, held = covered + (stops - begins), stops
    return last - first - covered


def _answers(seen: Seen) -> Iterator[Finding]:
    if seen.questions:
        yield Finding("answers", "no_answer", tuple(dict.fromkeys(seen.questions)))


def _translations(seen: Seen) -> Iterator[Finding]:
    names = sorted({name for name, _ in seen.texts})
    complete = True
    for name in names:
        missing = tuple(locale for locale in seen.locales if (name, locale) not in seen.texts)
        if missing:
            complete = False
            yield Finding("translations", "no_language", (name, *missing))
    if names and complete:
        yield Finding("translations", "all_languages", (str(len(names)), str(len(seen.locales))), lacks=False)


def _carriers(seen: Seen) -> Iterator[Finding]:
    if seen.awaited:
        yield Finding("carriers", "no_cutoff", tuple(dict.fromkeys(each.event.carrier for each in seen.awaited)))


def _squad(seen: Seen) -> Iterator[Finding]:
    if not seen.shifts:
        yield Finding("squad", "nobody")
        return
    hours = uncovered(seen.shifts, seen.days) / timedelta(hours=1)
    whole = (seen.days[1] - seen.days[0]) / timedelta(hours=1)
    yield Finding("shifts", "hours" if hours else "all_hours", (f"{hours:g}", f"{whole:g}"), lacks=bool(hours))


def _backlog(seen: Seen) -> Iterator[Finding]:
    if seen.waiting:
        yield Finding("backlog", "waiting", (str(seen.waiting),))


_FINDERS = (_answers, _translations, _carriers, _squad, _backlog)
