"""A compressed peak day lived three ways side by side: the same mails and agents, without a plan, with it, and with its squad.

In: a seed and how many mails. Out: the table as text, and what is compared in words. Every figure comes from the store of its day.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from maildesk.demo.peak_day import PREPARED_SHARE, peak_day
from maildesk.demo.peak_desk import AGENTS, SQUAD, Desk, Way, furnished, pace
from maildesk.demo.peak_mails import patience
from maildesk.demo.peak_outcome import IN_TIME, Outcome

#: Hears which way, how many mails have come by now, and what the clock of the day says.
Progress = Callable[[Way, int, datetime], None]

_WIDE, _NARROW = 37, 17
_ROWS: tuple[tuple[str, Callable[[Outcome], str]], ...] = (
    ("mails", lambda day: f"{day.answered + day.waiting}"),
    ("answered by the end of the day", lambda day: f"{day.answered}"),
    ("half answered within", lambda day: _time(day.everybody.median)),
    ("longest wait", lambda day: _time(day.everybody.longest)),
    (f"late: after more than {IN_TIME // timedelta(hours=1)} hours", lambda day: f"{day.late}"),
    ("exceptional matters", lambda day: f"{day.exceptional.count}"),
    ("  told apart by the desk", lambda day: f"{day.sorted_out}"),
    (f"  answered within {IN_TIME // timedelta(hours=1)} hours", lambda day: f"{day.in_time}"),
    ("  half answered within", lambda day: _time(day.exceptional.median)),
    ("  longest wait", lambda day: _time(day.exceptional.longest)),
    ("  cases opened out of impatience", lambda day: f"{day.gone}"),
    ("ordinary mails: half answered within", lambda day: _time(day.ordinary.median)),
    ("  longest wait", lambda day: _time(day.ordinary.longest)),
    ("drafts from prepared answers", lambda day: f"{day.prepared}"),
    ("overload alarms", lambda day: f"{day.alarms}"),
    ("waiting at the end of the day", lambda day: f"{day.waiting}"),
    ("overtime until nothing waits", lambda day: _time(day.overtime)),
)


def all_days(mails: int, seed: int, progress: Progress) -> dict[Way, Outcome]:
    """The day lived each way, one after another, each from the same beginning."""
    with TemporaryDirectory(prefix="maildesk-peak-", ignore_cleanup_errors=True) as folder:
        desk = furnished(Path(folder), mails, seed)
        return {way: _day(desk, way, progress) for way in Way}


def table(days: Mapping[Way, Outcome]) -> str:
    """The days row by row."""
    lines = [f"{'':<{_WIDE}}" + "".join(f"{way:>{_NARROW}}" for way in days)]
    lines += [f"{name:<{_WIDE}}" + "".join(f"{read(day):>{_NARROW}}" for day in days.values()) for name, read in _ROWS]
    return "\n".join(lines)


def about(mails: int, seed: int) -> str:
    """What is compared, and which figures are assumptions of the scenario."""
    waits = patience("threat") or (0, 0)
    seconds = pace(mails) / timedelta(seconds=1)
    return f"""The same {mails} mails of seed {seed} come each time, at the same minutes. The same {AGENTS} agents answer them at the
same speed, in the queue's own order. Every mail is read, placed, drafted and approved by the desk as it is; nothing is sent.

  {Way.NO_PLAN:<16} nobody planned the event
  {Way.SQUAD_OFF:<16} longer promises, honest windows and prepared answers, but nobody is named for the squad
  {Way.SQUAD_ON:<16} the same, and {SQUAD} of the {AGENTS} agents take exceptional matters first, other mails when there are none

Assumed, not measured: an answer takes {seconds:.0f} seconds on average (just what {AGENTS} agents can do in a day), a prepared one
{PREPARED_SHARE:.0%} of that; a buyer who threatens waits {waits[0]:g} to {waits[1]:g} hours and then opens a case."""


def _day(desk: Desk, way: Way, progress: Progress) -> Outcome:
    come = 0

    def count(more: int, at: datetime) -> None:
        nonlocal come
        come += more
        progress(way, come, at)

    return peak_day(desk, way, count)


def _time(wait: timedelta) -> str:
    minutes = wait / timedelta(minutes=1)
    return f"{minutes / 60:.1f} h" if minutes >= 90 else f"{minutes:.0f} min"
