"""`maildesk demo --peak`: a compressed Black Friday lived three ways, with how far it is all the way and a table at the end."""

from __future__ import annotations

import sys
import time
from datetime import datetime, timedelta

from maildesk.demo.peak_desk import END, Way
from maildesk.demo.peak_told import about, all_days, table
from maildesk.errors import UsageError

MAILS, _LEAST, _MOST = 5_000, 60, 20_000
_BAR = 30
#: How many lines a day gets in a pipe.
_LINES = 4


def tell(mails: int, seed: int) -> int:
    """Live the days on stores that go at the end: nothing is served and nothing is sent."""
    if not _LEAST <= mails <= _MOST:
        raise UsageError(f"--mails {mails}; {_LEAST} to {_MOST} were wanted")
    print(f"A compressed Black Friday, lived {len(Way)} ways\n\n{about(mails, seed)}\n", flush=True)
    line = Line(mails)
    days = all_days(mails, seed, line.show)
    print(f"\n\n{table(days)}\n\nThat took {_span(line.seconds)}.", flush=True)
    return 0


class Line:
    """How far the days are: one line that is written over on a terminal, a few lines for each day in a pipe."""

    def __init__(self, mails: int) -> None:
        self._mails, self._begun, self._told = mails, time.monotonic(), -1

    @property
    def seconds(self) -> float:
        return time.monotonic() - self._begun

    def show(self, way: Way, come: int, at: datetime) -> None:
        """The mails that have come tell how far a day is; what is done after its end is little."""
        share = (list(Way).index(way) + come / self._mails) / len(Way)
        filled = int(_BAR * share)
        said = f"[{'#' * filled}{'.' * (_BAR - filled)}] {way}: {_clock(at)}, {come} of {self._mails} mails"
        if share > 0.01:
            said += f", about {_span(max(self.seconds / share - self.seconds, 0))} left"
        if sys.stdout.isatty():
            sys.stdout.write(f"\r\033[K{said}")
            sys.stdout.flush()
        elif (part := int(share * len(Way) * _LINES)) > self._told:
            self._told = part
            print(said, flush=True)


def _clock(at: datetime) -> str:
    """What the clock of the day says; after its end, how much later it is."""
    return f"{at:%H:%M}" if at < END else f"24:00 + {(at - END) / timedelta(hours=1):.1f} h"


def _span(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 100 else f"{seconds / 60:.0f} min"
