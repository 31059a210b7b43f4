"""`maildesk worker`: the half that fetches, reads, rings and sends. Ctrl-C or SIGTERM stops it after the job at hand."""

from __future__ import annotations

import signal
import threading
from collections.abc import Sequence

from maildesk.cli.words import command
from maildesk.wiring import logs, opening, working


def run(argv: Sequence[str]) -> int:
    """Work until stopped."""
    command("worker", "The half that fetches, reads, rings clocks and sends.").parse_args(argv)
    settings = opening.settings()
    logs.set_up(settings)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    with working.worker(settings, opening.store(settings)):
        print("maildesk works; Ctrl-C stops it", flush=True)
        stop.wait()
    return 0
