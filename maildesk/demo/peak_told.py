"""Two compressed peak days side by side: the same mails and agents, without and with the plan.

In: a seed and how many mails. Out: the table as text. Every figure comes from the store of its day.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from maildesk.demo.peak_day import peak_day
from maildesk.demo.peak_outcome import Outcome

_ROWS: tuple[tuple[str, Callable[[Outcome], str]], ...] = (
    ("mails", lambda day: f"{day.mails}"),
    ("answered by the end of the day", lambda day: f"{day.answered}"),
    ("exceptional matters", lambda day: f"{day.exceptional}"),
    ("  handed to the squad", lambda day: f"{day.squad_took}"),
    ("  half of them answered within", lambda day: _minutes(day.median)),
    ("  the longest wait", lambda day: _minutes(day.worst)),
    ("  waited longer than two hours", lambda day: f"{day.over_two_hours}"),
    ("half of the others answered within", lambda day: _minutes(day.ordinary_median)),
    ("drafts from prepared answers", lambda day: f"{day.prepared}"),
    ("overload alarms", lambda day: f"{day.alarms}"),
    ("still waiting", lambda day: f"{day.waiting}"),
)


def both_days(mails: int, seed: int, progress: Callable[[str, int], None]) -> tuple[Outcome, Outcome]:
    """The day without the plan, and the day with it. `progress` hears which day, and how many mails have come."""
    return _day(mails, seed, progress, planned=False), _day(mails, seed, progress, planned=True)


def table(without: Outcome, with_plan: Outcome) -> str:
    """Both days, row by row."""
    head = f"{'':<36}{'without plan':>14}{'with plan':>14}"
    return "\n".join([head, *(f"{name:<36}{read(without):>14}{read(with_plan):>14}" for name, read in _ROWS)])


def _day(mails: int, seed: int, progress: Callable[[str, int], None], *, planned: bool) -> Outcome:
    come = 0

    def count(more: int) -> None:
        nonlocal come
        come += more
        progress("with plan" if planned else "without plan", come)

    with TemporaryDirectory(prefix="maildesk-peak-", ignore_cleanup_errors=True) as folder:
        return peak_day(Path(folder), mails, seed, planned=planned, progress=count)


def _minutes(wait: float) -> str:
    return f"{wait / 60:.1f} h" if wait >= 90 else f"{wait:.0f} min"
