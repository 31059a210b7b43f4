"""The job that tells people, in a process of its own, to be killed. Called as `python -m tests.support.telling_worker SECONDS`."""

from __future__ import annotations

import sys
import time

from maildesk.jobs.deliver import deliver
from maildesk.jobs.table import clear_up
from maildesk.packs import knowledge
from maildesk.wiring import opening, walking, working


def main() -> None:
    settings = opening.settings()
    desk = working.desk(settings, opening.store(settings), walking.road(settings, knowledge.load()))
    clear_up(desk)
    print("ready", flush=True)
    until = time.monotonic() + float(sys.argv[1])
    while time.monotonic() < until:
        deliver(desk)
        time.sleep(0.02)


if __name__ == "__main__":
    main()
