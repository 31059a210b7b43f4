"""A working half in a process of its own, to be killed: fetches and sends in a loop, as `maildesk worker` does.

Called as `python -m tests.support.shop_worker`, with the settings in the environment.
"""

from __future__ import annotations

import sys
import time

from sqlalchemy import select

from maildesk.db import tables as t
from maildesk.jobs.fetch import fetch
from maildesk.jobs.send import send, settle_uncertain
from maildesk.jobs.table import clear_up, road
from maildesk.wiring import opening, working


def main() -> None:
    settings = opening.settings()
    desk = working.desk(settings, opening.store(settings))
    clear_up(desk)
    with desk.store.reading() as session:
        boxes = session.scalars(select(t.Mailbox.id)).all()
    print("ready", flush=True)
    until = time.monotonic() + float(sys.argv[1])
    while time.monotonic() < until:
        road(desk)
        for box in boxes:
            fetch(desk, box)
            send(desk, box)
            settle_uncertain(desk, box)
        time.sleep(0.01)
    desk.lines.close()


if __name__ == "__main__":
    main()
